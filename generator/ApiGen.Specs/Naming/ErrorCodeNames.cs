using System.Text;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Naming;

/// <summary>
/// Names the members of an enum of error codes. A name that the spec fixes goes first, then the codes that are identifiers as they stand, then the
/// others: the order in the file decides nothing.
/// </summary>
public static class ErrorCodeNames
{
    /// <summary>The member that stands for every code the action does not document.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The enum's member for each code: the parts are joined, so that <c>FailedOperation.Busy</c> becomes <c>FailedOperationBusy</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<ErrorModel> errors)
    {
        NameScope scope = new(StringComparer.Ordinal, Unknown);
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (ErrorModel error in errors
            .OrderBy(static error => error.CSharpName is not null ? 0 : Joined(error.Code) == error.Code ? 1 : 2)
            .ThenBy(static error => error.Code, StringComparer.Ordinal))
        {
            string name = error.CSharpName ?? Joined(error.Code);
            names[error.Code] = scope.Take(name, name + "Code");
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
