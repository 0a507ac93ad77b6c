using System.Text;
using ApiGen.Emulator.Specs;
using ApiGen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Cli.Generating;

/// <summary>A file as the compiler would hand it to the generator.</summary>
/// <param name="path">The path.</param>
/// <param name="text">The content; a text that is not whole is handed over as the compiler does, by its encoding.</param>
internal sealed class MemoryFile(string path, SpecText text) : AdditionalText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file on disk.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">There is no such file, or it is a pipe or a device.</exception>
    public static MemoryFile Read(string path) => new(path, SpecText.FromBytes(path, RegularFile.ReadBytes(path)));

    /// <inheritdoc />
    public override string Path => path;

    /// <inheritdoc />
    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text.Text, text.GarbledFrom is null ? Strict : Encoding.Latin1);
}
