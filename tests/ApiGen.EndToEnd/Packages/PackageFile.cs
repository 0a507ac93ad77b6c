using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ApiGen.EndToEnd.Packages;

/// <summary>A package that was packed.</summary>
internal sealed class PackageFile : IDisposable
{
    // The specification of portable PDBs, "CustomDebugInformation table".
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly ZipArchive _archive;

    public PackageFile(string path) => _archive = ZipFile.OpenRead(path);

    /// <summary>The files in the package, without those of the container format.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. _archive.Entries
            .Select(entry => Uri.UnescapeDataString(entry.FullName))
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The metadata.</summary>
    public XElement Metadata => field ??= ReadMetadata();

    /// <summary>The text of an element of the metadata; null when it is not there.</summary>
    public string? Value(string element) => Element(Metadata, element)?.Value;

    /// <summary>The commit that the package says it was made of; null without one.</summary>
    public string? Commit => (string?)Element(Metadata, "repository")?.Attribute("commit");

    /// <summary>The address of the repository that the package names; null without one.</summary>
    public string? RepositoryUrl => (string?)Element(Metadata, "repository")?.Attribute("url");

    /// <summary>The dependencies as <c>framework: id version</c>; the framework is empty when there is no group.</summary>
    public IReadOnlyList<string> Dependencies =>
    [
        .. Metadata.Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(dependency => $"{(string?)dependency.Parent!.Attribute("targetFramework")}: {(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("version")}"),
    ];

    /// <summary>The text of a file in the package.</summary>
    public string Text(string file)
    {
        using StreamReader reader = new(_archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The bytes of a file in the package.</summary>
    public byte[] Bytes(string file)
    {
        using Stream entry = _archive.GetEntry(file)!.Open();
        using MemoryStream bytes = new();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What an assembly in the package says of itself.</summary>
    public (AssemblyName Name, IReadOnlyList<AssemblyName> References, bool HasSymbols) Assembly(string file)
    {
        using PEReader reader = new(new MemoryStream(Bytes(file)));
        MetadataReader metadata = reader.GetMetadataReader();
        return (
            metadata.GetAssemblyDefinition().GetAssemblyName(),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())],
            reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
    }

    /// <summary>Whether the compiler made an assembly of its inputs alone.</summary>
    public bool IsReproducible(string file)
    {
        using PEReader reader = new(new MemoryStream(Bytes(file)));
        return reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    /// <summary>The sources that a debugger would not find: of an assembly's symbols inside it, or of a file of symbols, those without their text that no address is said of either.</summary>
    /// <returns>Null when the assembly has no symbols inside.</returns>
    public IReadOnlyList<string>? MissingSources(string file)
    {
        if (file.EndsWith(".pdb", StringComparison.Ordinal))
        {
            using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(file)));
            return MissingSources(symbols.GetMetadataReader());
        }

        using PEReader reader = new(new MemoryStream(Bytes(file)));
        if (reader.ReadDebugDirectory().FirstOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb) is not { DataSize: > 0 } embedded)
        {
            return null;
        }

        using MetadataReaderProvider inside = reader.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        return MissingSources(inside.GetMetadataReader());
    }

    public void Dispose() => _archive.Dispose();

    private static string[] MissingSources(MetadataReader symbols)
    {
        string[] linked = [.. Information(symbols, EntityHandle.ModuleDefinition, SourceLink).SelectMany(map => JsonNode.Parse(map)!["documents"]!.AsObject()).Select(document => document.Key.TrimEnd('*'))];
        Assert.NotEmpty(symbols.Documents);
        return
        [
            .. symbols.Documents.Where(document => !Information(symbols, document, EmbeddedSource).Any())
                .Select(document => symbols.GetString(symbols.GetDocument(document).Name))
                .Where(name => !linked.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
        ];
    }

    private static IEnumerable<byte[]> Information(MetadataReader symbols, EntityHandle of, Guid kind) => symbols.GetCustomDebugInformation(of)
        .Select(symbols.GetCustomDebugInformation)
        .Where(information => symbols.GetGuid(information.Kind) == kind)
        .Select(information => symbols.GetBlobBytes(information.Value));

    private XElement ReadMetadata()
    {
        using Stream nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return Element(XDocument.Load(nuspec).Root!, "metadata")!;
    }

    private static XElement? Element(XElement parent, string name) => parent.Elements().SingleOrDefault(element => element.Name.LocalName == name);
}
