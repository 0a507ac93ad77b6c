using System.Text;
using ApiGen.Emulator.Specs;
using ApiGen.Generator.Options;
using ApiGen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Cli.Generating;

/// <summary>A file as the compiler would hand it to the generator.</summary>
/// <param name="path">The path.</param>
/// <param name="text">The content; a text that is not whole is handed over as the compiler does, by its encoding.</param>
internal sealed class MemoryFile(string path, SpecText text) : AdditionalText, IUnreadableFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file on disk. That it cannot be read is for the generator to tell, among what else there is to tell.</summary>
    /// <param name="path">Its path.</param>
    public static MemoryFile Read(string path) => new(path, SpecOnDisk.Text(path, path));

    /// <inheritdoc />
    public string? Fault => text.Fault;

    /// <inheritdoc />
    public override string Path => path;

    /// <inheritdoc />
    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text.Text, text.GarbledFrom is null ? Strict : Encoding.Latin1);
}
