using ApiGen.Runtime.Signing;

namespace ApiGen.Runtime.Transport;

/// <summary>A request as it goes to the wire. Disposing it gives its buffer back.</summary>
internal sealed class OutgoingRequest : HttpRequestMessage
{
    internal OutgoingRequest(Uri address, ApiRequestContent body)
        : base(HttpMethod.Post, address)
    {
        Body = body;
        Content = body;
    }

    /// <summary>The body, which stays known whatever a hook puts in its place.</summary>
    internal ApiRequestContent Body { get; }

    /// <summary>What signed it; null when nothing did.</summary>
    internal Tc3Signer? Signer { get; set; }

    /// <summary>When it was signed, in UNIX seconds.</summary>
    internal long Timestamp { get; set; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !ReferenceEquals(Content, Body))
        {
            Body.Dispose();
        }
    }
}
