using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using ApiGen.Emulator;
using ApiGen.Runtime;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Throttling;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>Makes calls and tells what becomes of them while it happens. Safe for concurrent use.</summary>
/// <param name="gateway">The embedded gateway's address.</param>
/// <param name="credentials">Who calls the real services; null for nobody.</param>
/// <param name="time">The clock.</param>
/// <param name="services">Where the real services are; null for the hosts that their specs name.</param>
internal sealed class ApiCaller(Uri gateway, ICredentialProvider? credentials, TimeProvider time, Uri? services = null)
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(100);
    private static readonly TencentCloudCredential Example = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    private readonly RealCredentials? _real = credentials is null ? null : new RealCredentials(credentials);
    private readonly AsyncLocal<StatusHolder?> _status = new();
    private readonly ThrottleRegistry _registry = new();
    private readonly ThrottleOptions _throttled = new();
    private readonly ConcurrentDictionary<(string Service, string Version, CallTarget Target, bool IsThrottled), ApiClient> _clients = new();

    /// <summary>Sends requests and gives what happens, as it happens; the last throttle's state comes at the end.</summary>
    public async IAsyncEnumerable<CallNews> RunAsync(CallOrder order, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<CallNews> news = Channel.CreateUnbounded<CallNews>();
        ApiClient client = _clients.GetOrAdd(
            (order.Service.Name, order.Service.Version, order.Target, order.IsThrottled),
            static (key, state) => state.Caller.CreateClient(state.Order), (Caller: this, Order: order));
        Throttle? throttle = order.IsThrottled ? ThrottleOf(order.Service, order.Action, order.Target) : null;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task calls = FinishAsync(news.Writer, [.. Enumerable.Range(1, order.Count).Select(number => CallAsync(client, order, number, news.Writer, end.Token))], throttle);
        _ = SampleAsync(news.Writer, throttle, calls, end.Token);
        try
        {
            await foreach (CallNews item in news.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            // Whoever reads has gone: nobody waits for the rest.
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    // One account for all calls to a place, so that the throttle that is shown is the one that they go through.
    private static string AccountOf(CallTarget target) => target == CallTarget.Gateway ? "gateway" : "service";

    private Throttle ThrottleOf(ServiceModel service, ActionModel action, CallTarget target) =>
        _registry.GetThrottle(SpecAction.Of<RawRequest>(service, action), service.Endpoint, AccountOf(target), _throttled, time);

    private static CallNews StateOf(Throttle throttle)
    {
        int permits = throttle.PermitCount;
        return new CallNews("throttle")
        {
            Permits = permits == int.MaxValue ? null : permits,
            Waiting = throttle.WaitingCount,
            UnderWay = throttle.LeaseCount,
            Factor = throttle.Factor,
            IsPaused = throttle.IsPaused,
        };
    }

    private ApiClient CreateClient(CallOrder order)
    {
        ApiClientOptions options = new()
        {
            Endpoint = order.Target == CallTarget.Gateway ? gateway : services,
            AccountKey = AccountOf(order.Target),
            ThrottleRegistry = _registry,
            TimeProvider = time,
            AfterResponse = response => Note(response.StatusCode),
        };
        if (!order.IsThrottled)
        {
            // Without the throttle the refusals are what one wants to see.
            options.Throttle.Mode = ThrottleMode.Off;
            options.Retry.MaxAttempts = 1;
        }

        ICredentialProvider provider = order.Target == CallTarget.Gateway ? Example : _real ?? throw new InvalidOperationException("There are no credentials for the real service.");
        return new ApiClient(SpecAction.Of(order.Service), provider, null, options);
    }

    private void Note(HttpStatusCode status)
    {
        if (_status.Value is { } holder)
        {
            holder.Status = (int)status;
        }
    }

    private static async Task FinishAsync(ChannelWriter<CallNews> news, Task[] calls, Throttle? throttle)
    {
        await Task.WhenAll(calls).ConfigureAwait(false);
        if (throttle is not null)
        {
            news.TryWrite(StateOf(throttle));
        }

        news.TryComplete();
    }

    private async Task SampleAsync(ChannelWriter<CallNews> news, Throttle? throttle, Task calls, CancellationToken cancellationToken)
    {
        while (throttle is not null && !calls.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            news.TryWrite(StateOf(throttle));
            await Task.WhenAny(calls, Task.Delay(Sampling, time, cancellationToken)).ConfigureAwait(false);
        }
    }

    private Task CallAsync(ApiClient client, CallOrder order, int number, ChannelWriter<CallNews> news, CancellationToken cancellationToken) =>
        order.Action.RequestBody == RequestBodyKind.OctetStream
            ? CallAsync(client, new RawBodyRequest(order.Members, order.Raw), order, number, news, cancellationToken)
            : CallAsync(client, new RawRequest(order.Members), order, number, news, cancellationToken);

    private async Task CallAsync<TRequest>(ApiClient client, TRequest request, CallOrder order, int number, ChannelWriter<CallNews> news, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
    {
        StatusHolder status = new();
        _status.Value = status;
        long began = time.GetTimestamp();
        double Elapsed() => time.GetElapsedTime(began).TotalMilliseconds;
        void Tell(CallNews item) => news.TryWrite(order.Target == CallTarget.Service ? item.With(_real!.RemoveFrom) : item);
        ApiAction<TRequest, RawResponse> action = SpecAction.Of<TRequest>(order.Service, order.Action);
        ApiCallOptions options = new() { Region = order.Region };
        try
        {
            RawResponse? last = null;
            if (order.Action.ResponseBody == ResponseBodyKind.EventStream)
            {
                await foreach (ServerSentEvent<RawResponse> item in client.StreamAsync(action, request, options, cancellationToken).ConfigureAwait(false))
                {
                    last = item.Data;
                    Tell(new CallNews("event") { Call = number, Milliseconds = Elapsed(), Status = status.Status, Content = item.Data.Content, RequestId = item.Data.RequestId });
                }

                Tell(new CallNews("response") { Call = number, Milliseconds = Elapsed(), Status = status.Status, RequestId = last?.RequestId });
                return;
            }

            last = await client.SendAsync(action, request, options, cancellationToken).ConfigureAwait(false);
            Tell(new CallNews("response") { Call = number, Milliseconds = Elapsed(), Status = status.Status, Content = last.Content, RequestId = last.RequestId });
        }
        catch (ApiServiceException exception)
        {
            Tell(new CallNews("failure")
            {
                Call = number,
                Milliseconds = Elapsed(),
                Status = status.Status,
                RequestId = exception.RequestId,
                Attempts = exception.Attempts,
                Code = exception.Code,
                Message = exception.ServiceMessage,
                Meaning = ErrorMeaning.Of(order.Action, exception.Code),
            });
        }
        catch (Exception exception) when (exception is ApiException or ArgumentException)
        {
            Tell(new CallNews("failure") { Call = number, Milliseconds = Elapsed(), Status = status.Status, RequestId = (exception as ApiException)?.RequestId, IsUnsent = IsUnsent(exception) ? true : null, Message = FailureText.Of(exception) });
        }
        catch (OperationCanceledException)
        {
            Tell(new CallNews("failure") { Call = number, Milliseconds = Elapsed(), Message = "The call was cancelled." });
        }
    }

    // One that was repeated had gone at least once.
    private static bool IsUnsent(Exception exception) => exception is ArgumentException
        or ApiCredentialException or ApiThrottledException
        or ApiNetworkException { Attempts: <= 1, MayHaveBeenSent: false } or ApiTimeoutException { Attempts: <= 1, MayHaveBeenSent: false };

    /// <summary>Where the hook of a client leaves the status of the call that it belongs to.</summary>
    private sealed class StatusHolder
    {
        public int? Status { get; set; }
    }
}
