using System.Text.Json;
using ApiGen.Explorer.Calling;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Calling;

/// <summary>JSON for people's eyes and other programs' parsers: indented, and with readable text.</summary>
internal static class CliJson
{
    /// <summary>The lines of the JSON. What turns a terminal around is escaped in the form that JSON has for it.</summary>
    public static IEnumerable<string> Lines(JsonElement element) => WireJson.Indented(element).Split('\n').Select(SingleLine.Of);
}
