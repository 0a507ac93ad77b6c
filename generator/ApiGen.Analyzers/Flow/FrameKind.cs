namespace ApiGen.Analyzers.Flow;

/// <summary>What a <see cref="Frame"/> is.</summary>
internal enum FrameKind
{
    Function,

    Loop,

    Finally,
}
