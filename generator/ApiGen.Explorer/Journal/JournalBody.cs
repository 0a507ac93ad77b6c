using System.Text;
using System.Text.Json;
using ApiGen.Explorer.Calling;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Journal;

/// <summary>Makes what the journal keeps of bodies: as they arrived, but for the values of sensitive members, which are blacked out.</summary>
/// <param name="services">The services of the gateway.</param>
internal sealed class JournalBody(IReadOnlyList<ServiceModel> services)
{
    /// <summary>As much of a body as is kept, in characters.</summary>
    public const int MostCharacters = 4_000;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    private readonly Dictionary<string, (HashSet<string> Names, bool IsRaw)> _known = services
        .SelectMany(static service => service.Actions, static (service, action) => (Action: action, Names: SensitiveNames.Of(service, action)))
        .GroupBy(static each => each.Action.Name, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            static group => (Together(group.Select(static each => each.Names)), group.All(static each => each.Action.RequestBody == RequestBodyKind.OctetStream)),
            StringComparer.Ordinal);

    /// <summary>The beginning of a body.</summary>
    /// <param name="body">The body; null for none.</param>
    /// <param name="action">The action that the call named. The body of one that no spec knows may be any action's.</param>
    public string? Of(string? body, string action)
    {
        (HashSet<string> names, bool isRaw) = _known.TryGetValue(action, out var known) ? known : (Together(_known.Values.Select(static each => each.Names)), false);
        string? shown = body is null || names.Count == 0 ? body : WithoutValues(body, names, isRaw);
        return shown is { Length: > MostCharacters } text ? text[..MostCharacters] + "..." : shown;
    }

    private static HashSet<string> Together(IEnumerable<HashSet<string>> names) => names.SelectMany(static each => each).ToHashSet(StringComparer.OrdinalIgnoreCase);

    // Where it is no JSON any more a value cannot be told from the rest; of raw bytes nothing else is expected, and their members travel as headers.
    private static string WithoutValues(string body, HashSet<string> names, bool isRaw)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        StringBuilder shown = new();
        Utf8JsonReader reader = new(bytes, Lenient);
        int done = 0;
        try
        {
            while (shown.Length <= MostCharacters && reader.Read())
            {
                int end = (int)reader.BytesConsumed;
                bool isSensitive = reader.TokenType == JsonTokenType.PropertyName && names.Contains(WireJson.Readable(reader.ValueSpan));
                shown.Append(Encoding.UTF8.GetString(bytes, done, end - done));
                done = end;
                if (isSensitive)
                {
                    reader.Read();
                    reader.Skip();
                    shown.Append("\"***\"");
                    done = (int)reader.BytesConsumed;
                }
            }

            return shown.ToString();
        }
        catch (JsonException)
        {
            return isRaw ? shown.Append(Encoding.UTF8.GetString(bytes, done, bytes.Length - done)).ToString()
                : shown.Append("*** (what follows is not JSON, so that nobody can tell what of it is sensitive)").ToString();
        }
    }
}
