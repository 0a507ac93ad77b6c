using System.Reflection;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Runtime;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Naming;

/// <summary>Names that real services use and that C# finds difficult. Each test compiles with every warning an error.</summary>
public class NamingTests
{
    [Fact]
    public void A_type_that_has_a_member_of_its_own_name_is_renamed()
    {
        Assembly built = Build("""
            types:
              PublishTime: { members: { PublishTime: { type: string } } }
            actions:
              Describe: { response: { Items: { type: list<PublishTime> } } }
            """);

        Assert.NotNull(built.GetType("Acme.Demo.PublishTimeInfo")!.GetProperty("PublishTime"));
    }

    [Fact]
    public void Members_that_differ_by_case_only_become_two_properties()
    {
        Assembly built = Build("""
            actions:
              Call: { request: { UUI: { type: string }, Uui: { type: string } } }
            """);

        Type request = built.GetType("Acme.Demo.CallRequest")!;
        object read = request.GetMethod("FromJson")!.Invoke(null, ["""{"Uui":"lower","UUI":"upper"}"""])!;
        Assert.Equal("upper", request.GetProperty("UUI")!.GetValue(read));
        Assert.Equal("lower", request.GetProperty("Uui")!.GetValue(read));
    }

    [Fact]
    public void A_data_type_named_like_an_action_keeps_its_name()
    {
        Assembly built = Build("""
            types:
              RenewInstance: { members: { A: string } }
            actions:
              RenewInstance: { request: { Item: RenewInstance } }
            """);

        Assert.NotNull(built.GetType("Acme.Demo.RenewInstance"));
    }

    [Fact]
    public void An_action_that_ends_in_Async_lives_beside_its_twin()
    {
        Assembly built = Build("""
            actions:
              ChunkDocument: { request: { A: string } }
              ChunkDocumentAsync: { request: { A: string } }
            """);

        string[] methods = [.. built.GetType("Acme.Demo.IDemoClient")!.GetMethods().Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["ChunkDocumentAsync", "ChunkDocumentAsyncAsync"], methods);
    }

