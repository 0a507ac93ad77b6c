namespace ApiGen.EndToEnd.Support;

/// <summary>Tests that count arrivals per second run alone, after the others: a busy machine would be measured instead of the client.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunAlone
{
    public const string Name = "Run alone";
}
