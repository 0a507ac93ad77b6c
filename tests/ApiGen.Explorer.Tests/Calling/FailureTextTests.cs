using ApiGen.Explorer.Calling;

namespace ApiGen.Explorer.Tests.Calling;

public sealed class FailureTextTests
{
    // The parameter's name is what .NET adds for those who wrote the call, wherever the message has it.
    [Fact]
    public void The_name_of_an_argument_is_left_out()
    {
        Assert.Equal("The region is empty.", FailureText.Of(new ArgumentException("The region is empty.", "region")));
        Assert.Equal("The region is empty.", FailureText.Of(new ArgumentException("The region is empty.")));
        Assert.DoesNotContain("count", FailureText.Of(new ArgumentNullException("count")), StringComparison.Ordinal);
        Assert.Equal("too large", FailureText.Of(new ArgumentOutOfRangeException("count", "too large")));
        Assert.Equal("no network (Parameter 'x')", FailureText.Of(new InvalidOperationException("no network (Parameter 'x')")));
    }
}
