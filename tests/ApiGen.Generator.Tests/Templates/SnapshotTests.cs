using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Templates;

/// <summary>What is printed for each feature of the spec language: a small spec and the one file in which the feature shows.</summary>
public class SnapshotTests
{
    [Fact]
    public void A_client_is_printed_as_in_its_snapshot() => Match("Client", "DemoClient", """
        summary: Sells tickets.
        actions:
          Call: { region: required, rateLimit: [20/s, 100/min] }
          Free: { region: required, idempotent: true }
          Sell: { region: required, rateLimit: 1/h }
        """);

    [Fact]
    public void A_registration_is_printed_as_in_its_snapshot() => Match("Registration", "DemoClientServiceCollectionExtensions", "actions: { Call: {} }\n");

    [Fact]
    public void An_action_is_printed_as_in_its_snapshot() => Match("Action", "Buy", """
        actions:
          Buy:
            summary: Buys a ticket.
            region: required
            idempotent: true
            rateLimit: 20/s
            request:
              Seat: { type: string, required: true, summary: The seat., default: any, format: row and number }
              Pin: { type: string, sensitive: true }
            response:
              Ticket: { type: string, required: true }
              Price: double
            errors: { ResourceNotFound.Seat: There is no such seat., InternalError: "" }
        """);

    [Fact]
    public void A_type_of_every_kind_of_value_is_printed_as_in_its_snapshot() => Match("TypedAccess", "Types.Everything", """
        types:
          Everything:
            members:
              Text: { type: string, required: true }
              Signed: int64
              Unsigned: uint64
              Real: double
              Truth: bool
              Inner: { type: Everything, required: true }
              Texts: list<string>
              Numbers: list<int64>
              Objects: { type: list<Everything>, required: true }
              Grid: list<list<double>>
              ObjectGrid: list<list<Everything>>
              Status: { type: string, values: [NOT_STARTED, done] }
              Created: { type: string, required: true, format: date-time }
              Day: { type: string, format: date }
        actions:
          Call: { response: { Whole: Everything } }
        """);

    [Fact]
    public void Constraints_are_printed_as_in_their_snapshot() => Match("Constraints", "Call", """
        types:
          Node: { members: { Name: { type: string, maxLength: 5 } } }
        actions:
          Call:
            request:
              Name: { type: string, required: true, minLength: 1, maxLength: 50, pattern: '^[a-z"\\]+$' }
              Short: { type: string, maxLength: 5 }
              Long: { type: string, minLength: 5 }
              Kind: { type: string, values: [a, b"c] }
              Level: { type: int64, values: [1, 2] }
              Count: { type: int64, required: true, minimum: 1, maximum: 100 }
              Size: { type: uint64, maximum: 18446744073709551615 }
              Share: { type: double, minimum: 0.5 }
              Secret: { type: int64, minimum: 0, maximum: 9, sensitive: true }
              Names: { type: list<string>, minItems: 1, maxItems: 3, maxLength: 7 }
              Levels: { type: list<int64>, maxItems: 3, values: [1, 2], sensitive: true }
              Node: Node
              Nodes: { type: list<Node>, required: true }
              Rows: list<list<string>>
              Cells: list<list<Node>>
              Deep: list<list<list<int64>>>
        """);

    [Theory]
    [InlineData("PagingByOffset", "Offset: int64, Limit: uint64", "Data: { type: Page, required: true }", "position: Offset, limit: Limit, items: Data.List, total: Data.Total")]
    [InlineData("PagingByPageNumber", "Page: uint64", "List: { type: list<int64>, required: true }", "style: page, position: Page, items: List, pageSize: 100")]
    [InlineData("PagingByToken", "Token: string, Limit: int64", "Data: Page", "position: Token, limit: Limit, items: Data.List, next: Data.Next")]
    public void Paging_is_printed_as_in_its_snapshot(string name, string request, string response, string paging) => Match(name, "ListThings", $$"""
        types:
          Page: { members: { List: list<Item>, Total: int64, Next: string } }
          Item: { members: { Name: string } }
        actions:
          ListThings:
            request: { {{request}} }
            response: { {{response}} }
            paging: { {{paging}} }
        """);

    [Fact]
    public void A_stream_of_events_is_printed_as_in_its_snapshot() => Match("EventStream", "Chat", """
        actions:
          Chat: { responseBody: event-stream, request: { Text: string }, response: { Delta: string } }
        """);

    [Fact]
    public void A_body_of_raw_bytes_is_printed_as_in_its_snapshot() => Match("OctetStream", "Upload", """
        actions:
          Upload: { requestBody: octet-stream, request: { TopicId: { type: string, required: true }, Size: uint64, Body: bool, ClientToken: string } }
        """);

    [Fact]
    public void What_is_deprecated_or_disabled_is_printed_as_in_its_snapshot() => Match("Deprecated", "Call", """
        actions:
          Call:
            deprecated: Use Buy.
            disabled: It ended.
            request:
              Old: { type: string, deprecated: Use New. }
              Gone: { type: string, disabled: It is ignored. }
        """);

    private static void Match(string name, string file, string spec)
    {
        GeneratorHost host = new(
            [Spec.Service(spec)],
            referenced: [typeof(Runtime.Hosting.ApiClientSettings), typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection), typeof(Microsoft.Extensions.Configuration.IConfiguration)]);
        GeneratorRunResult run = host.Run();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(host.CompilerDiagnostics());
        Snapshot.Match(run.GeneratedSources.Single(source => source.HintName == $"Acme.Demo.{file}.g.cs").SourceText.ToString(), name);
    }
}
