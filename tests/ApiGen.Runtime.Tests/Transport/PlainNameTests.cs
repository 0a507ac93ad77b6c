using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Transport;

/// <summary>What an exception is called in a sentence.</summary>
public sealed class PlainNameTests
{
    [Fact]
    public void The_name_of_a_generic_exception_has_no_number_behind_it()
    {
        Assert.Equal("OddException", PlainName.Of(new OddException<int>()));
        Assert.Equal("InvalidOperationException", PlainName.Of(new InvalidOperationException()));
    }

    private sealed class OddException<T> : Exception
    {
        public T? Value { get; init; }
    }
}
