using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator.Tests.Harness;

/// <summary>A spec file in memory, with what a project says of it.</summary>
internal sealed class SpecFileText(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    public string Actions { get; init; } = "";

    public string Service { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Visibility { get; init; } = "";

    public string RequiredMembers { get; init; } = "";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
