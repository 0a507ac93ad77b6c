namespace ApiGen.Explorer.Signing;

/// <summary>How a program derives the key that signs.</summary>
internal enum KeyDerivation
{
    /// <summary>As the service does.</summary>
    Right,

    /// <summary>Without <c>TC3</c> before the secret key.</summary>
    WithoutPrefix,

    /// <summary>With the digits of each step's hash, in place of its bytes, as the key of the next.</summary>
    DigitsBetweenSteps,

    /// <summary>Without the last step, that of <c>tc3_request</c>.</summary>
    WithoutTerminator,
}
