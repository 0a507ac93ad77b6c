using System.Globalization;

namespace ApiGen.Specs.Tests.Binding;

public class DeterminismTests
{
    private const string Text = """
        action: Act
        documentation: https://example.com/i
        rateLimit: [1200/min, 20/s, 20/S]
        request:
          I: { type: double, minimum: -1.5, maximum: 1e3, values: [-1, .5, 2.25], default: -1 }
          i: { type: list<İd>, minItems: -1 }
          TITLE: { type: strıng }
        examples: [ { title: x, request: { I: -0.25, X: 1234567.5 } } ]
        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("de-DE")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        SpecSet expected = Spec.WithAction(Text);
        string[] lines = Spec.Lines(expected);
        Assert.NotEmpty(lines);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            Assert.Equal(expected, Spec.WithAction(Text));
            Assert.Equal(lines, Spec.Lines(Spec.WithAction(Text)));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public async Task Many_threads_get_the_same_result()
    {
        SpecSet expected = Spec.WithAction(Text);
        SpecSet[] results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Spec.WithAction(Text))));
        Assert.All(results, result => Assert.Equal(expected, result));
    }
}
