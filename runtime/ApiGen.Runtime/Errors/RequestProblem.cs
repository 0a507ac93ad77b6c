namespace ApiGen.Runtime;

/// <summary>Something that is wrong with a request.</summary>
/// <param name="Path">The member, such as <c>Domain[2].DomainUrlList</c>.</param>
/// <param name="Message">What is wrong with it, as the end of a sentence, such as <c>is required</c>.</param>
public readonly record struct RequestProblem(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} {Message}";
}
