using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>An object that can be written as JSON, whatever its type. Generated code implements it through <see cref="IJsonModel{TSelf}"/>.</summary>
public interface IJsonWritable
{
    /// <summary>Writes the object.</summary>
    void Write(Utf8JsonWriter writer);
}
