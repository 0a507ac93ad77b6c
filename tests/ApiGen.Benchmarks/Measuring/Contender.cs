namespace ApiGen.Benchmarks.Measuring;

/// <summary>One of several ways to do the same work.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="run">Does the work as often as it is told, on the calling thread.</param>
/// <param name="tidy">Undoes what piles up between two rounds, outside of the measurement; null for nothing.</param>
internal sealed class Contender(string name, Action<int> run, Action? tidy = null)
{
    internal string Name { get; } = name;

    /// <summary>The most operations in one round, for work that must be tidied up after.</summary>
    internal int MostOperations { get; init; } = int.MaxValue;

    internal void Run(int operations) => run(operations);

    internal void Tidy() => tidy?.Invoke();

    /// <summary>A contender whose work is one synchronous call.</summary>
    internal static Contender Of<T>(string name, Func<T> work) => new(name, operations =>
    {
        for (int i = 0; i < operations; i++)
        {
            Sink<T>.Value = work();
        }
    });

    /// <summary>A contender whose work is a call that completes before it returns, as with an in-memory handler.</summary>
    internal static Contender OfTask<T>(string name, Func<Task<T>> work) => new(name, operations =>
    {
        for (int i = 0; i < operations; i++)
        {
            Task<T> call = work();
            Sink<T>.Value = call.IsCompleted
                ? call.GetAwaiter().GetResult()
                : throw new InvalidOperationException($"{name} left the thread, so its cost cannot be counted there.");
        }
    });

    private static class Sink<T>
    {
        // Keeps the compiler from leaving out work whose result nobody uses.
        internal static T? Value { get; set; }
    }
}
