namespace ApiGen.Specs.Tests.Reading;

public class ShapeTests
{
    [Theory]
    [InlineData("service: demo\nversion: 2025-01-06\nnamespace: Demo\n", "APIGEN0012(1,1) 'service'")]
    [InlineData("service: demo\nversion: 2025-01-06\nendpoint: demo.example.com\n", "APIGEN0012(1,1) 'service'")]
    [InlineData("service: demo\nnamespace: Demo\nendpoint: demo.example.com\n", "APIGEN0012(1,1) 'service'")]
    [InlineData("version: 2025-01-06\nnamespace: Demo\nendpoint: demo.example.com\n", "APIGEN0012(1,1) 'version'")]
    [InlineData("service: demo\ntypes: {}\n", "APIGEN0012(1,1) 'service'")]
    [InlineData("action: Act\nversion: 2025-01-06\n", "APIGEN0012(1,1) 'action'")]
    [InlineData("service: demo\nversion: 2025-01-06\nnamespace: Demo\nendpiont: demo.example.com\n", "APIGEN0011(4,1) 'endpiont'")]
    [InlineData("servce: demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: demo.example.com\n", "APIGEN0011(1,1) 'servce'")]
    [InlineData("acton: Act\nrequest: {}\n", "APIGEN0011(1,1) 'acton'")]
    [InlineData("service: demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: demo.example.com\naction:\n  Act: {}\n", "APIGEN0011(5,1) 'action'")]
    [InlineData("service: demo\nversion: 2025-01-06\naction: { Act: { request: { A: string } } }\n", "APIGEN0011(3,1) 'action'")]
    [InlineData("action: { Act: {} }\n", "APIGEN0011(1,1) 'action'")]
    [InlineData("actions: Act\nsummary: Acts.\nrequest: { A: string }\n", "APIGEN0011(1,1) 'actions'")]
    [InlineData("service: demo\nversion: 2025-01-06\nactions: Act\n", "APIGEN0011(3,1) 'actions'")]
    [InlineData("action: Act\nrequests: {}\n", "APIGEN0011(2,1) 'requests'")]
    [InlineData("action: Act\naction: Act2\n", "APIGEN0013(2,1) 'action'")]
    [InlineData("action: Act\nregion: requird\n", "APIGEN0015(2,9) 'requird'")]
    [InlineData("action: Act\nrequestBody: xml\n", "APIGEN0015(2,14) 'xml'")]
    [InlineData("action: Act\nresponseBody: octet-stream\n", "APIGEN0015(2,15) 'octet-stream'")]
    [InlineData("action: Act\nidempotent: 1\n", "APIGEN0015(2,13) '1'")]
    [InlineData("action: Act\nidempotent: \"true\"\n", "APIGEN0015(2,13) '\"true\"'")]
    [InlineData("action: [Act]\n", "APIGEN0014(1,9) ''")]
    [InlineData("action:\n", "APIGEN0014(1,1) 'action'")]
    [InlineData("action: Act\nsummary: { a: b }\n", "APIGEN0014(2,10) ''")]
    [InlineData("action: Act\nrequest: [A]\n", "APIGEN0014(2,10) ''")]
    [InlineData("action: Act\nrequest: none\n", "APIGEN0014(2,10) 'none'")]
    [InlineData("action: Act\nerrors: none\n", "APIGEN0014(2,9) 'none'")]
    [InlineData("action: Act\nexamples: {}\n", "APIGEN0014(2,11) ''")]
    [InlineData("action: Act\nexamples: [ text ]\n", "APIGEN0014(2,13) 'text'")]
    [InlineData("action: Act\nexamples: [ { response: {} } ]\n", "APIGEN0012(2,15) 'response'")]
    [InlineData("action: Act\nexamples: [ { request: {}, request: {} } ]\n", "APIGEN0013(2,28) 'request'")]
    [InlineData("action: 2Act\n", "APIGEN0016(1,9) '2Act'")]
    [InlineData("action: Act-ion\n", "APIGEN0016(1,9) 'Act-ion'")]
    [InlineData("action: Äct\n", "APIGEN0016(1,9) 'Äct'")]
    [InlineData("types: { string: {} }\n", "APIGEN0016(1,10) 'string'")]
    [InlineData("types: { My.Type: {} }\n", "APIGEN0016(1,10) 'My.Type'")]
    [InlineData("types: { T: { fields: {} } }\n", "APIGEN0011(1,15) 'fields'")]
    [InlineData("types: { T: [ ] }\n", "APIGEN0014(1,13) ''")]
    [InlineData("types: { T: {}, T: {} }\n", "APIGEN0045(1,17) 'T'")]
    [InlineData("types: []\n", "APIGEN0014(1,8) ''")]
    [InlineData("actions: { A: {}, A: {} }\n", "APIGEN0046(1,19) 'A'")]
    [InlineData("actions: { A: { action: B } }\n", "APIGEN0011(1,17) 'action'")]
    [InlineData("actions: [A]\n", "APIGEN0014(1,10) ''")]
    [InlineData("service: Demo\nversion: 2025-01-06\ntypes: {}\n", "APIGEN0016(1,10) 'Demo'")]
    [InlineData("service: demo\nversion: 2025-1-6\ntypes: {}\n", "APIGEN0017(2,10) '2025-1-6'")]
    [InlineData("service: demo\nversion: 2025-02-30\ntypes: {}\n", "APIGEN0017(2,10) '2025-02-30'")]
    [InlineData("action: Act\nerrors: [ A, A ]\n", "APIGEN0025(2,14) 'A'")]
    [InlineData("action: Act\nerrors: { A: x, A: y }\n", "APIGEN0025(2,17) 'A'")]
    [InlineData("action: Act\nerrors: [ A..B ]\n", "APIGEN0023(2,11) 'A..B'")]
    [InlineData("action: Act\ndocumentation: http://example.com\n", "APIGEN0020(2,16) 'http://example.com'")]
    [InlineData("action: Act\ndocumentation: see the wiki\n", "APIGEN0020(2,16) 'see the wiki'")]
    [InlineData("action: Act\nresponse: { RequestId: string }\n", "APIGEN0031(2,13) 'RequestId'")]
    [InlineData("action: Act\nrequestBody: octet-stream\nrequest: { A: list<string> }\n", "APIGEN0032(3,12) 'A'")]
    [InlineData("action: Act\nrequestBody: octet-stream\nrequest: { Ä: string }\n", "APIGEN0032(3,12) 'Ä'")]
    [InlineData("action: Act\nrequest: { A: string, A: int64 }\n", "APIGEN0024(2,23) 'A'")]
    [InlineData("action: Act\nrequest: { A-B: string }\n", "APIGEN0016(2,12) 'A-B'")]
    [InlineData("action: Act\nrequest: { A: { summary: x } }\n", "APIGEN0012(2,12) 'A'")]
    [InlineData("action: Act\nrequest: { A: }\n", "APIGEN0014(2,12) 'A'")]
    [InlineData("action: Act\npaging: { items: Data }\n", "APIGEN0012(2,1) 'paging'")]
    [InlineData("action: Act\npaging: { position: P, items: Data, pageSize: 0 }\n", "APIGEN0026(2,47) '0'")]
    [InlineData("action: Act\npaging: { position: P, items: Data, style: offsets }\n", "APIGEN0015(2,44) 'offsets'")]
    [InlineData("action: Act\npaging: Offset\n", "APIGEN0014(2,9) 'Offset'")]
    public void A_mistake_of_one_file_is_the_only_diagnostic_and_marks_its_token(string text, string mark) => Assert.Equal([mark], Spec.FileMarks(text));

