using System.Globalization;

namespace ApiGen.Specs.Diagnostics;

/// <summary>Numbers as message arguments, the same under every culture.</summary>
internal static class InvariantText
{
    public static string ToInvariant(this int value) => value.ToString(CultureInfo.InvariantCulture);
}
