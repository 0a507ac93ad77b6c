using System.Text;

namespace ApiGen.Generator.Naming;

/// <summary>Names the members of an enum of error codes.</summary>
internal static class ErrorCodeNames
{
    /// <summary>The member that stands for every code the action does not document.</summary>
    public const string Unknown = "Unknown";

    /// <summary>Joins the parts of a code: <c>FailedOperation.Busy</c> becomes <c>FailedOperationBusy</c>.</summary>
    public static string Name(string code, NameScope scope)
    {
        StringBuilder joined = new(code.Length);
        foreach (string part in code.Split(['.', '-', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            joined.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        }

        string name = CSharpText.Identifier(joined.ToString());
        return scope.Take(name, name + "Code");
    }
}
