using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>A generated response.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IApiResponse<TSelf> : IJsonModel<TSelf>, IHasRequestId
    where TSelf : class, IApiResponse<TSelf>
{
    /// <summary>
    /// Reads the content of <c>Response</c>. A failure (<c>Error</c> with a code) is put into <paramref name="failure"/>.
    /// The reader stands on the value's first token and ends on its last.
    /// </summary>
    static abstract TSelf ReadResponse(ref Utf8JsonReader reader, ref ApiErrorBody failure);
}
