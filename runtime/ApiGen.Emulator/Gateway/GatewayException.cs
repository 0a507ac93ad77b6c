namespace ApiGen.Emulator.Gateway;

/// <summary>Ends the handling of a call with an error code. Stays within the gateway, which turns it into a response.</summary>
internal sealed class GatewayException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
