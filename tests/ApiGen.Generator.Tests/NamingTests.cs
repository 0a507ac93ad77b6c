using System.Reflection;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests;

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

    [Fact]
    public void A_response_member_called_Error_is_read_and_a_failure_is_still_seen()
    {
        Assembly built = Build("""
            types:
              Fault: { members: { Reason: string } }
            actions:
              Get: { response: { Error: Fault } }
            """);

        Type response = built.GetType("Acme.Demo.GetResponse")!;
        object read = response.GetMethod("FromJson")!.Invoke(null, ["""{"Error":{"Reason":"dust"}}"""])!;
        object fault = response.GetProperty("Error")!.GetValue(read)!;
        Assert.Equal("dust", fault.GetType().GetProperty("Reason")!.GetValue(fault));
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
    public void Every_keyword_can_name_a_member_a_type_and_an_action()
    {
        string[] keywords =
        [
            .. Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetReservedKeywordKinds()
                .Concat(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKinds())
                .Select(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText)
                .Where(text => text.All(char.IsLetter))
                .Distinct(),
        ];
        Assert.True(keywords.Length > 100);

        Build($$"""
            types:
            {{string.Join("\n", keywords.Select(word => $"  'T{word}': {{ members: {{ '{word}': string }} }}"))}}
            actions:
            {{string.Join("\n", keywords.Select(word => $"  'A{word}': {{ request: {{ '{word}': T{word} }}, response: {{ '{word}': {{ type: T{word}, required: true }} }} }}"))}}
            """);
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

    private static Assembly Build(string body) => ConsumerBuild.Load([Spec.Service(body)]);
}
