using System.Reflection;
using System.Runtime.Loader;

namespace ApiGen.Catalog;

/// <summary>The compiled client of a service, used through the two methods that every generated model has.</summary>
internal sealed class GeneratedModel : IDisposable
{
    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
    private readonly Assembly _assembly;
    private readonly string _namespace;

    public GeneratedModel(byte[] image, string @namespace)
    {
        using MemoryStream stream = new(image);
        _assembly = _context.LoadFromStream(stream);
        _namespace = @namespace;
    }

    /// <summary>Reads the JSON into the class and writes it again.</summary>
    public string RoundTrip(string className, string json)
    {
        Type type = _assembly.GetType($"{_namespace}.{className}", throwOnError: true)!;
        try
        {
            object model = type.GetMethod("FromJson", [typeof(string)])!.Invoke(null, [json])!;
            return (string)type.GetMethod("ToJson", [])!.Invoke(model, [])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw new InvalidDataException(inner.Message, inner);
        }
    }

    public void Dispose() => _context.Unload();
}
