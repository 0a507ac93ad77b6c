using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Requests;

/// <summary>What the gateway refuses of a call's outer form: the combination of method, type and query, the region and the language.</summary>
public sealed class RequestFormTests
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", null)]
    [InlineData("application/json", "UnsupportedOperation")]
    [InlineData("application/json; charset=utf-8", "UnsupportedOperation")]
    [InlineData("multipart/form-data", "UnsupportedOperation")]
    public async Task A_GET_is_form_encoded(string contentType, string? code)
    {
        Call call = new()
        {
            Method = "GET",
            Host = "cvm.tencentcloudapi.com",
            Scope = "cvm",
            Action = "DescribeInstances",
            Version = "2017-03-12",
            ContentType = contentType,
            Query = "Limit=10",
        };

        Assert.Equal(code, await CodeAsync(new ApiEmulatorOptions(), call));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("MNPName=other", "InvalidParameter")]
    [InlineData("x", "InvalidParameter")]
    public async Task A_POST_has_no_query_signed_or_not(string query, string? code)
    {
        Assert.Equal(code, await CodeAsync(new ApiEmulatorOptions(), new Call { Query = query }));
        Assert.Equal(code, await CodeAsync(new ApiEmulatorOptions { VerifySignatures = false }, new Call { Query = query }));
    }

    [Theory]
    [InlineData("ap-singapore", null)]
    [InlineData("ap-bangkok", null)]
    [InlineData("ap-jakarta", null)]
    [InlineData("ap-guangzhou", null)]
    [InlineData("ap-shanghai-fsi", null)]
    [InlineData("ap-shenzhen-fsi", null)]
    [InlineData("eu-frankfurt", null)]
    [InlineData("eu-moscow", null)]
    [InlineData("na-ashburn", null)]
    [InlineData("na-siliconvalley", null)]
    [InlineData("na-toronto", null)]
    [InlineData("ap-singapor", "UnsupportedRegion")]
    [InlineData("AP-Singapore", "UnsupportedRegion")]
    [InlineData("us-east-1", "UnsupportedRegion")]
    [InlineData("ap-guangzhou-3", "UnsupportedRegion")]
    public async Task A_region_is_one_of_the_vendor_s(string region, string? code) =>
        Assert.Equal(code, await CodeAsync(new ApiEmulatorOptions(), new Call { Region = region }));

    [Fact]
    public async Task The_refusal_of_a_region_names_the_nearest()
    {
        using Client client = new(new ApiGateway([TestServices.Tcsas]));

        JsonElement response = await client.CallAsync(new Call { Region = "ap-singapor" });

        Assert.Contains("'ap-singapore'", response.GetProperty("Error").GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_regions_or_any_can_be_let_through()
    {
        ApiEmulatorOptions more = new();
        more.Regions.Add("moon-1");
        ApiEmulatorOptions one = new();
        one.Regions.Clear();
        one.Regions.Add("moon-1");

        Assert.Null(await CodeAsync(more, new Call { Region = "moon-1" }));
        Assert.Null(await CodeAsync(more, new Call()));
        Assert.Equal("UnsupportedRegion", await CodeAsync(more, new Call { Region = "moon-2" }));
        Assert.Equal("UnsupportedRegion", await CodeAsync(one, new Call()));
        Assert.Null(await CodeAsync(new ApiEmulatorOptions { CheckRegions = false }, new Call { Region = "anywhere" }));
        Assert.Equal("MissingParameter", await CodeAsync(new ApiEmulatorOptions { CheckRegions = false }, new Call { Region = null }));
        Assert.Null(await CodeAsync(new ApiEmulatorOptions { CheckParameters = false }, new Call { Region = "anywhere" }));
    }

    [Fact]
    public async Task The_regions_are_read_once()
    {
        ApiEmulatorOptions options = new();
        using Client client = new(new ApiGateway([TestServices.Tcsas], options));
        options.Regions.Add("moon-1");

        Assert.Equal("UnsupportedRegion", await client.CodeAsync(new Call { Region = "moon-1" }));
    }

    [Theory]
    [InlineData(RegionRequirement.None, null)]
    [InlineData(RegionRequirement.Optional, "UnsupportedRegion")]
    [InlineData(RegionRequirement.Required, "UnsupportedRegion")]
    public async Task A_region_has_no_effect_on_an_action_that_takes_none(RegionRequirement requirement, string? code)
    {
        ServiceModel service = TestServices.Service("any", "2020-01-01", new ActionModel { Name = "Any", Region = requirement });
        using Client client = new(new ApiGateway([service]));

        Assert.Equal(code, await client.CodeAsync(
            new Call { Host = "any.tencentcloudapi.com", Scope = "any", Action = "Any", Version = "2020-01-01", Body = "{}", Region = "moon-1" }));
    }

    [Theory]
    [InlineData("zh-CN", null)]
    [InlineData("en-US", null)]
    [InlineData("", null)]
    [InlineData("en", "InvalidParameterValue")]
    [InlineData("en-us", "InvalidParameterValue")]
    [InlineData("fr-FR", "InvalidParameterValue")]
    public async Task A_language_is_Chinese_or_English(string language, string? code) =>
        Assert.Equal(code, await CodeAsync(new ApiEmulatorOptions(), new Call { MoreHeaders = [("X-TC-Language", language)] }));

    private static async Task<string?> CodeAsync(ApiEmulatorOptions options, Call call)
    {
        using Client client = new(new ApiGateway([TestServices.Tcsas, TestServices.Cvm], options));
        return await client.CodeAsync(call);
    }
}
