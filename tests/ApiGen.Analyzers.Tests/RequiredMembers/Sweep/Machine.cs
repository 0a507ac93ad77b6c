namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>Runs a random method with one set of inputs, and takes down with what the calls were made.</summary>
/// <param name="inputs">The inputs.</param>
/// <param name="first">Which of the things that can fail does, counted from one; 0 for none.</param>
/// <param name="second">Which other one does.</param>
/// <param name="shared">The variables that a nested function uses, so that others can change what they hold.</param>
internal sealed class Machine(Inputs inputs, int first, int second, IReadOnlySet<int> shared)
{
    private readonly Dictionary<int, Request?> _requests = [];

    public Inputs Inputs { get; } = inputs;

    public bool A { get; set; } = inputs.A;

    public bool B { get; set; } = inputs.B;

    public bool C { get; set; } = inputs.C;

    public bool Ready { get; set; } = inputs.Ready;

    public bool Flag { get; set; }

    public bool On { get; set; }

    public int Number { get; set; } = inputs.Number;

    public int Count { get; set; }

    public Word Maybe { get; set; } = Word.Unsaid(inputs.Maybe);

    public string Path { get; } = inputs.Path;

    public Word Name { get; set; }

    /// <summary>A text in a record.</summary>
    public Word Title { get; set; }

    public List<string> Texts { get; } = [.. inputs.Texts];

    public string Current { get; set; } = "";

    /// <summary>The exceptions whose handlers are running.</summary>
    public Stack<Outcome> Handled { get; } = [];

    /// <summary>How many things were done that can fail.</summary>
    public int Risks { get; private set; }

    /// <summary>What each call was given, by the number of the call; a call that is made twice is taken down twice.</summary>
    public List<(int Call, Arrival Arrival)> Calls { get; } = [];

    /// <summary>The variables for requests; several may hold the same one.</summary>
    public Request? this[int variable]
    {
        get => _requests.GetValueOrDefault(variable);
        set
        {
            _requests[variable] = value;
            if (value is not null && shared.Contains(variable))
            {
                value.HasLeft = true;
            }
        }
    }

    /// <summary>Something is done that can fail.</summary>
    /// <returns>Whether it does.</returns>
    public bool Fails() => ++Risks == first || Risks == second;

    /// <summary>Reads a file by the path, which may be empty.</summary>
    public Outcome Read() => Path.Length == 0 ? Outcome.ArgumentException : !Fails() ? Outcome.Next : Inputs.IsDenied ? Outcome.AccessException : Outcome.InputException;

    public Outcome Call(int call, Request request)
    {
        if (request.Send() is { } arrival)
        {
            Calls.Add((call, arrival));
        }

        return Fails() ? Outcome.ClientException : Outcome.Next;
    }
}
