using ApiGen.Specs.Diagnostics;

namespace ApiGen.Generator;

/// <summary>The outcome of a step: a value, or what went wrong. A generator that throws takes everybody's build down; this one reports.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value; null after a failure.</param>
/// <param name="Failure">What went wrong; null after a success.</param>
internal sealed record Result<T>(T? Value, string? Failure)
    where T : class
{
    /// <summary>Goes on with the value, or passes nothing on after a failure, which its own step reports.</summary>
    public Result<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : class => Value is null ? new Result<TNext>(null, null) : Result.Of(() => next(Value));
}

/// <summary>Runs steps that must not throw.</summary>
internal static class Result
{
    /// <summary>Runs the step; an exception other than cancellation becomes a failure.</summary>
    public static Result<T> Of<T>(Func<T> step)
        where T : class
    {
        try
        {
            return new Result<T>(step(), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Result<T>(null, SingleLine.Of($"{exception.GetType().Name}: {exception.Message}"));
        }
    }
}
