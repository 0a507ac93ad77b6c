using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Signing;
using Xunit;

namespace ApiGen.Runtime.Tests.Signing;

/// <summary>
/// Requests that the vendor's SDK for Node.js signed, written down by <c>tests/ApiGen.EndToEnd/node/record.js</c>: text of many scripts,
/// empty and large bodies, GET queries, ten services, days' first and last seconds from 1970 to 9999.
/// </summary>
public sealed class RecordedSignatureTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    public void Every_signature_of_the_vendor_s_SDK_is_reproduced_under_any_culture(string culture)
    {
        JsonElement[] requests = [.. Recorded().EnumerateArray()];
        Assert.True(requests.Length >= 200);
        Assert.Contains(requests, static request => Body(request).Length == 0);
        Assert.Contains(requests, static request => Body(request).Length > 100_000);

        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.All(requests, static request => Assert.Equal(Text(request, "authorization"), Sign(request)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Sign(JsonElement request)
    {
        Tc3Signer signer = new(Text(request, "service")!, Text(request, "host")!, action: null, Text(request, "contentType")!, Text(request, "method")!);
        TencentCloudCredential credential = new(Text(request, "secretId")!, Text(request, "secretKey")!, Text(request, "token"));
        return signer.Sign(credential, request.GetProperty("timestamp").GetInt64(), Body(request), Text(request, "query"));
    }

    private static byte[] Body(JsonElement request)
    {
        if (Text(request, "body") is { } body)
        {
            return Encoding.UTF8.GetBytes(body);
        }

        JsonElement large = request.GetProperty("largeBody");
        StringBuilder text = new(Text(large, "before"));
        for (int i = large.GetProperty("times").GetInt32(); i > 0; i--)
        {
            text.Append(Text(large, "repeat"));
        }

        return Encoding.UTF8.GetBytes(text.Append(Text(large, "after")).ToString());
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static JsonElement Recorded()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Signing", "recorded-signatures.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("requests").Clone();
    }
}
