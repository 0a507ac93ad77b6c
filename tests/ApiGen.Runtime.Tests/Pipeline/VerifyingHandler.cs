using System.Globalization;
using System.Net;
using ApiGen.Runtime.Signing;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Stands in for the network under load: checks each signature, responds with the name in the request, and counts what is left over.</summary>
/// <param name="calls">How many calls there are; each names itself by its number.</param>
internal sealed class VerifyingHandler(int calls) : HttpMessageHandler
{
    internal const string Action = "Stress";

    private static readonly Tc3Signer Signer = new("tcsas", "tcsas.intl.tencentcloudapi.com", Action);

    private readonly int[] _seen = new int[calls];
    private int _wrongSignatures;
    private int _underWay;
    private int _openResponses;

    /// <summary>How many requests carried another signature than their credential, time and body demand.</summary>
    internal int WrongSignatures => Volatile.Read(ref _wrongSignatures);

    /// <summary>How many requests are being answered.</summary>
    internal int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>How many answers were given out and not disposed.</summary>
    internal int OpenResponses => Volatile.Read(ref _openResponses);

    /// <summary>How often a call arrived.</summary>
    internal int TimesSeen(int call) => Volatile.Read(ref _seen[call]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Verify(request, body);
            string name = ThingRequest.FromJson(System.Text.Encoding.UTF8.GetString(body)).Name!;
            Interlocked.Increment(ref _seen[int.Parse(name, CultureInfo.InvariantCulture)]);
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new Answer(this, $"{{\"Response\":{{\"Data\":{{\"Text\":\"{name}\"}},\"RequestId\":\"r\"}}}}") };
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private void Verify(HttpRequestMessage request, byte[] body)
    {
        long timestamp = long.Parse(request.Headers.GetValues("X-TC-Timestamp").Single(), CultureInfo.InvariantCulture);
        string token = request.Content!.Headers.GetValues("X-TC-Token").Single();
        TencentCloudCredential credential = RotatingProvider.Credentials[int.Parse(token["token-".Length..], CultureInfo.InvariantCulture)];
        if (request.Headers.GetValues("Authorization").Single() != Signer.Sign(credential, timestamp, body))
        {
            Interlocked.Increment(ref _wrongSignatures);
        }
    }

    private sealed class Answer : StringContent
    {
        private readonly VerifyingHandler _handler;
        private int _disposed;

        internal Answer(VerifyingHandler handler, string text)
            : base(text)
        {
            _handler = handler;
            Interlocked.Increment(ref handler._openResponses);
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref _handler._openResponses);
            }

            base.Dispose(disposing);
        }
    }
}