    [Theory]
    [InlineData("https://demo.example.com")]
    [InlineData("demo.example.com/path")]
    [InlineData("demo.example.com:443")]
    [InlineData("demo..example.com")]
    [InlineData("-demo.example.com")]
    [InlineData("demo_example.com")]
    public void An_endpoint_must_be_a_host_name(string endpoint)
    {
        Assert.Equal([$"APIGEN0019(4,11) '{endpoint}'"], Spec.FileMarks($"service: demo\nversion: 2025-01-06\nnamespace: Demo\nendpoint: {endpoint}\n"));
    }

    [Theory]
    [InlineData("Demo..Api")]
    [InlineData("Demo.1Api")]
    [InlineData("Demo.class")]
    [InlineData("Demo Api")]
    [InlineData(".Demo")]
    [InlineData("Demo.Été-Api")]
    public void A_namespace_must_be_one_of_C_sharp(string name)
    {
        Assert.Equal([$"APIGEN0018(3,12) '{name}'"], Spec.FileMarks($"service: demo\nversion: 2025-01-06\nnamespace: {name}\nendpoint: demo.example.com\n"));
    }

    [Theory]
    [InlineData("Магазин.服务")]
    [InlineData("_.A1")]
    public void A_namespace_may_have_letters_of_any_script(string name) =>
        Assert.Empty(Spec.FileMarks($"service: demo\nversion: 2025-01-06\nnamespace: {name}\nendpoint: demo.example.com\n"));

