using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>Finds the path of a value from its position, by reading the document once more from its start.</summary>
internal static class JsonDocumentPath
{
    /// <summary>The path, such as <c>Response.Data[2].Size</c>; empty for the document itself.</summary>
    /// <param name="document">The document.</param>
    /// <param name="position">The position of the value's first byte.</param>
    internal static string Find(ReadOnlySpan<byte> document, long position)
    {
        Utf8JsonReader reader = new(document, JsonModel.LenientReaderOptions);
        List<string> parents = [];
        List<int> indices = [];
        string name = "";
        while (reader.Read() && reader.TokenStartIndex < position)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = JsonText.Unescape(reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    parents.Add(NameHere(name, indices));
                    indices.Add(reader.TokenType == JsonTokenType.StartArray ? 0 : -1);
                    name = "";
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    parents.RemoveAt(parents.Count - 1);
                    indices.RemoveAt(indices.Count - 1);
                    CountElement(indices);
                    break;
                default:
                    CountElement(indices);
                    break;
            }
        }

        parents.Add(NameHere(name, indices));
        return Join(parents);
    }

    private static string NameHere(string name, List<int> indices) => indices.Count > 0 && indices[^1] >= 0
        ? "[" + indices[^1].ToString(CultureInfo.InvariantCulture) + "]"
        : name;

    private static void CountElement(List<int> indices)
    {
        if (indices.Count > 0 && indices[^1] >= 0)
        {
            indices[^1]++;
        }
    }

    private static string Join(List<string> parts)
    {
        StringBuilder path = new();
        foreach (string part in parts)
        {
            if (path.Length > 0 && part.Length > 0 && part[0] != '[')
            {
                path.Append('.');
            }

            path.Append(part);
        }

        return path.ToString();
    }
}
