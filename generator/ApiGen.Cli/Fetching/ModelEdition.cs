namespace ApiGen.Cli.Fetching;

/// <summary>The editions of the vendor's cloud, each of which publishes the models of its services.</summary>
internal enum ModelEdition
{
    /// <summary>The international site; documents in English.</summary>
    International,

    /// <summary>The site for mainland China; documents in Chinese.</summary>
    Mainland,
}
