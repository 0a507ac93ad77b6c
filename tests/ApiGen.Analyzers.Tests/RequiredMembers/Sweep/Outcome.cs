namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>How a statement ends.</summary>
internal enum Outcome
{
    Next,
    Break,
    Continue,
    Return,

    /// <summary>A jump to the method's last call.</summary>
    Goto,

    /// <summary>A file could not be read.</summary>
    InputException,

    /// <summary>A file must not be read.</summary>
    AccessException,

    /// <summary>A call has failed.</summary>
    ClientException,

    /// <summary>The method itself has thrown.</summary>
    ArgumentException,
}
