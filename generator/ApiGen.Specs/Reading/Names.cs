using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Naming;

namespace ApiGen.Specs.Reading;

/// <summary>The forms of names. Each check gives the reason why a text is none, or null when it is one.</summary>
internal static class Names
{
    // RFC 1123, section 2.1, in the lower and upper case that users write.
    private static readonly Regex Host = new(@"\A(?=.{1,253}\z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant);

    private static readonly Regex Service = new(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant);

    private static readonly Regex HttpsAddress = new(@"\Ahttps://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#]\S*)?\z", RegexOptions.CultureInvariant);

    private static readonly Regex ErrorCode = new(@"\A[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*\z", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> BuiltInTypes = new(StringComparer.Ordinal) { "string", "int64", "uint64", "double", "bool", "list" };

    public static bool IsHost(string text) => Host.IsMatch(text);

    public static bool IsHttpsAddress(string text) => HttpsAddress.IsMatch(text);

    public static bool IsErrorCode(string text) => text.Length <= SpecLimits.MaxNameLength && ErrorCode.IsMatch(text);

    public static bool IsVersion(string text) =>
        text.Length == 10 && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static string? ServiceFault(string text) =>
        text.Length <= 63 && Service.IsMatch(text) ? null : "write lower-case letters, digits and single hyphens, starting with a letter";

    public static string? ActionFault(string text) => IdentifierFault(text, static c => IsAsciiLetter(c), static c => c is >= '0' and <= '9', "ASCII letters, digits and underscores");

    public static string? TypeFault(string text) => BuiltInTypes.Contains(text) ? "it is built in" : ActionFault(text);

    public static string? MemberFault(string text) => IdentifierFault(text, char.IsLetter, static c => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber, "letters, digits and underscores");

    public static string? ClassFault(string text) => CSharpKeywords.Contains(text) ? "it is a keyword of C#" : ActionFault(text);

    public static string? ClientFault(string text) =>
        ServiceNames.ClientMembers.Contains(text) ? "the class has a member of this name" : ClassFault(text);

    /// <summary>A name that a spec fixes: of any letters, as members have them, with the capital that keeps clear of local names and keywords.</summary>
    public static string? CSharpNameFault(string text) =>
        CSharpKeywords.Contains(text) ? "it is a keyword of C#"
        : MemberFault(text) is { } fault ? fault
        : char.GetUnicodeCategory(text[0]) is UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter ? "it does not begin with a capital"
        : null;

    public static string? NamespaceFault(string text)
    {
        if (text.Length > SpecLimits.MaxNameLength)
        {
            return $"it is longer than {SpecLimits.MaxNameLength} characters";
        }

        foreach (string part in text.Split('.'))
        {
            if (part.Length == 0)
            {
                return "a name between the dots is empty";
            }

            if ((CSharpKeywords.Contains(part) ? "it is a keyword of C#" : MemberFault(part)) is { } fault)
            {
                return $"'{part}': {fault}";
            }
        }

        return null;
    }

    public static bool IsAscii(string text) => text.All(static c => c < 0x80);

    /// <summary>The client class of a service, such as <c>TcsasClient</c>.</summary>
    public static string ClientOf(string service)
    {
        IEnumerable<string> words = service.Split('-').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1));
        return string.Concat(words) + "Client";
    }

    private static string? IdentifierFault(string text, Func<char, bool> isLetter, Func<char, bool> isDigit, string allowed)
    {
        if (text.Length == 0)
        {
            return "it is empty";
        }

        if (text.Length > SpecLimits.MaxNameLength)
        {
            return $"it is longer than {SpecLimits.MaxNameLength} characters";
        }

        bool isName = (isLetter(text[0]) || text[0] == '_') && text.All(c => isLetter(c) || isDigit(c) || c == '_');
        return isName ? null : $"write {allowed}, not starting with a digit";
    }

    private static bool IsAsciiLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
}
