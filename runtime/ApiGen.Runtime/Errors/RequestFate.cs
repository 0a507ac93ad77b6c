namespace ApiGen.Runtime;

/// <summary>What became of a call's request, as far as is known.</summary>
internal enum RequestFate
{
    /// <summary>It never left.</summary>
    NotSent,

    /// <summary>The service received it and refused it before it acted.</summary>
    Refused,

    /// <summary>The service may have received it and acted on it.</summary>
    MayHaveBeenSent,
}

/// <summary>How messages tell it.</summary>
internal static class RequestFates
{
    internal static RequestFate From(bool mayHaveBeenSent) => mayHaveBeenSent ? RequestFate.MayHaveBeenSent : RequestFate.NotSent;

    internal static string Describe(this RequestFate fate) => fate switch
    {
        RequestFate.NotSent => "the request was not sent",
        RequestFate.Refused => "the service refused the request before, without effect",
        _ => "the request may have been sent",
    };
}
