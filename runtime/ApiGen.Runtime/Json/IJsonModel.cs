using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>An object that generated code can write as JSON and read from JSON without reflection.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IJsonModel<TSelf> : IJsonWritable
    where TSelf : class, IJsonModel<TSelf>
{
    /// <summary>Writes the object. Members that were not set (null) are left out; 0, an empty text and an empty list are written.</summary>
    void WriteJson(Utf8JsonWriter writer);

    void IJsonWritable.Write(Utf8JsonWriter writer) => WriteJson(writer);

    /// <summary>
    /// Reads the object. The reader stands on the value's first token and ends on its last. Unknown members are skipped;
    /// names match exactly first and then without regard to case; scalars are converted where they can be.
    /// </summary>
    static abstract TSelf ReadJson(ref Utf8JsonReader reader);
}
