using System.Runtime.CompilerServices;
using ApiGen.Runtime.Buffers;
using Xunit;

namespace ApiGen.Runtime.Tests.Buffers;

public sealed class KeptByActionTests
{
    private readonly KeptByAction<string, object> _kept = new(StringComparer.Ordinal);

    [Fact]
    public void What_an_action_needs_is_made_once()
    {
        object made = Of("CreateMNP");

        Assert.Same(made, Of("CreateMNP"));
        Assert.NotSame(made, Of("DescribeMNP"));
    }

    [Fact]
    public void Names_without_end_are_not_kept_without_end()
    {
        WeakReference first = FirstOf10000();

        GC.Collect();

        Assert.False(first.IsAlive);
    }

    // A method of its own, so that no local keeps what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference FirstOf10000()
    {
        WeakReference first = new(Of("name 0"));
        for (int number = 1; number < 10_000; number++)
        {
            Of($"name {number}");
        }

        return first;
    }

    private object Of(string name) => _kept.GetOrAdd(name, static (_, _) => new object(), this);
}
