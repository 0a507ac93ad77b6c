using System.Text.Json;

namespace ApiGen.Cli.Reading;

/// <summary>What the build of a project answered when its targets had run.</summary>
/// <param name="Root">The items and properties that were asked for; null when there are none.</param>
/// <param name="IsWhole">Whether all has run that may add items.</param>
/// <param name="Messages">What the build wrote beside them.</param>
/// <param name="Notes">What a person should know of how the project was asked.</param>
internal sealed record BuildAnswer(JsonElement? Root, bool IsWhole, string Messages, IReadOnlyList<string> Notes);
