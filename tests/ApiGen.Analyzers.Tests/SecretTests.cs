using ApiGen.Analyzers.Secrets;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1003. The keys are put together here, so that no scanner takes this file for a leak.</summary>
public sealed class SecretTests
{
    private const string Id = "AKID" + "z8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa";
    private const string Key = "Gu5t9xGARNpq86cd98joQYCN3" + "Cozk1q";

    [Fact]
    public Task Literals_are_reported() => Verify<SecretInSourceAnalyzer>.Body(
        $$"""Keep(new TencentCloudCredential({|APIGEN1003:"{{Id}}"|}, {|APIGEN1003:"{{Key}}"|})); await Task.Yield();""");

    [Fact]
    public Task A_token_is_reported() => Verify<SecretInSourceAnalyzer>.Body(
        $$"""Keep(new TencentCloudCredential(text, text, token: {|APIGEN1003:"{{Key}}{{Key}}"|})); await Task.Yield();""");

    [Fact]
    public Task A_constant_is_reported_where_it_is_used() => Verify<SecretInSourceAnalyzer>.Body(
        $$"""const string Key = "{{Key}}"; Keep(new TencentCloudCredential(text, {|APIGEN1003:Key|})); await Task.Yield();""");

    [Fact]
    public Task A_local_that_begins_with_a_literal_is_reported() => Verify<SecretInSourceAnalyzer>.Body(
        $$"""var key = "{{Key}}"; Keep(new TencentCloudCredential(text, {|APIGEN1003:key|})); await Task.Yield();""");

    [Fact]
    public Task A_readonly_field_is_reported() => Verify<SecretInSourceAnalyzer>.Source(
        Consumer.Usings + $$"""
        public static class Keys
        {
            private static readonly string Key = "{{Key}}";

            public static TencentCloudCredential Make(string id) => new(id, {|APIGEN1003:Key|});
        }
        """);

    [Theory]
    [InlineData("\"your-secret-id\"", "\"your-secret-key\"")]
    [InlineData("\"<SecretId>\"", "\"<SecretKey>\"")]
    [InlineData("\"AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE\"", "\"Gu5t9xGARNpq86cd98joQYCN3EXAMPLE\"")]
    [InlineData("\"AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("\"id\"", "\"key\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"an-account-for-builds-7\"", "\"no real key here at all 42\"")]
    [InlineData("\"MyCompanyProductionAccount2026\"", "\"UseTheVaultForThisValuePlease2026\"")]
    [InlineData("\"InTheBuildOfTheShop1And2And3\"", "\"NotARealKeyButALongLineOfWords1\"")]
    [InlineData("\"PutSecretKeyHerePlease\"", "\"ThisGatewayDoesNotCheckItsKeys77\"")]
    [InlineData("text", "maybe!")]
    [InlineData("text + \"7f3Kq9ZtR2mWx8\"", "string.Concat(text, maybe)")]
    [InlineData("Convert.ToHexString([1, 2, 3])", "Guid.NewGuid().ToString()")]
    [InlineData("File.ReadAllText(\"/run/secrets/tencentcloud-id\")", "File.ReadAllText(\"/run/secrets/tencentcloud-key\")")]
    [InlineData("Environment.GetEnvironmentVariable(\"TENCENTCLOUD_SECRET_ID\")!", "Environment.GetEnvironmentVariable(\"TENCENTCLOUD_SECRET_KEY\")!")]
    public Task Placeholders_and_values_from_elsewhere_are_not_reported(string id, string key) => Verify<SecretInSourceAnalyzer>.Body(
        $"Keep(new TencentCloudCredential({id}, {key})); await Task.Yield();");

    [Fact]
    public Task The_same_names_on_other_types_are_not_reported() => Verify<SecretInSourceAnalyzer>.Source(
        Consumer.Usings + $$"""
        public sealed class Page
        {
            public string Token { get; set; } = "";

            public static Page Make(string secretKey) => new() { Token = "{{Key}}" };

            public static Page Next() => Make("{{Key}}");
        }
        """);
}
