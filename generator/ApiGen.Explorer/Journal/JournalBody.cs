using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Explorer.Calling;
using ApiGen.Runtime.Telemetry;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Journal;

/// <summary>Makes what the journal keeps of bodies: their beginnings as they arrived, but for what is or may be the value of a sensitive member, which is blacked out.</summary>
/// <param name="services">The services of the gateway.</param>
internal sealed partial class JournalBody(IReadOnlyList<ServiceModel> services)
{
    /// <summary>As much of a body as is kept, in characters.</summary>
    public const int MostCharacters = 4_000;

    // As the gateway reads: what it takes for a mistake, such as a comment, may hide a value as well.
    private static readonly JsonReaderOptions OfGateway = new() { MaxDepth = int.MaxValue };

    // Worked out when a call comes: a catalogue has thousands of actions, and a journal few.
    private readonly Dictionary<string, Lazy<(SensitiveNames Names, bool IsRaw)>> _known = services
        .SelectMany(static service => service.Actions, static (service, action) => (Service: service, Action: action))
        .GroupBy(static each => each.Action.Name, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            static group => new Lazy<(SensitiveNames, bool)>(() => (SensitiveNames.Together(group.Select(static each => SensitiveNames.Of(each.Service, each.Action))), group.All(static each => each.Action.RequestBody == RequestBodyKind.OctetStream))),
            StringComparer.Ordinal);

    private readonly Lazy<SensitiveNames> _any = new(() => SensitiveNames.Together(services.SelectMany(static service => service.Actions, SensitiveNames.Of)));

    /// <summary>The beginning of a body.</summary>
    /// <param name="body">The body; null for none.</param>
    /// <param name="action">The action that the call named. The body of one that no spec knows may be any action's.</param>
    public string? Of(string? body, string action)
    {
        (SensitiveNames names, bool isRaw) = _known.TryGetValue(action, out Lazy<(SensitiveNames, bool)>? known) ? known.Value : (_any.Value, false);
        string? shown = body is null ? null : WithoutValues(body, names, isRaw);
        return shown is { Length: > MostCharacters } text ? text[..MostCharacters] + "..." : shown;
    }

    /// <summary>The action that a call named; what stands behind the first word of a name that is none may be anything.</summary>
    public static string ActionOf(string named) => FirstWordPattern().Replace(named, "${word}***");

    // Where it is no JSON any more, or a text where the request belongs, as of one that was written twice, a value cannot be told from the rest; of raw bytes nothing else is expected, and their members travel as headers. An action without
    // sensitive members may be sent a name all the same that says what is behind it.
    private static string WithoutValues(string body, SensitiveNames names, bool isRaw)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        StringBuilder shown = new();
        Utf8JsonReader reader = new(bytes, OfGateway);
        int done = 0;

        // Whether the next value stands where an object with sensitive members belongs, as the request itself is; in lists, within such a one, and null for objects.
        bool isHeld = !isRaw && names.Members.Count > 0;
        bool isSensitive = false;
        Stack<bool?> open = new();
        try
        {
            while (shown.Length <= MostCharacters && reader.Read())
            {
                bool isNextHeld = open.TryPeek(out bool? list) && list is { } inList ? inList : isHeld;
                isSensitive = false;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        string name = WireJson.Readable(reader.ValueSpan);
                        isSensitive = names.IsMember(name);
                        isHeld = names.IsHolder(name);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(reader.TokenType == JsonTokenType.StartArray ? isNextHeld : null);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case JsonTokenType.String or JsonTokenType.Number when isNextHeld:
                    case JsonTokenType.String when !isRaw && open.All(static isList => isList is not null) && MayNameSecret(WireJson.Readable(reader.ValueSpan)):
                        shown.Append(Encoding.UTF8.GetString(bytes, done, (int)reader.TokenStartIndex - done)).Append("\"***\"");
                        done = (int)reader.BytesConsumed;
                        continue;
                }

                int end = (int)reader.BytesConsumed;
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

            return shown.Length > MostCharacters ? shown.ToString() : shown.Append(Rest()).ToString();
        }
        catch (JsonException)
        {
            string rest = Rest();
            return isRaw || (names.Members.Count == 0 && !isSensitive && !MayNameSecret(rest)) ? shown.Append(rest).ToString()
                : shown.Append("*** (what follows is not JSON, so that nobody can tell what of it is sensitive)").ToString();
        }

        string Rest() => Encoding.UTF8.GetString(bytes, done, bytes.Length - done);
    }

    // A name may be of several words with whatever between them, as in a form: the longest are of three.
    private static bool MayNameSecret(string text)
    {
        // No more of it is shown.
        string seen = text.Length > MostCharacters ? text[..MostCharacters] : text;
        if (EscapePattern().IsMatch(seen))
        {
            return true;
        }

        string[] words = [.. NamePattern().Matches(seen).Select(static word => word.Value)];
        return Enumerable.Range(0, words.Length).Any(at => Enumerable.Range(1, Math.Min(3, words.Length - at)).Any(count => SecretNames.IsOne(string.Join('_', words, at, count))));
    }

    [GeneratedRegex("""[\w-]+""", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("""^(?<word>\w*)\W[\s\S]*$""", RegexOptions.CultureInvariant)]
    private static partial Regex FirstWordPattern();

    // How letters of a name are written otherwise: in the strings of JSON and of languages, in forms, in XML.
    [GeneratedRegex("""\\[uUxX0-7]|%[0-9A-Fa-f]{2}|&#""", RegexOptions.CultureInvariant)]
    private static partial Regex EscapePattern();
}
