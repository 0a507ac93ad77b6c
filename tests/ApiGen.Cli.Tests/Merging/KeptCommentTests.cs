using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>What a person wrote beside something stays when the vendor takes it away, also where nothing else is left around it.</summary>
public sealed class KeptCommentTests
{
    private const string Head = "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n";

    [Theory]
    [InlineData("the only member", "actions:\n  Boil:\n    # 1 above the request\n    request: # 2 behind its key\n      # 3 ticket 4711\n      Old: { type: string } # 4 behind\n      # 5 below\n    # 6 after\n    summary: Boils.\n", "actions: { Boil: { summary: Boils. } }")]
    [InlineData("the last of two members", "actions:\n  Boil:\n    request:\n      Kept: string # 1\n      # 2\n      Old:\n        # 3\n        type: string # 4\n        # 5\n      # 6\n", "actions: { Boil: { request: { Kept: string } } }")]
    [InlineData("the only member in braces", "actions:\n  Boil:\n    request: { # 1\n      # 2\n      Old: { # 3\n        type: string, # 4\n      }, # 5\n      # 6\n    }\n    summary: Boils.\n", "actions: { Boil: { summary: Boils. } }")]
    [InlineData("one of two members in braces", "actions:\n  Boil:\n    request: { Old: { # 1\n      type: string }, # 2\n      # 3\n      Kept: string # 4\n    } # 5\n    # 6\n", "actions: { Boil: { request: { Kept: string } } }")]
    [InlineData("the last of two members in braces", "actions:\n  Boil:\n    request: { Kept: string, # 1\n      # 2\n      Old: { # 3\n      type: string } # 4\n      # 5\n    } # 6\n", "actions: { Boil: { request: { Kept: string } } }")]
    [InlineData("the only error code", "actions:\n  Boil:\n    summary: Boils.\n    errors: # 1\n      # 2\n      A.Old: Text. # 3\n      # 4\n    # 5\n# 6\n", "actions: { Boil: { summary: Boils., errors: [B.New] } }")]
    [InlineData("the last code of a list", "actions:\n  Boil:\n    errors: # 1\n      # 2\n      - A.Kept # 3\n      # 4\n      - B.Old # 5\n      # 6\n", "actions: { Boil: { errors: [A.Kept] } }")]
    [InlineData("the only type", "types:\n  # 1\n  Old: # 2\n    members: # 3\n      # 4\n      A: string # 5\n    # 6\nactions: { Boil: {} }\n", "actions: { Boil: {} }")]
    [InlineData("the last type, without a line end behind it", "actions: { Boil: {} }\ntypes:\n  # 1\n  Old: # 2\n    members: # 3\n      # 4\n      A: string # 5\n    # 6", "actions: { Boil: {} }")]
    [InlineData("all members, replaced, without a line end behind them", "actions: { Boil: {} }\ntypes:\n  A: # 1\n    members: # 2\n      # 3\n      OldN: string # 4\n\n      # 5\n      OldO: # 6\n        type: string\n      OldM: int64", "actions: { Boil: {} }\ntypes: { A: { members: { Q: string, R: int64 } } }")]
    [InlineData("the last two members, without a line end behind them", "actions: { Boil: {} }\ntypes:\n  A: # 1\n    members: # 2\n      Kept: string # 3\n      # 4\n      OldN: # 5\n        # 6\n        type: string\n      OldM: int64", "actions: { Boil: {} }\ntypes: { A: { members: { Kept: string } } }")]
    [InlineData("all actions, replaced, without a line end behind them", "types: { A: { members: {} } } # 1\nactions: # 2\n  # 3\n  OldA: # 4\n    # 5\n    summary: A.\n  # 6\n  OldB: {}\n  OldC: {}", "types: { A: { members: {} } }\nactions: { New: {} }")]
    [InlineData("all codes of a list, replaced, without a line end behind them", "actions:\n  Boil:\n    errors: # 1\n      # 2\n      - A.Old # 3\n      # 4\n      - B.Old # 5\n      # 6\n      - C.Old", "actions: { Boil: { errors: [D.New] } }")]
    [InlineData("an action between others", "actions:\n  A: {}\n  # 1\n  Old: # 2\n    # 3\n    summary: 'is # no comment'\n    # 4\n    request: { A: string } # 5\n  # 6\n  Z: {}\n", "actions: { A: {}, Z: {} }")]
    public void Every_comment_stays(string what, string written, string vendor)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            using TemporaryFolder folder = new();
            string path = folder.Write((Head + written).ReplaceLineEndings(lineEnd), "tea.yaml");
            ServiceModel service = Assert.Single(SpecLoader.Load([new SpecText("v.yaml", Head + vendor + "\n")]).Services);

