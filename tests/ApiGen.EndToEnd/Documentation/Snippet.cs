using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>A block of C# on a page, as a reader would copy it.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of the page on which the code begins, counted from 1.</param>
/// <param name="IsRun">Whether it is run and not compiled alone: what says <c>compiled</c> behind its language is not.</param>
/// <param name="Code">The code.</param>
internal sealed partial record Snippet(string Page, int Line, bool IsRun, string Code)
{
    /// <summary>The name of its class, which has a method <c>RunAsync</c>.</summary>
    public string ClassName => $"{NotOfNames().Replace(Page, "_")}_{Line.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The pages for readers; those of the diagnostics have tests of their own.</summary>
    public static IEnumerable<string> Pages =>
    [
        "README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => "docs/" + Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The pages of the packages, relative to the repository.</summary>
    public static IEnumerable<string> PackagePages => Products
        .SelectMany(part => Directory.GetDirectories(Path.Combine(Repository.Root, part)))
        .Select(folder => Path.Combine(folder, "PACKAGE.md")).Where(File.Exists)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The blocks of a page.</summary>
    public static IEnumerable<Snippet> Of(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        return Block().Matches(text).Select(block => new Snippet(
            page,
            text[..block.Groups["code"].Index].Count(c => c == '\n') + 1,
            block.Groups["how"].Value.Length == 0,
            block.Groups["code"].Value));
    }

    /// <summary>A file of C# that holds the code: its statements in a method, its types beside, with what a page takes for granted in view.</summary>
    public string ToFile()
    {
        // A piece of a chain, such as one call on a builder that the text before it is about.
        string code = Code.TrimStart().StartsWith('.') ? $"registered{Code.Trim()};\n" : Code;
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(code);
        if (unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Any())
        {
            return $"{Mark(0)}{code}";
        }

        StringBuilder file = new();
        file.Append(unit.Usings.ToFullString()).Append(Usings);
        file.Append(CultureInfo.InvariantCulture, $"namespace Snippets.{ClassName};\n");
        foreach (MemberDeclarationSyntax type in unit.Members.Where(member => member is not GlobalStatementSyntax))
        {
            file.Append(Mark(LineOf(code, type))).Append(type.ToFullString());
        }

        file.Append("#line default\npublic static class Snippet\n{\n").Append(TakenForGranted).Append("    public static async Task RunAsync()\n    {\n        await Task.CompletedTask;\n");
        foreach (MemberDeclarationSyntax statement in unit.Members.OfType<GlobalStatementSyntax>())
        {
            file.Append(Mark(LineOf(code, statement))).Append(statement.ToFullString());
        }

        return file.Append("\n#line default\n    }\n}\n").ToString();
    }

    private static readonly string[] Products = ["generator", "runtime"];

    private const string Usings =
        """

        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net; using System.Net.Http; using System.Threading; using System.Threading.Tasks;
        using ApiGen.EndToEnd.Documentation; using ApiGen.Emulator; using ApiGen.Explorer; using ApiGen.Runtime; using ApiGen.Runtime.Hosting; using ApiGen.Runtime.Redis; using ApiGen.Runtime.Throttling;
        using Example.Shop; using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using Microsoft.Extensions.Logging;
        using StackExchange.Redis; using TencentCloud.Tcsas;

        """;

    private const string TakenForGranted =
        """
            private static TcsasClient client => SnippetContext.Client;
            private static ApiEmulator emulator => SnippetContext.Emulator;
            private static ApiClientOptions options { get; } = SnippetContext.Options();
            private static CreateMNPRequest request => SnippetContext.Request();
            private static string secretId => ApiEmulator.ExampleSecretId;
            private static string secretKey => ApiEmulator.ExampleSecretKey;
            private static string newSecretId => SnippetContext.NewSecretId;
            private static string newSecretKey => SnippetContext.NewSecretKey;
            private static string[] args => [];
            private static CancellationToken cancellationToken => SnippetContext.Cancellation;
            private static Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app => null!;
            private static HostApplicationBuilder builder { get; } = SnippetContext.Builder();
            private static ApiClientBuilder<ITcsasClient> registered => SnippetContext.Builder() is var another ? another.Services.AddTcsasClient(another.Configuration.GetSection("Tcsas")) : null!;
            private static ILoggerFactory loggers => Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
            private static ILogger<RedisQuota> logger => Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisQuota>.Instance;
            private static (ICredentialProvider Credentials, string Name) tenant => (new TencentCloudCredential(secretId, secretKey), "tenant");

        """;

    private string Mark(int line) => $"\n#line {(Line + line).ToString(CultureInfo.InvariantCulture)} \"{Page}\"\n";

    private static int LineOf(string code, MemberDeclarationSyntax member) => code[..member.FullSpan.Start].Count(c => c == '\n');

    [GeneratedRegex("^```csharp(?<how> [a-z]+)?\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex NotOfNames();
}
