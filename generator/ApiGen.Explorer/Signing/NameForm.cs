namespace ApiGen.Explorer.Signing;

/// <summary>How a program writes the names of headers when it signs them.</summary>
internal enum NameForm
{
    /// <summary>As the service does: <c>x-tc-action</c>.</summary>
    LowerCase,

    /// <summary>As the vendor's pages write what is sent: <c>X-TC-Action</c>.</summary>
    AsSent,

    /// <summary>As libraries of HTTP put them: <c>X-Tc-Action</c>.</summary>
    Capitalized,

    /// <summary><c>X-TC-ACTION</c>.</summary>
    UpperCase,
}