    [Theory]
    [InlineData("Error")]
    [InlineData("error")]
    public async Task A_response_member_called_Error_is_read_and_a_failure_is_still_seen(string name)
    {
        Assembly built = Build($$"""
            types:
              Fault: { members: { Reason: string } }
            actions:
              Get: { response: { {{name}}: Fault, Text: string } }
            """);

        foreach (string read in (string[])[name, name.ToUpperInvariant()])
        {
            object response = await CallGetAsync(built, $$"""{"{{read}}":{"Reason":"dust","Code":""},"Text":"a","RequestId":"r"}""");
            object fault = response.GetType().GetProperty("Error")!.GetValue(response)!;
            Assert.Equal("dust", fault.GetType().GetProperty("Reason")!.GetValue(fault));
        }

        await CallGetAsync(built, """{"eRROR":{"Code":"E1","Message":"m"},"Text":"a","RequestId":"r"}""");
        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallGetAsync(built, """{"Error":{"Code":"E1","Message":"m"},"RequestId":"r"}"""));
        Assert.Equal(("E1", "m", "r"), (e.Code, e.ServiceMessage, e.RequestId));
    }

    [Theory]
    [InlineData("Environment")]
    [InlineData("Task")]
    [InlineData("Action")]
    [InlineData("Tag")]
    [InlineData("Range")]
    [InlineData("Span")]
    [InlineData("Type")]
    [InlineData("String")]
    [InlineData("Object")]
    [InlineData("Console")]
    [InlineData("FileInfo")]
    [InlineData("KeyValuePair")]
    [InlineData("Exception")]
    [InlineData("Attribute")]
    [InlineData("IList")]
    [InlineData("CancellationToken")]
    [InlineData("Utf8JsonReader")]
    [InlineData("ApiClient")]
    [InlineData("ApiGen")]
    [InlineData("System")]
    [InlineData("TencentCloud")]
    [InlineData("Acme")]
    [InlineData("Demo")]
    public void A_type_named_like_a_known_one_compiles(string name)
    {
        Assembly built = Build($$"""
            types:
              {{name}}: { members: { Value: string, Items: list<{{name}}>, {{name}}s: list<string> } }
            actions:
              Call: { request: { {{name}}: { type: {{name}}, required: true } }, response: { {{name}}: { type: {{name}}, required: true } } }
            """);

        Assert.Equal(name, built.GetType("Acme.Demo.CallRequest")!.GetProperty(name)!.PropertyType.Name);
    }

    [Theory]
    [InlineData("Object")]
    [InlineData("Namespace")]
    [InlineData("Event")]
    [InlineData("Class")]
    [InlineData("Default")]
    [InlineData("Record")]
    [InlineData("Request")]
    [InlineData("Response")]
    [InlineData("Options")]
    [InlineData("RequestId")]
    [InlineData("ToString")]
    [InlineData("GetType")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("MemberwiseClone")]
    [InlineData("Finalize")]
    [InlineData("ToJson")]
    [InlineData("FromJson")]
    [InlineData("ReadMembers")]
    [InlineData("ForPage")]
    [InlineData("Body")]
    [InlineData("WriteJson")]
    [InlineData("Validate")]
    [InlineData("CallRequest")]
    [InlineData("CallResponse")]
    [InlineData("class")]
    [InlineData("hadAutoFixVul")]
    [InlineData("_jsonNames")]
    [InlineData("reader")]
    [InlineData("result")]
    [InlineData("value")]
    [InlineData("field")]
    [InlineData("System")]
    [InlineData("ApiGen")]
    public void A_member_of_any_name_travels_under_its_own(string name)
    {
        Assembly built = Build($$"""
            types:
              Item: { members: { {{name}}: { type: string, required: true } } }
            actions:
              Call: { request: { {{name}}: { type: string, required: true, minLength: 1 }, Items: list<Item> } }
            """);

        Type request = built.GetType("Acme.Demo.CallRequest")!;
        string json = $$"""{"{{name}}":"a","Items":[{"{{name}}":"b"}]}""";
        Assert.Equal(json, request.GetMethod("ToJson")!.Invoke(request.GetMethod("FromJson")!.Invoke(null, [json]), null));
    }

    [Fact]
    public void The_list_of_keywords_is_that_of_the_compiler() =>
        Assert.Equal(
            Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetReservedKeywordKinds().Select(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText).Where(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier).Order(StringComparer.Ordinal),
            ApiGen.Specs.Naming.CSharpKeywords.All.Order(StringComparer.Ordinal));

    [Fact]
    public void A_type_named_as_a_namespace_inside_its_own_is_renamed()
    {
        const string Other = "service: other\nversion: 2025-01-06\nnamespace: Acme.Demo.Orders\nendpoint: other.example.com\nactions: { Get: { } }\n";

        Assembly built = ConsumerBuild.Load(
        [
            Spec.Service("""
                types: { Orders: { members: { A: string } } }
                actions: { List: { response: { Items: Orders } } }
                """),
            new SpecFileText("specs/other.yaml", Other),
        ]);

        Assert.NotNull(built.GetType("Acme.Demo.OrdersInfo"));
    }

    [Fact]
    public void A_raw_body_lives_beside_members_of_its_names()
    {
        Type request = Build("""
            actions:
              Put: { requestBody: octet-stream, request: { body: string, BodyContent: string } }
            """).GetType("Acme.Demo.PutRequest")!;

        Assert.Equal(typeof(string), request.GetProperty("Body")!.PropertyType);
        Assert.Equal(typeof(string), request.GetProperty("BodyContent")!.PropertyType);
        Assert.Single(request.GetProperties(), property => property.PropertyType == typeof(ReadOnlyMemory<byte>));
    }

    [Fact]
    public void Paging_goes_over_names_outside_ASCII() => Build("""
        types: { 页: { members: { 列表: list<string>, 总数: int64 } } }
        actions:
          List:
            paging: { position: 起点, limit: 数量, items: 结果.列表, total: 结果.总数 }
            request: { 起点: int64, 数量: int64 }
            response: { 结果: 页 }
        """.Replace("页:", "Page:", StringComparison.Ordinal).Replace(" 页 ", " Page ", StringComparison.Ordinal));

    [Fact]
    public void Hint_names_fit_a_file_name()
    {
        GeneratorRunResult run = new GeneratorHost([Spec.Service($$"""
            types:
              T{{new string('a', 199)}}: { members: { A: string } }
              T{{new string('a', 198)}}b: { members: { A: string } }
            actions:
              {{new string('A', 200)}}: { request: { A: T{{new string('a', 199)}}, B: T{{new string('a', 198)}}b } }
            """)]).Run();

        string[] hints = [.. run.GeneratedSources.Select(source => source.HintName)];
        Assert.True(hints.Length >= 4);
        Assert.All(hints, hint => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(hint), 1, 255));
        Assert.Equal(hints.Length, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Hint_names_fit_a_file_name_whatever_the_namespace_and_the_script()
    {
        string space = string.Join('.', Enumerable.Repeat("Acme", 40));
        string[] types = [.. Enumerable.Range(0, 3).Select(number => $"T{number}: {{ csharpName: {new string('页', 190)}{number}, members: {{ A: string }} }}")];
        string[] starts = ["AAA", "aaa", "AaA"];
        string[] alike = [.. starts.Select(start => $"U{start}{new string('x', 190)}")];
        GeneratorHost host = new([new SpecFileText("specs/demo.yaml", $$"""
            service: demo
            version: 2026-01-01
            namespace: {{space}}
            endpoint: demo.example.com
            client: {{new string('C', 200)}}
            types: { {{string.Join(", ", types)}}, {{string.Join(", ", alike.Select((name, index) => $"V{index}: {{ csharpName: {name} }}"))}} }
            actions:
              {{new string('A', 199)}}B: { request: { P: T0, Q: T1, R: T2, S: V0, T: V1, U: V2 } }
              {{new string('A', 199)}}C: { request: { P: T0 } }
            """)]);

        GeneratorRunResult run = host.Run();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(host.CompilerDiagnostics());
        string[] hints = [.. run.GeneratedSources.Select(source => source.HintName)];
        Assert.InRange(hints.Length, 9, int.MaxValue);
        Assert.All(hints, hint => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(hint), 1, 255));
        Assert.All(hints, hint => Assert.EndsWith(".g.cs", hint, StringComparison.Ordinal));
        Assert.Equal(hints.Length, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("Client")]
    [InlineData("IClient")]
    [InlineData("Pipeline")]
    [InlineData("GetAsync")]
    [InlineData("ListItemsAsync")]
    [InlineData("WatchStreamAsync")]
    [InlineData("GetAction")]
    [InlineData("ParseGetErrorCode")]
    [InlineData("GetRequest")]
    [InlineData("GetResponse")]
    [InlineData("GetErrorCode")]
    [InlineData("Instance")]
    [InlineData("System")]
    [InlineData("ApiGen")]
    [InlineData("ApiClient")]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("Finalize")]
    [InlineData("client")]
    [InlineData("request")]
    [InlineData("_")]
    public void A_client_of_any_name_compiles(string client)
    {
        Assembly built = Build($$"""
            client: {{client}}
            actions:
              Get: { errors: [A.B] }
              List:
                paging: { position: Offset, items: Items }
                request: { Offset: int64 }
                response: { Items: list<string> }
              Watch: { responseBody: event-stream, response: { A: string } }
            """);

        Type type = built.GetTypes().Single(type => type.IsPublic && !type.IsInterface && typeof(IDisposable).IsAssignableFrom(type));
        Assert.Equal(ApiGen.Specs.Naming.CSharpIdentifier.Of(client), type.Name);
        Assert.Equal(6, type.GetMethods().Select(method => method.Name).Where(name => name.Contains("Async", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void The_members_that_no_client_is_called_as_are_those_of_a_client_without_actions()
    {
        GeneratorHost host = new([Spec.Service("actions: { Get: { } }\n")]);
        host.Run();

        IEnumerable<string> members = host.Output.GetTypeByMetadataName("Acme.Demo.DemoClient")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name)
            .Where(name => !name.StartsWith("Get", StringComparison.Ordinal));
        Assert.Equal(ApiGen.Specs.Naming.ServiceNames.ClientMembers.Append("Client").Order(StringComparer.Ordinal), members.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Dispose")]
    [InlineData("OnCreated")]
    [InlineData("ServiceDescription")]
    [InlineData("ServiceHolder")]
    [InlineData("_client")]
    public void A_client_called_as_what_every_client_has_is_told_and_generates_nothing_that_cannot_compile(string client)
    {
        GeneratorHost host = new([Spec.Service($"client: {client}\nactions: {{ Get: {{ request: {{ A: string }} }} }}\n")]);

        GeneratorRunResult run = host.Run();

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("APIGEN0016", diagnostic.Id);
        Assert.Contains(client, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(host.CompilerDiagnostics());
    }

    [Theory]
    [InlineData("_")]
    [InlineData("__")]
    [InlineData("_a")]
    public void A_member_that_begins_with_an_underscore_compiles_with_required_as_keyword(string name)
    {
        Assembly built = ConsumerBuild.Load([new SpecFileText("specs/demo.yaml", Spec.Header + $$"""

            types:
              Item: { members: { {{name}}: { type: string, required: true, minLength: 1, pattern: a, values: [a] }, B: string } }
            actions:
              Call: { request: { {{name}}: { type: Item, required: true }, Items: list<Item> }, response: { {{name}}: { type: string, required: true } } }
            """) { RequiredMembers = "keyword" }]);

        Type request = built.GetType("Acme.Demo.CallRequest")!;
        string json = $$$"""{"{{{name}}}":{"{{{name}}}":"a"},"Items":[{"{{{name}}}":"a"}]}""";
        Assert.Equal(json, request.GetMethod("ToJson")!.Invoke(request.GetMethod("FromJson")!.Invoke(null, [json]), null));
    }

    [Fact]
    public void Fixed_names_are_what_callers_write_and_the_wire_keeps_its_own()
    {
        Assembly built = Build("""
            types:
              Page: { members: { items: { type: list<string>, csharpName: Rows }, total: int64 } }
              Item: { csharpName: Thing, members: { Item: string, thing: { type: string, csharpName: Label } } }
            actions:
              get:
                csharpName: Fetch
                paging: { position: offset, items: page.items, total: page.total }
                request: { offset: { type: int64, csharpName: Start }, Start: string, items: list<Item> }
                response: { page: { type: Page, csharpName: Sheet } }
                errors: [A.B]
            """);

        Type client = built.GetType("Acme.Demo.DemoClient")!;
        Assert.Contains(client.GetMethods(), method => method.Name == "FetchAsync");
        Assert.Contains(client.GetMethods(), method => method.Name == "FetchItemsAsync");
        Assert.NotNull(built.GetType("Acme.Demo.FetchErrorCode"));
        Assert.Equal(["Item", "Label"], built.GetType("Acme.Demo.Thing")!.GetProperties().Select(property => property.Name));
        Type request = built.GetType("Acme.Demo.FetchRequest")!;
        Assert.Equal(typeof(long?), request.GetProperty("Start")!.PropertyType);
        Assert.Equal(typeof(string), request.GetProperty("StartValue")!.PropertyType);
        const string Json = """{"offset":1,"Start":"a","items":[{"Item":"b","thing":"c"}]}""";
        Assert.Equal(Json, request.GetMethod("ToJson")!.Invoke(request.GetMethod("FromJson")!.Invoke(null, [Json]), null));
    }

    [Fact]
    public void Hint_names_are_unique_without_regard_to_case()
    {
        GeneratorRunResult run = new GeneratorHost([Spec.Service("""
            types:
              IPList: { members: { A: string } }
            actions:
              GetIPS: { request: { A: IPList } }
              GetIps: { request: { A: string } }
            """)]).Run();

        string[] hints = [.. run.GeneratedSources.Select(source => source.HintName)];
        Assert.Equal(hints.Length, hints.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static async Task<object> CallGetAsync(Assembly built, string response)
    {
        using Responding handler = new($$"""{"Response":{{response}}}""");
        using IDisposable client = (IDisposable)Activator.CreateInstance(
            built.GetType("Acme.Demo.DemoClient")!, new TencentCloudCredential("AKIDexample", "example-secret-key"), null, new ApiClientOptions { HttpMessageHandler = handler })!;
        Type request = built.GetType("Acme.Demo.GetRequest")!;
        Task call = (Task)client.GetType().GetMethod("GetAsync", [request, typeof(CancellationToken)])!.Invoke(client, [Activator.CreateInstance(request), TestContext.Current.CancellationToken])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    private sealed class Responding(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
    }

    private static Assembly Build(string body) => ConsumerBuild.Load([Spec.Service(body)]);
}
