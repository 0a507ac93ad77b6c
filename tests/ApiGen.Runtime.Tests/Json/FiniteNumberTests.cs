using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

/// <summary>Numbers that JSON has no form for are told by their place before anything is written.</summary>
public sealed class FiniteNumberTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Each_one_is_told_once_by_its_place(double value)
    {
        RequestValidation validation = default;
        validation.Finite(value, "N");
        validation.Range<double>(value, "N", 0, 1, isSensitive: false);
        validation.Elements<double?>([1, null, value], "L");
        validation.Range<double>([1, value], "R", 0, null, isSensitive: false);
        validation.Lists<IList<double?>>([[1], [0, value]], "M", static (ref RequestValidation inner, IList<double?> list) => inner.Elements(list, ""));

        Assert.Equal(
            ["N: is not a finite number; JSON has no form for it", "L[1]: is null; take the element out of the list", "L[2]: is not a finite number; JSON has no form for it", "M[1][1]: is not a finite number; JSON has no form for it"],
            validation.Problems!.Select(problem => $"{problem.Path}: {problem.Message}"));
    }

    [Fact]
    public void Finite_ones_and_none_pass()
    {
        RequestValidation validation = default;
        validation.Finite(null, "N");
        validation.Finite(double.MaxValue, "N");
        validation.Elements<double?>([double.MinValue, 0], "L");

        Assert.Null(validation.Problems);
    }
}