    [Theory]
    [InlineData("20", "it has no '/'")]
    [InlineData("0/s", "from 1 to")]
    [InlineData("-1/s", "from 1 to")]
    [InlineData("20/d", "unit is not")]
    [InlineData("20/0s", "from 1 to 86400")]
    [InlineData("20/99999h", "from 1 to 86400")]
    [InlineData("99999999999/s", "from 1 to")]
    [InlineData("20 per second", "it has no '/'")]
    public void A_rate_limit_that_cannot_be_read_is_reported_with_the_reason(string limit, string reason)
    {
        var d = Assert.Single(SpecReader.Read(new SpecText("a.yaml", $"action: Act\nrateLimit: {limit}\n")).Diagnostics);
        Assert.Equal("APIGEN0021", d.Descriptor.Id);
        Assert.Contains(reason, d.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20/s", 20, 1)]
    [InlineData("1200/min", 1200, 60)]
    [InlineData("200/10min", 200, 600)]
    [InlineData("1/15s", 1, 15)]
    [InlineData("5/h", 5, 3600)]
    public void A_rate_limit_is_a_number_of_requests_in_a_span(string limit, int requests, int seconds)
    {
        Assert.Equal([new Model.RateWindow(requests, seconds)], Spec.Action($"action: Act\nrateLimit: {limit}\n").RateLimits);
    }

    [Fact]
    public void Several_rate_limits_hold_together()
    {
        Assert.Equal(["20/s", "1000/h"], Spec.Action("action: Act\nrateLimit: [20/s, 1000/h]\n").RateLimits.Select(r => r.ToString()));
        Assert.Equal(["APIGEN0033(2,19) '30/1s'"], Spec.FileMarks("action: Act\nrateLimit: [20/s, 30/1s]\n"));
    }

    [Fact]
    public void All_mistakes_of_a_file_come_out_in_one_run()
    {
        const string Text = """
            action: 1Act
            sumary: x
            region: requird
            rateLimit: 20
            request:
              A: { type: strin, required: maybe }
              B: { typ: string }
              A: string
            errors: [ "?", X ]
            paging: { position: Offset }
            """;
        Assert.Equal(
            ["APIGEN0016", "APIGEN0011", "APIGEN0015", "APIGEN0021", "APIGEN0048", "APIGEN0015", "APIGEN0011", "APIGEN0024", "APIGEN0023", "APIGEN0012"],
            Spec.ActionMarks(Text.Replace("1Act", "Act", StringComparison.Ordinal)).Select(m => m[..10]).Prepend(Spec.FileMarks(Text)[0][..10]));
    }

    [Fact]
    public void A_misspelt_key_is_answered_with_the_nearest_one()
    {
        var d = Assert.Single(SpecReader.Read(new SpecText("a.yaml", "action: Act\nrequest: { A: { type: string, maxlenght: 3 } }\n")).Diagnostics);
        Assert.Equal("Unknown key 'maxlenght' in the member 'A'. Did you mean 'maxLength'?", d.Message);
    }

    [Fact]
    public void A_key_that_resembles_none_is_answered_with_the_allowed_ones()
    {
        var d = Assert.Single(SpecReader.Read(new SpecText("a.yaml", "types: { T: { Name: string } }\n")).Diagnostics);
        Assert.Equal("Unknown key 'Name' in the type 'T'. Allowed here: csharpName, summary, members.", d.Message);
    }

    [Fact]
    public void Deprecated_and_disabled_take_true_or_a_reason()
    {
        var action = Spec.Action("action: Act\ndeprecated: true\ndisabled: Use Bct.\nrequest: { A: { type: string, deprecated: false, disabled: \"true\" } }\n");
        Assert.Equal(("", "Use Bct."), (action.Deprecated, action.Disabled));
        Assert.Null(action.Request[0].Deprecated);
        Assert.Equal("true", action.Request[0].Disabled);
    }

    [Fact]
    public void Mappings_may_be_left_empty()
    {
        var action = Spec.Action("action: Act\nsummary:\nrequest:\nresponse: ~\nerrors:\nexamples:\n", "types:\n  Empty:\n");
        Assert.Equal((0, 0, 0, 0, ""), (action.Request.Count, action.Response.Count, action.Errors.Count, action.Examples.Count, action.Summary));
    }
}
