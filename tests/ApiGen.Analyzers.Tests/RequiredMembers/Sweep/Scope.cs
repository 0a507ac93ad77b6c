namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>What a statement lies in.</summary>
[Flags]
internal enum Scope
{
    None = 0,

    /// <summary>In a loop.</summary>
    Loop = 1,

    /// <summary>In a loop in a loop.</summary>
    Loops = 2,

    /// <summary>In a loop over the list, whose item has a name.</summary>
    Item = 4,

    /// <summary>Where nothing may jump out.</summary>
    NoJumps = 8,

    /// <summary>In a block that breaks leave, which is no loop.</summary>
    Switch = 16,

    /// <summary>In a handler.</summary>
    Handler = 32,

    /// <summary>In a lambda or a local function.</summary>
    Function = 64,

    /// <summary>Where nothing may be awaited.</summary>
    NoAwait = 128,
}
