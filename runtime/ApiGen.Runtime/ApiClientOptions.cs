using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>How a client calls its service. A client takes a copy when it is made; later changes have no effect on it.</summary>
public sealed class ApiClientOptions
{
    /// <summary>
    /// The address to connect to, such as a reverse proxy or a local gateway; null for the access host itself. The signature keeps naming the
    /// access host. HTTPS, whose certificate and <c>Host</c> header are then the endpoint's own, or HTTP to this machine, with a <c>Host</c>
    /// header that names the access host.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The host that is called and signed, such as <c>tcsas.ap-singapore.tencentcloudapi.com</c>; null for the one in the spec.</summary>
    public string? AccessHost { get; set; }

    /// <summary>
    /// A second access host, called and signed while connections to the first keep failing or attempts at it run out of time; null for none.
    /// It is used after <see cref="FailuresBeforeBackup"/> of them in a row, and the first is tried again after a minute. A response, whatever its status, is no such failure.
    /// </summary>
    public string? BackupAccessHost { get; set; }

    /// <summary>The address to connect to for the second access host; null for the host itself. Same rules as <see cref="Endpoint"/>.</summary>
    public Uri? BackupEndpoint { get; set; }

    /// <summary>
    /// How many attempts in a row must get no response before the second access host is used; 3 unless set. At least 1. A response is one whatever it says: a host that responds
    /// with 503 is reached.
    /// </summary>
    public int FailuresBeforeBackup { get; set; } = 3;

    /// <summary>
    /// How long a call may take from when the throttle first lets it go: every attempt, the pauses between, and reading the whole body.
    /// The wait in the throttle's queue before has a limit of its own, <see cref="ThrottleOptions.MaxQueueWait"/>. 60 seconds unless set;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long an attempt may take that another may follow, so that one stalled connection does not use up the whole call. Null, as it is unless set, for
    /// half of <see cref="Timeout"/>, at least a second; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit besides that of the call. An attempt that no
    /// other can follow, because it is the last one, must not be repeated or would end after <see cref="RetryOptions.MaxTotalTime"/>, gets what is left of the call's time.
    /// The time begins when there is a credential. The page of a status other than success is read no longer than this, from the status on, in any attempt.
    /// </summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The language of what the service returns, <c>zh-CN</c> or <c>en-US</c>; null to leave it to the service.</summary>
    public string? Language { get; set; }

    /// <summary>What the service's records should name as the calling program: at most 128 letters, digits and <c>- _ , ; .</c> or spaces; null for nothing.</summary>
    public string? RequestClient { get; set; }

    /// <summary>
    /// The largest response that is read, in bytes after decompression; 64 MiB unless set. Larger ones throw <see cref="ApiMalformedResponseException"/>, and so do those
    /// whose objects take more than four times as much memory (but 16 MiB in any case), as millions of empty texts would. Of a stream it holds for each event; the stream as a
    /// whole may be of any size.
    /// </summary>
    public long MaxResponseBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// Whether <see cref="ApiResponseText"/> keeps what the service sends as long as the response made of it lives, so that members which the spec does
    /// not know can be read. Off unless set.
    /// </summary>
    public bool KeepResponseText { get; set; }

    /// <summary>How failed calls are repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How the client keeps to the documented request frequency limits.</summary>
    public ThrottleOptions Throttle { get; set; } = new();

    /// <summary>
    /// What stands for the account when calls are counted, such as the account's number; null for what the credentials say, which is mostly the public half of
    /// the key. With it two keys of one account share a quota, and a key that is exchanged for another goes on with the quota. Never a secret.
    /// </summary>
    public string? AccountKey { get; set; }

    /// <summary>Where the quotas are counted; null for the one that all clients of the process share.</summary>
    public Throttling.ThrottleRegistry? ThrottleRegistry { get; set; }

    /// <summary>
    /// The proxy that the requests go through; null for the one that the environment names (<c>HTTPS_PROXY</c> and the like). Calls to this
    /// machine use neither. Of no use beside <see cref="HttpMessageHandler"/> and <see cref="HttpClientFactory"/>.
    /// </summary>
    public System.Net.IWebProxy? Proxy { get; set; }

    /// <summary>
    /// What sends the requests; null for the pooled handler that all clients share. The caller disposes it. It should keep no cookies. The client sets
    /// <see cref="SocketsHttpHandler.AllowAutoRedirect"/> of the platform's handlers to false, also behind a <see cref="DelegatingHandler"/>; one that follows redirects and was used
    /// already cannot be changed, and is refused when the client is made. A handler that changes the address of a request fails the call.
    /// </summary>
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>
    /// Gives the HTTP client that sends the next request, such as one from <c>IHttpClientFactory</c>; null to use
    /// <see cref="HttpMessageHandler"/>. It is asked for every attempt and never disposed by this library. Its handler should not follow redirects: the client cannot see
    /// that, and fails the call (<see cref="ApiNetworkException"/>) when one was followed.
    /// </summary>
    public Func<HttpClient>? HttpClientFactory { get; set; }

    /// <summary>The clock for timestamps, timeouts and pauses.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the client logs; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Whether bodies are logged, at the level Trace, capped and with the members that the spec calls sensitive blacked out.
    /// Off unless set.
    /// </summary>
    public bool LogBodies { get; set; }

    /// <summary>
    /// Called before each attempt is signed; it may add headers, which the signature does not cover. What is signed, or set by the client when it signs, and where the
    /// request goes must stay as they are: a change of them ends the call with an <see cref="InvalidOperationException"/>,
    /// at a repetition with the failure of the attempt before, which names the hook. An exception from it ends the call, too.
    /// </summary>
    public Action<ApiRequestContext>? BeforeSigning { get; set; }

    /// <summary>Called when the head of a response has arrived, whatever its status. An exception from it ends the call.</summary>
    public Action<ApiResponseContext>? AfterResponse { get; set; }

    internal ApiClientOptions Copy() => (ApiClientOptions)MemberwiseClone();
}
