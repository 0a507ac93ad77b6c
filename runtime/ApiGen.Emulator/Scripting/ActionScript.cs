using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Scripting;

namespace ApiGen.Emulator;

/// <summary>
/// The responses to the next calls of one action, in order; when they are used up, the action responds with its example again.
/// They are for calls that pass the gateway's checks: a call that is refused uses up none. Only a fault at
/// <see cref="FaultPoint.BeforeReading"/> strikes whatever call comes next. Error codes and members of responses must be in the spec,
/// unless the response is <see cref="ScriptedResponse.Undocumented"/>. Safe for concurrent use.
/// </summary>
public sealed class ActionScript
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Step> _steps = new();

    private readonly ScriptCheck _check;

    internal ActionScript(string action, IReadOnlyList<ActionRoute> routes)
    {
        Action = action;
        _check = new ScriptCheck(action, routes);
    }

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
    /// <exception cref="ArgumentException">The spec does not know its error code or one of its members, and it is not <see cref="ScriptedResponse.Undocumented"/>.</exception>
    public ActionScript RespondsWith(ScriptedResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _check.Check(response);
        return Add(new Step(response, null));
    }

    /// <summary>Adds a success with the given content of <c>Response</c>.</summary>
    /// <exception cref="ArgumentException">The text is not a JSON object, or it has a member that the spec does not know.</exception>
    public ActionScript RespondsWith(string response) => RespondsWith(ScriptedResponse.Json(response));

    /// <summary>Adds the action's example.</summary>
    /// <param name="delay">A pause before it; null for none.</param>
    public ActionScript RespondsWithExample(TimeSpan? delay = null) => RespondsWith(ScriptedResponse.Example.WithDelay(delay ?? TimeSpan.Zero));

    /// <summary>Adds a failure with the given code.</summary>
    /// <exception cref="ArgumentException">The code is neither one of the action's nor a common one.</exception>
    public ActionScript Fails(string code) => Fails(code, null);

    /// <summary>Adds a failure with the given code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The message; null for the spec's summary of the code, or the code itself.</param>
    /// <exception cref="ArgumentException">The code is neither one of the action's nor a common one.</exception>
    public ActionScript Fails(string code, string? message) => RespondsWith(ScriptedResponse.Error(code, message));

    /// <summary>Adds a failure with the code that a member of a generated enum stands for: <c>script.Fails(CreateMNPErrorCode.MissingParameter)</c>.</summary>
    /// <exception cref="ArgumentException">The value stands for no code, or for one of another action.</exception>
    public ActionScript Fails(Enum code) => Fails(code, null);

    /// <summary>Adds a failure with the code that a member of a generated enum stands for.</summary>
    /// <param name="code">The member.</param>
    /// <param name="message">The message; null for the spec's summary of the code, or the code itself.</param>
    /// <exception cref="ArgumentException">The value stands for no code, or for one of another action.</exception>
    public ActionScript Fails(Enum code, string? message) => RespondsWith(ScriptedResponse.Error(code, message));

    /// <summary>Adds an HTTP response, sent as it is.</summary>
    public ActionScript RespondsWithHttp(int status, string body, string contentType = "application/json") =>
        RespondsWith(ScriptedResponse.Http(status, body, contentType));

    /// <summary>Adds a response that is worked out from the call. One that the spec does not know gets <c>InternalError</c> and the reason.</summary>
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

    internal async ValueTask<ScriptedResponse> NextAsync(ApiCall call, CancellationToken cancellationToken)
    {
        Step? step = Take();
        if (step?.Handler is not { } handler)
        {
            return step?.Response ?? ScriptedResponse.Example;
        }

        ScriptedResponse response = await handler(call, cancellationToken).ConfigureAwait(false);
        _check.Check(response);
        return response;
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
