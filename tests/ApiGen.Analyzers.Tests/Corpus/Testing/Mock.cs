using System.Linq.Expressions;

namespace Storefront.Testing;

/// <summary>A small mocking library: set-ups are expressions, which are looked at and not run.</summary>
/// <typeparam name="T">What is mocked.</typeparam>
public sealed class Mock<T>(T instance)
    where T : class
{
    private readonly List<string> _setups = [];

    public T Object { get; } = instance;

    public Mock<T> Setup<TResult>(Expression<Func<T, TResult>> call)
    {
        _setups.Add(call.Body.ToString());
        return this;
    }

    public int Verify<TResult>(Expression<Func<T, TResult>> call) => _setups.Count(setup => setup == call.Body.ToString());
}

/// <summary>Stands for any argument.</summary>
public static class It
{
    public static T IsAny<T>() => default!;

    public static T Is<T>(Expression<Func<T, bool>> condition)
    {
        _ = condition;
        return default!;
    }
}
