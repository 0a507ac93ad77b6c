namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>Which of its inputs a random method asks.</summary>
[Flags]
internal enum Asked
{
    None = 0,
    A = 1,
    B = 2,
    C = 4,
    Ready = 8,
    Number = 16,
    Maybe = 32,
    Path = 64,
    Texts = 128,

    /// <summary>A file, which may not be there, or must not be read.</summary>
    File = 256,
}
