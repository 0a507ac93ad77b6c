using System.Globalization;
using System.Reflection;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Runtime.Annotations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ApiGen.Generator.Tests.Emission;

/// <summary>What the generated code is like, whatever the spec.</summary>
public class OutputTests
{
    [Fact]
    public void All_of_tcsas_compiles_with_every_warning_an_error()
    {
        GeneratorHost host = new(Repository.Tcsas(""));
        GeneratorRunResult run = host.Run();

        Assert.Empty(run.Diagnostics);
        Assert.True(run.GeneratedSources.Count(source => !source.HintName.Contains(".Types.", StringComparison.Ordinal)) >= 152);
        Assert.Empty(host.CompilerDiagnostics());
    }

    [Fact]
    public void The_same_specs_give_the_same_bytes_in_any_order_and_culture()
    {
        IReadOnlyList<SpecFileText> files = Repository.Tcsas("");
        GeneratorRunResult first = new GeneratorHost(files).Run();

        CultureInfo before = CultureInfo.CurrentCulture;
        GeneratorRunResult second;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            second = new GeneratorHost(files.Reverse()).Run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(Texts(first), Texts(second));
    }

    [Fact]
    public void The_spec_file_is_named_at_the_top_without_a_path_of_the_machine()
    {
        GeneratorRunResult run = new GeneratorHost(Repository.Tcsas("CreateMNP")).Run();

        string text = run.GeneratedSources.Single(source => source.HintName == "TencentCloud.Tcsas.CreateMNP.g.cs").SourceText.ToString();
        Assert.Contains("from ApiGen/specs/tcsas/2025-01-06/actions/CreateMNP.yaml.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_control_characters_and_empty_texts_make_well_formed_documentation()
    {
        GeneratorHost host = new([Spec.Service("""
            summary: "a < b && c > d <p>not closed ]]> */ \x05\x0b\u2028 lone & amp;"
            actions:
              Call:
                summary: "<ul><li>One\nTwo\r\nThree\t</li>"
                request:
                  A: { type: string, summary: "<a href=\"x\">&nbsp;</a> \ud83d\ude00" }
                  B: { type: string }
                errors: { "Failed<T>.X&Y": "", "InternalError": "<br>" }
            """)]);
        GeneratorRunResult run = host.Run();

        Assert.Empty(host.CompilerDiagnostics());
        Assert.DoesNotContain(run.GeneratedSources, source => source.SourceText.ToString().Contains('\u0005', StringComparison.Ordinal));
    }

    [Fact]
    public void An_action_without_parameters_answer_or_errors_compiles()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("actions:\n  Ping: {}\n")]);

