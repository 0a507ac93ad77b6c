namespace Storefront.Domain;

/// <summary>A value, or why there is none.</summary>
public readonly struct Result<T>
{
    private Result(T? value, string? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public string? Error { get; }

    public bool IsSuccess => Error is null;

    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Failed(string error) => new(default, error);

    public Result<TOther> Then<TOther>(Func<T, Result<TOther>> next) =>
        IsSuccess ? next(Value!) : Result<TOther>.Failed(Error!);

    public async Task<Result<TOther>> ThenAsync<TOther>(Func<T, Task<Result<TOther>>> next) =>
        IsSuccess ? await next(Value!) : Result<TOther>.Failed(Error!);

    public T OrThrow() => IsSuccess ? Value! : throw new InvalidOperationException(Error);
}

/// <summary>Makes results of calls.</summary>
public static class Result
{
    public static async Task<Result<T>> OfAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return Result<T>.Of(await call());
        }
        catch (ApiServiceException failure)
        {
            // The code tells more than the message, which may change.
            return Result<T>.Failed(failure.Code);
        }
        catch (ApiException failure)
        {
            return Result<T>.Failed(failure.Message);
        }
    }
}
