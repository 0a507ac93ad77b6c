using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>An object that generated code can write as JSON and read from JSON without reflection.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IJsonModel<TSelf>
    where TSelf : class, IJsonModel<TSelf>
{
    /// <summary>Writes the object. Members that were not set (null) are left out; 0, an empty text and an empty list are written.</summary>
    void WriteJson(Utf8JsonWriter writer);

    /// <summary>
    /// Reads the object. The reader stands on the value's first token and ends on its last. Unknown members are skipped;
    /// names match exactly first and then without regard to case; scalars are converted where they can be.
    /// </summary>
    static abstract TSelf ReadJson(ref Utf8JsonReader reader);
}

/// <summary>A generated request.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IApiRequest<TSelf> : IJsonModel<TSelf>, IValidatable
    where TSelf : class, IApiRequest<TSelf>;

/// <summary>An object whose members can be checked before it is sent.</summary>
public interface IValidatable
{
    /// <summary>Reports every missing required member and every broken constraint. Allocates nothing when all is well.</summary>
    void Validate(ref RequestValidation validation);
}

/// <summary>A generated response.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IApiResponse<TSelf> : IJsonModel<TSelf>
    where TSelf : class, IApiResponse<TSelf>
{
    /// <summary>The ID that the service gave the request; empty when the answer holds none.</summary>
    string RequestId { get; }

    /// <summary>
    /// Reads the content of <c>Response</c>. A failure (<c>Error</c> with a code) is put into <paramref name="failure"/>.
    /// The reader stands on the value's first token and ends on its last.
    /// </summary>
    static abstract TSelf ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure);
}

/// <summary>The content of <c>Response.Error</c>.</summary>
public struct ApiErrorBody
{
    /// <summary>The code; null when the answer is no failure.</summary>
    public string? Code { get; set; }

    /// <summary>The message; null when there is none.</summary>
    public string? Message { get; set; }
}
