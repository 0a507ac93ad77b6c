using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ApiGen.Emulator;
using ApiGen.Runtime.Redis.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>The code on the pages, compiled as it stands there; what can run with a local gateway is run.</summary>
public sealed class SnippetTests
{
    // Its code belongs to a client: the generator's tests compile it together with one.
    private const string OfGenerated = "docs/project-file.md";

    private const string Answers = "docs/how-do-i.md";

    private static readonly Lazy<(ImmutableArray<Diagnostic> Diagnostics, byte[] Image)> Built = new(Build);

    public static TheoryData<string> Pages => [.. Compiled.Select(snippet => snippet.Page).Distinct()];

    public static TheoryData<string, int> Runnable => [.. Snippet.Of(Answers).Where(snippet => snippet.IsRun).Append(Snippet.Of("docs/emulator.md").First()).Select(snippet => (snippet.Page, snippet.Line))];

    public static TheoryData<int> Exchanges => [.. Snippet.Of(Answers).Where(snippet => snippet.Code.Contains(".Swap(", StringComparison.Ordinal)).Select(snippet => snippet.Line)];

    private static IEnumerable<Snippet> Compiled => Snippet.Pages.Where(page => page != OfGenerated).Concat(Snippet.PackagePages).SelectMany(Snippet.Of);

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page) =>
        Assert.Equal([], Built.Value.Diagnostics.Where(diagnostic => diagnostic.Location.GetMappedLineSpan().Path == page).Select(diagnostic => diagnostic.ToString()));

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task The_code_of_a_page_does_its_work(string page, int line)
    {
        await using ApiEmulator emulator = SnippetContext.Emulator = await SnippetContext.StartAsync();

        await RunAsync(Snippet.Of(page).Single(candidate => candidate.Line == line));
    }

    [Fact]
    public void Every_package_for_programs_shows_code_on_its_page() =>
        Assert.Equal(["ApiGen.Emulator", "ApiGen.Explorer", "ApiGen.Generator", "ApiGen.Runtime", "ApiGen.Runtime.Hosting", "ApiGen.Runtime.Redis"], Pages.Select(page => page.Data).Where(page => page.EndsWith("PACKAGE.md", StringComparison.Ordinal)).Select(page => page.Split('/')[1]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task A_key_that_was_exchanged_signs_the_calls_that_follow(int line)
    {
        await using ApiEmulator emulator = SnippetContext.Emulator = await SnippetContext.StartAsync();

        await RunAsync(Snippet.Of(Answers).Single(candidate => candidate.Line == line));

        Assert.Equal(SnippetContext.NewSecretId, emulator.Arrivals[^1].Account);
    }

    [Fact]
    public void Keys_are_exchanged_with_dependency_injection_and_without() =>
        Assert.Equal([true, false], Snippet.Of(Answers).Where(snippet => snippet.Code.Contains(".Swap(", StringComparison.Ordinal)).Select(snippet => snippet.Code.Contains("AddTcsasClient", StringComparison.Ordinal)));

    [Fact]
    [Long]
    public async Task What_is_sent_and_what_comes_back_is_logged()
    {
        await using ApiEmulator emulator = SnippetContext.Emulator = await SnippetContext.StartAsync();

        await RunAsync(With("LogBodies"), CallAsync);

        Assert.Contains(SnippetContext.Log.Texts, text => text.Contains($"\"MNPName\":\"{SnippetContext.Request().MNPName}\"", StringComparison.Ordinal));
        Assert.Contains(SnippetContext.Log.Texts, text => text.Contains("\"ResourceId\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_limit_of_pods_is_counted_in_Redis()
    {
        using EmbeddedGarnet redis = EmbeddedGarnet.Start();
        await using ConnectionMultiplexer beside = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(redis.Port));
        await using ApiEmulator emulator = SnippetContext.Emulator = await SnippetContext.StartAsync();

        await RunAsync(With("UseRedis"), async builder =>
        {
            builder.Configuration["ConnectionStrings:Redis"] = $"127.0.0.1:{redis.Port},abortConnect=false";
            Assert.Equal(0, (long)await beside.GetDatabase().ExecuteAsync("DBSIZE"));
            await CallAsync(builder);
        });

        Assert.Single(emulator.Arrivals);
        Assert.InRange((long)await beside.GetDatabase().ExecuteAsync("DBSIZE"), 1, 100);
    }

    private static Snippet With(string code) => Snippet.Of(Answers).Single(snippet => snippet.Code.Contains(code, StringComparison.Ordinal));

    /// <summary>Makes a call in the application that the code has put together.</summary>
    private static async Task CallAsync(HostApplicationBuilder builder)
    {
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<ITcsasClient>().CreateMNPAsync(SnippetContext.Request(), TestContext.Current.CancellationToken);
    }

    private static async Task RunAsync(Snippet snippet, Func<HostApplicationBuilder, Task>? further = null)
    {
        Assert.True(Built.Value.Diagnostics.IsEmpty, "The code of the pages does not compile.");

        // Loaded anew for each run, which begins with a builder and options that no other has touched.
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(Built.Value.Image));
        Type program = assembly.GetType($"Snippets.{snippet.ClassName}.Snippet", throwOnError: true)!;
        await (Task)program.GetMethod("RunAsync")!.Invoke(null, [])!;
        if (further is not null)
        {
            await further((HostApplicationBuilder)program.GetProperty("builder", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!);
        }
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, byte[] Image) Build()
    {
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippets",
            Compiled.Select(snippet => CSharpSyntaxTree.ParseText(snippet.ToFile(), path: snippet.ClassName + ".cs")),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> errors = [.. compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        return (errors, image.ToArray());
    }
}
