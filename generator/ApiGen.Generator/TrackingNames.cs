namespace ApiGen.Generator;

/// <summary>The names of the pipeline's steps, by which tests look at what a re-run did.</summary>
internal static class TrackingNames
{
    public const string Items = nameof(Items);
    public const string Documents = nameof(Documents);
    public const string Bound = nameof(Bound);
    public const string Selected = nameof(Selected);
    public const string Plan = nameof(Plan);
    public const string Frames = nameof(Frames);
    public const string Clients = nameof(Clients);
    public const string Actions = nameof(Actions);
    public const string Types = nameof(Types);
    public const string Diagnostics = nameof(Diagnostics);
}
