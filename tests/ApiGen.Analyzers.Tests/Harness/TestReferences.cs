using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.PortableExecutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>What a consumer's compilation refers to: the framework, the real runtime, and a client in an assembly of its own.</summary>
internal static class TestReferences
{
    private static readonly Lazy<MetadataReference> RuntimeReference = new(() => MetadataReference.CreateFromFile(typeof(ApiServiceException).Assembly.Location));
    private static readonly Lazy<ImmutableArray<byte>> Image = new(static () => Compile("TencentCloud.Tcsas", GeneratedClient.Own));
    private static readonly Lazy<MetadataReference> ClientReference = new(static () => MetadataReference.CreateFromImage(ClientImage));
    private static readonly Lazy<MetadataReference> BundledReference = new(static () => Reference("TencentCloud.SuperApp", GeneratedClient.Bundled));

    public static IEnumerable<MetadataReference> Framework => Net100.References.All;

    /// <summary>The frameworks that the tests run on, ASP.NET Core among them.</summary>
    public static IReadOnlyList<MetadataReference> SharedFrameworks { get; } =
        [.. new[] { typeof(object), typeof(Microsoft.AspNetCore.Mvc.ControllerBase) }
            .Select(static type => Path.GetDirectoryName(type.Assembly.Location)!)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.dll"))
            .Where(static file => Path.GetFileName(file) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Where(IsManaged)
            .Select(static file => MetadataReference.CreateFromFile(file))];

    public static MetadataReference Runtime => RuntimeReference.Value;

    /// <summary>The client of the spec beside the tests.</summary>
    public static MetadataReference Client => ClientReference.Value;

    /// <summary>The same client, to be run.</summary>
    public static ImmutableArray<byte> ClientImage => Image.Value;

    /// <summary>The client of the service that comes with the package.</summary>
    public static MetadataReference Bundled => BundledReference.Value;

    public static string Resource(string name)
    {
        Assembly assembly = typeof(TestReferences).Assembly;
        using Stream stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no resource {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static bool IsManaged(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using PEReader reader = new(stream);
        return reader.HasMetadata;
    }

    /// <summary>A client in an assembly of its own.</summary>
    public static MetadataReference Reference(string name, IEnumerable<AdditionalText> specs) => MetadataReference.CreateFromImage(Compile(name, specs));

    private static ImmutableArray<byte> Compile(string name, IEnumerable<AdditionalText> specs)
    {
        CSharpCompilation project = CSharpCompilation.Create(
            name,
            references: [.. Framework, Runtime],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = GeneratedClient.AddTo(project, specs).Emit(image);
        return result.Success
            ? [.. image.ToArray()]
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
    }
}
