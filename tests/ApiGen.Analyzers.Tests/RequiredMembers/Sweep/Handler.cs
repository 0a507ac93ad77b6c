namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>A handler of a random method.</summary>
/// <param name="Type">The kind of exception that it takes.</param>
/// <param name="Filter">What it asks before it takes one; null for nothing.</param>
/// <param name="Body">What it does.</param>
internal sealed record Handler(string Type, Condition? Filter, Statement Body)
{
    public string Head => $"catch ({Type})" + (Filter is null ? "" : $" when ({Filter.Text})");

    public bool Takes(Outcome outcome, Machine machine) => IsOf(outcome) && Filter?.IsTrue(machine) != false;

    private bool IsOf(Outcome outcome) => Type switch
    {
        "IOException" => outcome == Outcome.InputException,
        "UnauthorizedAccessException" => outcome == Outcome.AccessException,
        "ApiException" => outcome == Outcome.ClientException,
        "ArgumentException" => outcome == Outcome.ArgumentException,
        _ => outcome >= Outcome.InputException,
    };
}
