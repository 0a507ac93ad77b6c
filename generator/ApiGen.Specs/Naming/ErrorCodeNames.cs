using System.Text;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>Names the members of an enum of error codes; the order in the file decides nothing.</summary>
public static class ErrorCodeNames
{
    /// <summary>The member that stands for every code the action does not document.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The enum's member for each code: the parts are joined, so that <c>FailedOperation.Busy</c> becomes <c>FailedOperationBusy</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<ErrorModel> errors)
    {
        NameScope scope = new(StringComparer.Ordinal, Unknown);
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string code in errors
            .Select(static error => error.Code)
            .OrderBy(static code => Joined(code) == code ? 0 : 1)
            .ThenBy(static code => code, StringComparer.Ordinal))
        {
            string name = Joined(code);
            names[code] = scope.Take(name, name + "Code");
        }

        return names;
    }

    private static string Joined(string code)
    {
        StringBuilder joined = new(code.Length);
        foreach (string part in code.Split(['.', '-', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            joined.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        }

        return CSharpIdentifier.Of(joined.ToString());
    }
}
