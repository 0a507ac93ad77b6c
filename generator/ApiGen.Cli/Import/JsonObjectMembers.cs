using System.Text.Json;

namespace ApiGen.Cli.Import;

/// <summary>The members of JSON objects.</summary>
internal static class JsonObjectMembers
{
    /// <summary>The members of an object by their names; of a name that stands there twice the last one counts, as programs read it.</summary>
    public static Dictionary<string, JsonElement> MembersByName(this JsonElement value)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            members[property.Name] = property.Value;
        }

        return members;
    }
}
