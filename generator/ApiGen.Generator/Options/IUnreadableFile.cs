namespace ApiGen.Generator.Options;

/// <summary>A file of which who hands it over knows whether it can be read. The compiler tells that itself; the tool leaves it to the generator.</summary>
internal interface IUnreadableFile
{
    /// <summary>Why nothing of the file could be read, as a sentence; null when it was read.</summary>
    string? Fault { get; }
}