        Type request = built.GetType("Acme.Demo.PingRequest")!;
        Assert.Equal("{}", request.GetMethod("ToJson")!.Invoke(Activator.CreateInstance(request), null));
        Assert.Null(built.GetType("Acme.Demo.PingErrorCode"));
    }

    [Fact]
    public void Recursive_types_read_and_write()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("""
            types:
              Node: { members: { Name: string, Children: list<Node>, Other: Leaf } }
              Leaf: { members: { Root: Node } }
            actions:
              Call: { request: { Root: Node } }
            """)]);

        const string json = """{"Root":{"Name":"a","Children":[{"Name":"b","Children":[]},{"Other":{"Root":{"Name":"c"}}}]}}""";
        AssertRoundTrip(built, json);
    }

    [Fact]
    public void Lists_of_lists_read_and_write()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("""
            types:
              Cell: { members: { Text: string } }
            actions:
              Call:
                request:
                  Numbers: list<list<int64>>
                  Cells: list<list<Cell>>
                  Deep: list<list<list<string>>>
            """)]);

        AssertRoundTrip(built, """{"Numbers":[[1,2],[],[-3]],"Cells":[[{"Text":"x"}],[]],"Deep":[[["a"],[]],[]]}""");
    }

    [Fact]
    public void Zero_empty_text_and_empty_list_are_sent_and_null_is_not()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("""
            actions:
              Call: { request: { A: int64, B: string, C: list<string>, D: bool, E: double, F: uint64, G: string } }
            """)]);

        AssertRoundTrip(built, """{"A":0,"B":"","C":[],"D":false,"E":0,"F":0}""");
    }

    [Fact]
    public void Sixty_four_bits_survive()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("actions:\n  Call: { request: { A: int64, B: uint64 } }\n")]);

        AssertRoundTrip(built, """{"A":-9223372036854775808,"B":18446744073709551615}""");
    }

    [Theory]
    [InlineData("Offset: int64, Limit: int64", "Data: { type: Page, required: true }", "position: Offset, limit: Limit, items: Data.List, total: Data.Total", "Offset,Limit")]
    [InlineData("Offset: uint64, Limit: uint64", "Data: Page", "position: Offset, limit: Limit, items: Data.List, total: Data.Total, pageSize: 100", "Offset,Limit")]
    [InlineData("PageNumber: { type: int64, required: true }", "List: { type: list<string>, required: true }, Total: uint64", "style: page, position: PageNumber, items: List, total: Total", "PageNumber")]
    [InlineData("Token: { type: string, required: true }", "List: list<double>, Next: { type: string, required: true }", "style: token, position: Token, items: List, next: Next", "Token")]
    [InlineData("Token: string, Limit: int64", "Data: Page", "position: Token, limit: Limit, items: Data.List, next: Data.Next", "Token,Limit")]
    public void A_paged_action_gets_a_method_that_gives_all_items(string request, string response, string paging, string members)
    {
        Assembly built = ConsumerBuild.Load([Spec.Service($$"""
            types:
              Page: { members: { List: list<Item>, Total: int64, Next: string } }
              Item: { members: { Name: string } }
            actions:
              ListThings:
                request: { {{request}} }
                response: { {{response}} }
                paging: { {{paging}} }
            """)]);

        MethodInfo method = built.GetType("Acme.Demo.IDemoClient")!.GetMethod("ListThingsItemsAsync")!;
        Assert.Equal(members.Split(','), method.GetCustomAttribute<ApiPagedAttribute>()!.Members);
        Assert.Equal("IAsyncEnumerable`1", method.ReturnType.Name);
    }

    [Theory]
    [InlineData("request")]
    [InlineData("request, default")]
    [InlineData("request, stop")]
    [InlineData("request, cancellationToken: stop")]
    [InlineData("request, options")]
    [InlineData("request, new()")]
    [InlineData("request, new ApiCallOptions { Region = \"ap-singapore\" }")]
    [InlineData("request, options: options")]
    [InlineData("request, options, stop")]
    [InlineData("request, options, default")]
    [InlineData("request, null, default")]
    [InlineData("request, null")]
    public void Every_form_of_a_call_is_understood(string arguments)
    {
        foreach (string client in (string[])["DemoClient", "IDemoClient"])
        {
            GeneratorHost host = new([Spec.Service("actions: { Call: { request: { Name: string } } }")], $$"""
                using System.Threading;
                using Acme.Demo;
                using ApiGen.Runtime;
                static class Use
                {
                    static object Call({{client}} client, CallRequest request, ApiCallOptions options, CancellationToken stop) => client.CallAsync({{arguments}});
                }
                """);
            host.Run();
            Assert.Empty(host.CompilerDiagnostics());
        }
    }

    [Fact]
    public void An_action_that_answers_with_events_gets_a_method_that_streams_them()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("""
            actions:
              Chat: { responseBody: event-stream, request: { Text: string }, response: { Delta: string } }
            """)]);

        Assert.Equal("IAsyncEnumerable`1", built.GetType("Acme.Demo.IDemoClient")!.GetMethod("ChatStreamAsync")!.ReturnType.Name);
    }

    [Fact]
    public void A_request_of_raw_bytes_carries_a_body_and_a_request_with_a_client_token_tells_so()
    {
        Assembly built = ConsumerBuild.Load([Spec.Service("""
            actions:
              Upload: { requestBody: octet-stream, request: { TopicId: { type: string, required: true }, Size: uint64, Body: bool } }
              Create: { request: { ClientToken: { type: string, required: true } } }
            """)]);

        Assert.Equal(typeof(ReadOnlyMemory<byte>), built.GetType("Acme.Demo.UploadRequest")!.GetProperty("BodyContent")!.PropertyType);
        Assert.Contains(built.GetType("Acme.Demo.CreateRequest")!.GetInterfaces(), type => type.Name == "IClientTokenRequest");
    }

    [Fact]
    public void Sensitive_members_at_any_depth_are_named_to_the_runtime()
    {
        GeneratorRunResult run = new GeneratorHost([Spec.Service("""
            types:
              Login: { members: { Password: { type: string, sensitive: true }, Name: string } }
            actions:
              Enter:
                request: { Logins: list<Login>, Pin: { type: string, sensitive: true } }
                response: { Token: { type: string, sensitive: true } }
            """)]).Run();

        string text = run.GeneratedSources.Single(source => source.HintName == "Acme.Demo.Enter.g.cs").SourceText.ToString();
        Assert.Contains("""SensitiveMembers = new string[] { "Password", "Pin", "Token" },""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_types_can_be_internal()
    {
        Assembly built = ConsumerBuild.Load([WithOptions(visibility: "internal")]);

        Assert.Empty(built.GetExportedTypes());
        Assert.NotNull(built.GetType("Acme.Demo.DemoClient"));
    }

    [Fact]
    public void Required_members_can_carry_the_keyword()
    {
        GeneratorHost host = new([WithOptions(required: "keyword")], "class Use { object Make() => new Acme.Demo.CallRequest { Other = 1 }; }");
        host.Run();

        Assert.Equal("CS9035", Assert.Single(host.CompilerDiagnostics()).Id);
        Assembly built = ConsumerBuild.Load([WithOptions(required: "keyword")], "class Use { object Make() => new Acme.Demo.CallRequest { Name = \"a\" }; }");
        AssertRoundTrip(built, """{"Name":"a","Other":1}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("internal")]
    public void A_project_that_references_Hosting_gets_a_method_that_registers_the_client(string visibility)
    {
        GeneratorHost host = new(
            [WithOptions(visibility: visibility)],
            "class Use { void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => Acme.Demo.DemoClientServiceCollectionExtensions.AddDemoClient(services, settings => settings.Region = \"ap-singapore\"); }",
            referenced: [typeof(Runtime.Hosting.ApiClientSettings), typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection), typeof(Microsoft.Extensions.Configuration.IConfiguration)]);
        GeneratorRunResult run = host.Run();

        Assert.Contains(run.GeneratedSources, source => source.HintName == "Acme.Demo.DemoClientServiceCollectionExtensions.g.cs");
        Assert.Empty(host.CompilerDiagnostics());
    }

    [Fact]
    public void A_project_without_a_reference_to_the_runtime_is_told_so()
    {
        GeneratorHost host = new([WithOptions()], withRuntime: false);

        Assert.Equal("APIGEN0103", Assert.Single(host.Run().Diagnostics).Id);
    }

    [Fact]
    public void The_namespace_can_be_the_projects_own()
    {
        Assembly built = ConsumerBuild.Load([WithOptions(@namespace: "My.Own")]);

        Assert.NotNull(built.GetType("My.Own.DemoClient"));
    }

    [Fact]
    public void A_language_version_that_is_too_low_gives_one_clear_diagnostic()
    {
        GeneratorHost host = new(Repository.Tcsas("CreateMNP"), language: LanguageVersion.CSharp10);
        GeneratorRunResult run = host.Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0102", diagnostic.Id);
        Assert.Contains("C# 10", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.GeneratedSources);
        Assert.Empty(host.CompilerDiagnostics());
    }

    [Fact]
    public void Two_versions_of_one_service_live_side_by_side()
    {
        Assembly built = ConsumerBuild.Load(
        [
            new SpecFileText("specs/demo/v1/service.yaml", "service: demo\nversion: 2026-01-01\nnamespace: Acme.Demo.V1\nendpoint: demo.example.com\nactions: { Ping: {} }\n"),
            new SpecFileText("specs/demo/v2/service.yaml", "service: demo\nversion: 2026-02-02\nnamespace: Acme.Demo.V2\nendpoint: demo.example.com\nactions: { Ping: {} }\n"),
        ]);

        Assert.NotNull(built.GetType("Acme.Demo.V1.DemoClient"));
        Assert.NotNull(built.GetType("Acme.Demo.V2.DemoClient"));
    }

    [Fact]
    public void Two_services_of_one_namespace_go_together_when_the_project_gives_one_another()
    {
        SpecFileText other = new("specs/other.yaml", Spec.Header.Replace("service: demo", "service: other", StringComparison.Ordinal) + "\nactions:\n  Call: {}\n");

        Assert.Equal("APIGEN0044", Assert.Single(new GeneratorHost([WithOptions(), other]).Run().Diagnostics).Id);
        Assembly built = ConsumerBuild.Load([WithOptions(@namespace: "Elsewhere"), other]);
        Assert.NotNull(built.GetType("Elsewhere.DemoClient"));
        Assert.NotNull(built.GetType("Acme.Demo.OtherClient"));
    }

    [Theory]
    [InlineData("My-Product")]
    [InlineData("Company..Product")]
    [InlineData("Company.class")]
    [InlineData("1Company")]
    public void What_cannot_be_a_namespace_is_reported_with_its_item(string wrong)
    {
        GeneratorRunResult run = new GeneratorHost([WithOptions(@namespace: wrong)]).Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0105", diagnostic.Id);
        Assert.StartsWith($"ApiSpec specs/demo.yaml: '{wrong}' in Namespace", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Acme.Demo.DemoClient.g.cs");
    }

    [Fact]
    public void A_broken_spec_is_reported_at_its_place_and_the_rest_is_generated()
    {
        SpecFileText broken = new("specs/demo/actions/Bad.yaml", "action: Bad\nrequest:\n  A: { type: strng }\n");
        GeneratorRunResult run = new GeneratorHost([.. Spec.Files("types: {}", ("Good", "request: { A: string }")), broken]).Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal((broken.Path, 2, 13), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains("'string'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(run.GeneratedSources, source => source.HintName == "Acme.Demo.Good.g.cs");
    }

    private static SpecFileText WithOptions(string visibility = "", string required = "", string @namespace = "") =>
        new("specs/demo.yaml", Spec.Header + "\nactions:\n  Call: { request: { Name: { type: string, required: true }, Other: int64 } }\n")
        {
            Visibility = visibility,
            RequiredMembers = required,
            Namespace = @namespace,
        };

    private static void AssertRoundTrip(Assembly built, string json)
    {
        Type request = built.GetTypes().Single(type => type.Name == "CallRequest");
        object read = request.GetMethod("FromJson")!.Invoke(null, [json])!;
        Assert.Equal(json, request.GetMethod("ToJson")!.Invoke(read, null));
    }

    private static IEnumerable<string> Texts(GeneratorRunResult run) =>
        run.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal).Select(source => source.HintName + "\n" + source.SourceText);
}
