using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using ApiGen.Runtime.Signing;

namespace ApiGen.Runtime.Transport;

/// <summary>A request as it goes to the wire. Disposing it gives its buffer back.</summary>
internal sealed class OutgoingRequest : HttpRequestMessage
{
    private readonly Uri _address;

    internal OutgoingRequest(Uri address, ApiRequestContent body)
        : base(HttpMethod.Post, address)
    {
        _address = address;
        Body = body;
        Content = body;
        body.Request = this;
    }

    /// <summary>The body, which stays known whatever a hook puts in its place.</summary>
    internal ApiRequestContent Body { get; }

    /// <summary>What signed it; null when nothing did.</summary>
    internal Tc3Signer? Signer { get; set; }

    /// <summary>When it was signed, in UNIX seconds.</summary>
    internal long Timestamp { get; set; }

    /// <summary>The header that has the signature, whatever became of it on the way; null before it is signed.</summary>
    internal string? Authorization { get; private set; }

    /// <summary>The session token; null when there is none.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? SessionToken { get; private set; }

    /// <summary>Adds the header that has the signature. A handler that follows a redirect takes it away by itself.</summary>
    internal void AddAuthorization(string value)
    {
        Authorization = value;
        Headers.TryAddWithoutValidation("Authorization", value);
    }

    /// <summary>Adds the session token, to the headers of the content: those do not go along when a handler follows a redirect, which turns the request into another without content.</summary>
    internal void AddSessionToken(string value)
    {
        SessionToken = value;
        (Content ?? Body).Headers.TryAddWithoutValidation("X-TC-Token", value);
    }

    /// <summary>The header that the platform does not send, because it holds a character outside ASCII; null when there is none. What the client adds itself is checked before.</summary>
    internal string? HeaderOutsideAscii
    {
        get
        {
            foreach ((string name, HeaderStringValues values) in Headers.NonValidated.Concat(Content?.Headers.NonValidated ?? default))
            {
                if (!Ascii.IsValid(values.ToString()))
                {
                    return name;
                }
            }

            return null;
        }
    }

    /// <summary>Where it was sent besides, or instead; null when it was sent to its own address alone.</summary>
    /// <param name="sent">The request that a response came in response to; null when that is not known.</param>
    internal Uri? Elsewhere(HttpRequestMessage? sent = null) => ElsewhereOf(this) ?? (sent is null ? null : ElsewhereOf(sent));

    /// <summary>What a handler did, or was about to do, that sent the request elsewhere, as the end of a sentence.</summary>
    /// <param name="elsewhere">The other address.</param>
    internal string DescribeElsewhere(Uri elsewhere) => Body.Started
        ? $"the request was to go on to {NameOf(elsewhere)}, as when an HTTP handler follows a redirect, and what comes from there is not the service's: {Redirects.Remedy}, and check the endpoint"
        : $"a hook or an HTTP handler changed its address to {NameOf(elsewhere)}; give the address as ApiClientOptions.Endpoint instead";

    // .NET takes a part of an address only from a whole one.
    private static string NameOf(Uri address) => address.IsAbsoluteUri ? address.GetLeftPart(UriPartial.Authority) : "one that is not whole";

    private Uri? ElsewhereOf(HttpRequestMessage sent) => sent.RequestUri == _address && sent.Method == HttpMethod.Post ? null : sent.RequestUri;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !ReferenceEquals(Content, Body))
        {
            Body.Dispose();
        }
    }
}
