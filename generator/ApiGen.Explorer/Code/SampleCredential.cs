namespace ApiGen.Explorer.Code;

/// <summary>Who calls in the code that is shown: the same account as the page's own calls, or a note that says otherwise.</summary>
/// <param name="CSharp">The expression of the provider.</param>
/// <param name="Arguments">The options of <c>apigen call</c> that choose it.</param>
/// <param name="Note">What to know before it is used; may be empty.</param>
internal sealed record SampleCredential(string CSharp, IReadOnlyList<string> Arguments, string Note = "")
{
    /// <summary>The first that is found.</summary>
    public static SampleCredential First { get; } = new("new DefaultCredentialProvider()", []);

    /// <summary>What an application gave cannot be written down.</summary>
    public static SampleCredential OfApplication { get; } = First with
    {
        Note = "The page calls with the credentials of its application. This takes the first credential that is found where it runs, which may belong to another account.",
    };
}