            SpecUpdate update = SpecUpdater.Plan(new SpecTree(folder.Path), new ImportedService(service, null, IsPartial: false, []));

            (string Path, string Text) file = Assert.Single(update.Files);
            Assert.Equal(SpecTree.Normal(path), SpecTree.Normal(file.Path));
            Assert.All(Enumerable.Range(1, 6), number => Assert.True(file.Text.Split(FormattableString.Invariant($"# {number}")).Length == 2, $"{what}: {number} in\n{file.Text}"));
            Assert.DoesNotContain("Old", file.Text, StringComparison.Ordinal);
            Assert.Equal(lineEnd == "\n", !file.Text.Contains('\r', StringComparison.Ordinal));
            Assert.Equal(written.EndsWith('\n'), file.Text.EndsWith('\n'));
            SpecUpdate again = SpecUpdater.Plan(WithText(folder, file.Text), new ImportedService(service, null, IsPartial: false, []));
            Assert.Empty(again.Files);
        }
    }

    [Theory]
    [InlineData("\n      # 1\n      - A.One # 2\n      - \"B.Two\"   # 3\n\n      # 4\n      - 'C.Three' # 5\n", "A.One: '', B.Two: '', C.Three: '', D.New: Text.", "\n      # 1\n      - A.One # 2\n      - \"B.Two\"   # 3\n\n      # 4\n      - 'C.Three' # 5\n      - D.New\n")]
    [InlineData("\n    - A.One\n    # 1\n    -\n      C.Three # 2\n", "D.New: Text., C.Three: '', E.New: ''", "\n    # 1\n    -\n      C.Three # 2\n    - D.New\n    - E.New\n")]
    [InlineData(" [A.One, 'C.Three'] # 1\n", "A.One: '', D.New: Text., C.Three: ''", " [A.One, 'C.Three', D.New] # 1\n")]
    [InlineData(" [A.One,\n      B.Two,   # 1\n      C.Three\n    ] # 2\n", "A.One: '', B.Two: '', C.Three: '', D.New: Text.", " [A.One,\n      B.Two,   # 1\n      C.Three,\n      D.New\n    ] # 2\n")]
    [InlineData(" [] # 1\n", "A.New: Text., B.New: ''", " # 1\n      A.New: Text.\n      B.New: ''\n")]
    public void An_error_code_that_is_new_is_added_to_a_list_as_the_list_is_written(string written, string vendor, string expected)
    {
        const string Before = Head + "actions:\n  Boil:\n    errors:";
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            using TemporaryFolder folder = new();
            folder.Write((Before + written).ReplaceLineEndings(lineEnd), "tea.yaml");
            ServiceModel service = Assert.Single(SpecLoader.Load([new SpecText("v.yaml", Head + "actions: { Boil: { errors: { " + vendor + " } } }\n")]).Services);
            ImportedService imported = new(service, null, IsPartial: false, []);

            SpecUpdate update = SpecUpdater.Plan(new SpecTree(folder.Path), imported);

            string text = Assert.Single(update.Files).Text;
            Assert.Equal((Before + expected).ReplaceLineEndings(lineEnd), text);
            Assert.Empty(SpecUpdater.Plan(WithText(folder, text), imported).Files);
        }
    }

    [Fact]
    public void An_alias_of_a_list_of_error_codes_gives_way_to_a_list()
    {
        const string Before = Head + "actions:\n  Boil:\n    errors: &e\n      - A.One # 1\n  Cool:\n    errors: *e # 2\n";
        using TemporaryFolder folder = new();
        folder.Write(Before, "tea.yaml");
        ServiceModel service = Assert.Single(SpecLoader.Load([new SpecText("v.yaml", Head + "actions: { Boil: { errors: { A.One: Text., B.New: Text. } }, Cool: { errors: { A.One: Text., C.New: Text. } } }\n")]).Services);

        SpecUpdate update = SpecUpdater.Plan(new SpecTree(folder.Path), new ImportedService(service, null, IsPartial: false, []));

        Assert.Equal(Head + "actions:\n  Boil:\n    errors: &e\n      - A.One # 1\n      - B.New\n  Cool:\n    errors: [A.One, C.New] # 2\n", Assert.Single(update.Files).Text);
    }

    private static SpecTree WithText(TemporaryFolder folder, string text)
    {
        folder.Write(text, "tea.yaml");
        return new SpecTree(folder.Path);
    }
}
