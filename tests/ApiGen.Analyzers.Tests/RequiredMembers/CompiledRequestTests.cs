using System.Collections.Immutable;
using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>Requests of another project: what its people have written into their part of the classes is not seen, and must be guessed by nobody.</summary>
public sealed class CompiledRequestTests
{
    private const string Parts = """
        using System.Threading.Tasks;
        namespace TencentCloud.Tcsas;

        partial class CreateMNPRequest
        {
            public CreateMNPRequest()
            {
                MNPType = "games";
                MNPIntro = "Fun.";
            }

            public CreateMNPRequest(string name) : this() => MNPName = name;
        }

        partial class ModifyQuotaRequest
        {
            public partial ModifyQuotaRequest();

            public partial ModifyQuotaRequest() => Size = "small";
        }

        partial class ListMNPRequest
        {
            public static readonly ListMNPRequest First = new() { Offset = 0, Limit = 10 };

            private int _reads;

            public int Reads() => ++_reads;
        }

        partial class TcsasClient
        {
            public Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, string name)
            {
                request.MNPName = name;
                return CreateMNPAsync(request);
            }
        }

        public static class Requests
        {
            public static UnlockRequest Unlock() => new() { Key = "A" };

            public static UnlockRequest Incomplete() => new();
        }
        """;

    /// <summary>What follows is an assembly, one without bodies as a build hands it on, or the project itself as an editor has it.</summary>
    [Theory]
    [InlineData("assembly")]
    [InlineData("reference assembly")]
    [InlineData("project")]
    public async Task What_a_constructor_of_another_project_sets_is_not_known(string kind)
    {
        string[] reports = await ReportsAsync(kind, """
            await client.CreateMNPAsync(new CreateMNPRequest());
            await client.CreateMNPAsync(new CreateMNPRequest { MNPName = text });
            await client.CreateMNPAsync(new CreateMNPRequest(text));
            CreateMNPRequest request = new();
            request.MNPName = text;
            await client.CreateMNPAsync(request);
            await client.ModifyQuotaAsync(new() { Count = 1 });
            await client.UnlockAsync(Requests.Unlock());
            await client.UnlockAsync(Requests.Incomplete());
            await client.CreateMNPAsync(new CreateMNPRequest(), text);
            await client.ListMNPAsync(ListMNPRequest.First);
            """);

        Assert.Equal([], reports);
    }

    [Theory]
    [InlineData("assembly")]
    [InlineData("reference assembly")]
    [InlineData("project")]
    public async Task What_starts_empty_there_is_known_to(string kind)
    {
        string[] reports = await ReportsAsync(kind, """
            await client.ListMNPAsync(new ListMNPRequest { Offset = 1 });
            await client.UnlockAsync(new UnlockRequest());
            """);

        Assert.Equal(["ListMNPRequest goes to 'ListMNPAsync' without Limit", "UnlockRequest goes to 'UnlockAsync' without Key"], reports);
    }

    private static async Task<string[]> ReportsAsync(string kind, string statements)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpParseOptions latest = new(LanguageVersion.Latest);
        CSharpCompilation library = GeneratedClient.AddTo(
            CSharpCompilation.Create(
                "Library",
                [CSharpSyntaxTree.ParseText(Parts, latest, "Parts.cs", cancellationToken: cancellation)],
                [.. TestReferences.Framework, TestReferences.Runtime],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
            GeneratedClient.Own);
        CSharpCompilation consumer = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(Consumer.Method(statements), latest, "Consumer.cs", cancellationToken: cancellation)],
            [.. TestReferences.Framework, TestReferences.Runtime, kind == "project" ? library.ToMetadataReference() : Image(library, kind == "reference assembly")],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal([], consumer.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        ImmutableArray<Diagnostic> reports = await consumer.WithAnalyzers([new RequiredMembersAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. reports.OrderBy(static report => report.Location.SourceSpan.Start).Select(static report => report.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static PortableExecutableReference Image(CSharpCompilation library, bool isReference)
    {
        using MemoryStream image = new();
        EmitResult result = library.Emit(image, options: new EmitOptions(metadataOnly: isReference, includePrivateMembers: !isReference), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
