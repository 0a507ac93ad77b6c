namespace ApiGen.Analyzers.Flow;

/// <summary>Where an exception comes from, which tells what it can be.</summary>
internal enum ThrowOrigin
{
    /// <summary>From code that may throw whatever it likes.</summary>
    Anything,

    /// <summary>From the platform, which knows none of a client's exceptions.</summary>
    Platform,

    /// <summary>From a client's call.</summary>
    Client,
}
