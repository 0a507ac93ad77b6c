using System.CommandLine;
using System.CommandLine.Help;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(80)]
    public async Task Help_comes_to_an_end_however_narrow_the_terminal_is(int columns)
    {
        RootCommand root = new("Does this and that.")
        {
            new Command("call", "Calls an action of a service, and says what came of it.")
            {
                new Argument<string>("service") { Description = "The service, such as incomprehensibilities." },
                new Option<string[]>("--param", "-p") { Description = "One parameter as Name=value; may be given several times." },
            },
        };
        ((HelpAction)root.Options.OfType<HelpOption>().Single().Action!).MaxWidth = columns;
        HelpExamples.AddTo(root);

        foreach (string[] line in new[] { ["--help"], new[] { "call", "--help" } })
        {
            await using StringWriter output = new();

            int code = await Task.Run(() => root.Parse(line).Invoke(new InvocationConfiguration { Output = output }), TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

            Assert.Equal(0, code);
            Assert.Contains("\nExamples:\n", output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
    }
}
