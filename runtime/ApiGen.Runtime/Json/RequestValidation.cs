namespace ApiGen.Runtime.Json;

/// <summary>Collects what is wrong with a request before it is sent.</summary>
public ref struct RequestValidation
{
    private List<string>? _problems;

    /// <summary>Reports a required member that is not set.</summary>
    public void Missing(string member) => (_problems ??= []).Add(member);
}
