namespace ApiGen.Emulator;

/// <summary>
/// The responses to the next calls of one action, in order; when they are used up, the action answers with its example again.
/// They are for calls that pass the gateway's checks: a call that is refused uses up none. Only a fault at
/// <see cref="FaultPoint.BeforeReading"/> strikes whatever call comes next. Safe for concurrent use.
/// </summary>
public sealed class ActionScript
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Step> _steps = new();

    internal ActionScript(string action) => Action = action;

    /// <summary>The action's name.</summary>
    public string Action { get; }

    /// <summary>The script itself: <c>script.Fails("InternalError").Then.RespondsWithExample()</c>.</summary>
    public ActionScript Then => this;

    /// <summary>The responses not yet given. A response that is given for ever counts as one.</summary>
    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                return _steps.Count;
            }
        }
    }

    /// <summary>Adds a response.</summary>
    public ActionScript RespondsWith(ScriptedResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Add(new Step(response, null));
    }

    /// <summary>Adds a success with the given content of <c>Response</c>.</summary>
    /// <exception cref="ArgumentException">The text is not a JSON object.</exception>
    public ActionScript RespondsWith(string response) => RespondsWith(ScriptedResponse.Json(response));

    /// <summary>Adds the action's example.</summary>
    /// <param name="delay">A pause before it; null for none.</param>
    public ActionScript RespondsWithExample(TimeSpan? delay = null) => RespondsWith(ScriptedResponse.Example.WithDelay(delay ?? TimeSpan.Zero));

    /// <summary>Adds a failure with the given code.</summary>
    public ActionScript Fails(string code, string? message = null) => RespondsWith(ScriptedResponse.Error(code, message));

    /// <summary>Adds an HTTP response, sent as it is.</summary>
    public ActionScript RespondsWithHttp(int status, string body, string contentType = "application/json") =>
        RespondsWith(ScriptedResponse.Http(status, body, contentType));

    /// <summary>Adds a response that is worked out from the call.</summary>
    public ActionScript RespondsWith(Func<ApiCall, ScriptedResponse> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(new Step(null, (call, _) => ValueTask.FromResult(handler(call))));
    }

    /// <summary>Adds a response that is worked out from the call. The token fires when the caller gives up or the gateway stops.</summary>
    public ActionScript RespondsWith(Func<ApiCall, CancellationToken, ValueTask<ScriptedResponse>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(new Step(null, handler));
    }

    /// <summary>Gives the response added last that many times in all.</summary>
    /// <exception cref="InvalidOperationException">No response was added, or the last one is used up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than one.</exception>
    public ActionScript Times(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_lock)
        {
            Step last = Last();
            for (int i = 1; i < times; i++)
            {
                _steps.AddLast(last);
            }
        }

        return this;
    }

    /// <summary>Gives the response added last to every later call.</summary>
    /// <exception cref="InvalidOperationException">No response was added, or the last one is used up.</exception>
    public ActionScript Forever()
    {
        lock (_lock)
        {
            Step last = Last();
            _steps.RemoveLast();
            _steps.AddLast(last with { Endless = true });
        }

        return this;
    }

    /// <summary>Drops the responses not yet given.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _steps.Clear();
        }
    }

    /// <summary>Takes the next response if it is a fault that strikes before the call is read.</summary>
    internal ScriptedResponse? TakeEarlyFault()
    {
        lock (_lock)
        {
            return _steps.First?.Value.Response is { Fault.Point: FaultPoint.BeforeReading } response && Take() is not null ? response : null;
        }
    }

    internal ValueTask<ScriptedResponse> NextAsync(ApiCall call, CancellationToken cancellationToken)
    {
        Step? step = Take();
        return step switch
        {
            { Response: { } response } => ValueTask.FromResult(response),
            { Handler: { } handler } => handler(call, cancellationToken),
            _ => ValueTask.FromResult(ScriptedResponse.Example),
        };
    }

    private Step? Take()
    {
        lock (_lock)
        {
            Step? step = _steps.First?.Value;
            if (step is { Endless: false })
            {
                _steps.RemoveFirst();
            }

            return step;
        }
    }

    private ActionScript Add(Step step)
    {
        lock (_lock)
        {
            _steps.AddLast(step);
        }

        return this;
    }

    private Step Last() => _steps.Last?.Value
        ?? throw new InvalidOperationException($"The script of {Action} has no response to repeat: add one first.");

    private sealed record Step(
        ScriptedResponse? Response,
        Func<ApiCall, CancellationToken, ValueTask<ScriptedResponse>>? Handler,
        bool Endless = false);
}
