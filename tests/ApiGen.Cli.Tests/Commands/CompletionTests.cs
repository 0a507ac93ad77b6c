using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>Completion as real shells do it.</summary>
public sealed partial class CompletionTests
{
    private const string Shop = """
        service: shop
        version: 2026-03-01
        namespace: Example.Shop
        endpoint: shop.example.com
        types:
          Text: { members: { Lang: string, Words: list<string> } }
        actions:
          RenameShop: { request: { ShopId: string, ShopTexts: list<Text>, Owner: Text } }
          RemoveShop: {}

        """;

    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "apigen.dll");

    public static TheoryData<string, string, string[]> Lines() => new()
    {
        { "apigen che", "a command", ["check"] },
        { "apigen call ", "services", ["shop"] },
        { "apigen call shop ", "actions", ["RemoveShop", "RenameShop"] },
        { "apigen call shop Ren", "the rest of an action", ["RenameShop"] },
        { "apigen call shop RenameShop --param ", "parameters", ["Owner.", "ShopId=", "ShopTexts."] },
        { "apigen call shop RenameShop -p ShopI", "the rest of a parameter", ["ShopId="] },
        { "apigen call shop RenameShop -p ShopId=1 -p ShopTexts.", "an index", ["ShopTexts.0."] },
        { "apigen call shop RenameShop -p ShopTexts.0.", "members inside", ["ShopTexts.0.Lang=", "ShopTexts.0.Words="] },
        { "apigen call shop RenameShop -p Owner.L", "members of an object", ["Owner.Lang="] },
        { "apigen call shop RenameShop -pShopI", "a parameter right behind the option", ["-pShopId="] },
        { "apigen call shop RenameShop -pOwner.", "members right behind the option", ["-pOwner.Lang=", "-pOwner.Words="] },
        { "apigen call shop RenameShop --cred", "an option", ["--credential"] },
        { "apigen show Ren", "actions of all services", ["RenameShop"] },
        { "apigen generate --service ", "services, also of the tool", ["shop", "sts", "tcsas"] },
        { "apigen generate my-specs.yaml --service ", "services of what is named", ["shop"] },
        { "apigen generate --service s", "the rest of a service", ["shop", "sts"] },
        { "apigen generate --actions ", "actions of all services", ["RemoveShop", "RenameShop"] },
        { "apigen generate my-specs.yaml --actions Ren", "the rest of an action", ["RenameShop"] },
        { "apigen generate --service sts --actions Ass", "actions of a service of the tool", ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"] },
        { "apigen explore --li", "an option of the explorer", ["--listen"] },
        { "apigen explore --credential E", "the words of one", ["Environment", "Example"] },
        { "apigen generate --visibility ", "the words of an option", ["internal", "public"] },
        { "apigen completion z", "a choice", ["zsh"] },
    };

    /// <summary>What a person types, with the tabulator, and the words that the tool then gets.</summary>
    public static TheoryData<string, string[]> Files() => new()
    {
        { "--json @pl\t", ["--json", "@plain.json"] },
        { "--json=@pl\t", ["--json=@plain.json"] },
        { "--json \\@pl\t", ["--json", "@plain.json"] },
        { "--json @\tpl\t", ["--json", "@plain.json"] },
        { "--body @new\tre\t", ["--body", "@new dir/req.json"] },
        { "--body=@new\tre\t", ["--body=@new dir/req.json"] },
        { "--body @new\\ dir/re\t", ["--body", "@new dir/req.json"] },
        { "--body \"@new dir/re\t", ["--body", "@new dir/req.json"] },
        { "--body '@new\tre\t", ["--body", "@new dir/req.json"] },
        { "--body=\"@new\tre\t", ["--body=@new dir/req.json"] },
        { "--body @emp\tre", ["--body", "@empty/re"] },
        { "--body @a\\;\t", ["--body", "@a;b#c.json"] },
        { "--body @it\t", ["--body", "@it's.json"] },
        { "--body \"@it\t", ["--body", "@it's.json"] },
        { "--body @we@i\t", ["--body", "@we@ird.json"] },
        { "--body @pay\t", ["--body", "@pay$HOME`x`.json"] },
        { "--body @pay\\$\t", ["--body", "@pay$HOME`x`.json"] },
        { "--body \"@pay\t", ["--body", "@pay$HOME`x`.json"] },
        { "--body '@pay$\t", ["--body", "@pay$HOME`x`.json"] },
        { "--body=@pay\t", ["--body=@pay$HOME`x`.json"] },
        { "--body @day\t", ["--body", "@day (1) & [2]*?!.json"] },
        { "-j@pl\t", ["-j@plain.json"] },
        { "-j @pl\t", ["-j", "@plain.json"] },
        { "-b@new\tre\t", ["-b@new dir/req.json"] },
        { "-b\"@pay\t", ["-b@pay$HOME`x`.json"] },
        { "--body @none\t", ["--body", "@none"] },
        { "--specs=pl\t", ["--specs=plain.json"] },
        { "--specs 'my shop/d$x.yaml' -p ShopI\t", ["--specs", "my shop/d$x.yaml", "-p", "ShopId="] },
        { "--specs my\\ shop/d\\$x.yaml -p ShopI\t", ["--specs", "my shop/d$x.yaml", "-p", "ShopId="] },
        { "--specs=\"my shop/d\\$x.yaml\" -p ShopI\t", ["--specs=my shop/d$x.yaml", "-p", "ShopId="] },
        { "--specs 'tools.yaml' -p ShopI\t", ["--specs", "tools.yaml", "-p", "ShopId="] },
        { "--specs new\tre\t", ["--specs", "new dir/req.json"] },
        { "--credential=Pro\t", ["--credential=Profile"] },
        { "--credential Pro\t", ["--credential", "Profile"] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    [Long]
    public async Task Bash_completes_names(string line, string what, string[] expected)
    {
        Assert.NotEqual("", what);
        using TemporaryFolder folder = Told();

        // The key M-* puts all that bash would list into the line.
        string[] words = await ArrivedAsync(folder, "bash", line + "\e*");

        Assert.Equal(expected, words.Skip(line.Split(' ').Length - 2).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task In_a_terminal_bash_completes_a_word_with_its_sign_and_its_quotes(string typed, string[] expected)
    {
        using TemporaryFolder folder = Told();

        string[] words = await ArrivedAsync(folder, "bash", "apigen call shop RenameShop " + typed);

        Assert.Equal(expected, words.Skip(3));
    }

    [Theory]
    [InlineData("shopt -u hostcomplete")]
    [InlineData("COMP_WORDBREAKS=\"${COMP_WORDBREAKS//[@=]}\"")]
    [InlineData("set -f; shopt -s failglob")]
    public async Task Bash_completes_a_word_with_its_sign_by_any_settings(string setting)
    {
        using TemporaryFolder folder = Told();

        Assert.Equal(["call", "--json=@new dir/req.json"], await ArrivedAsync(folder, "bash", "apigen call --json=@new\tre\t", setting));
    }

    [Theory]
    [MemberData(nameof(Files))]
    [Long]
    public async Task In_a_terminal_zsh_completes_a_word_with_its_sign_and_its_quotes(string typed, string[] expected)
    {
        using TemporaryFolder folder = Told();

        string[] words = await ArrivedAsync(folder, "zsh", "apigen call shop RenameShop " + typed);

        Assert.Equal(expected, words.Skip(3));
    }

    [Theory]
    [InlineData("apigen check my-sp", "1 file, 1 service, 2 actions: 0 errors")]
    [InlineData("apigen list --specs my-sp", "shop RemoveShop")]
    [InlineData("apigen show RenameS", "shop 2026-03-01 RenameShop")]
    [InlineData("apigen call shop RenameShop --json @my-sp", "my-specs.yaml")]
    [InlineData("apigen call shop RenameShop --json=@my-sp", "my-specs.yaml")]
    [InlineData("apigen call shop RenameShop --credential=Pro", "Profile")]
    [Long]
    public async Task In_a_terminal_bash_completes_names_and_files_and_what_it_made_runs(string typed, string expected)
    {
        Assert.SkipUnless(IsThere("script") && IsThere("bash"), "Neither a terminal nor bash: the program 'script' of util-linux is missing here.");
        using TemporaryFolder folder = Prepared();

        (int _, string output) = await TypeAsync(folder, "bash --norc --noprofile -i", "source <(apigen completion bash)", typed);

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apigen check my-sp", "1 file, 1 service, 2 actions: 0 errors")]
    [InlineData("apigen list --specs my-sp", "shop RemoveShop")]
    [InlineData("apigen show RenameS", "shop 2026-03-01 RenameShop")]
    [InlineData("apigen sho", "'apigen show --help' shows how it is used")]
    [InlineData("apigen call sh", "apigen call shop ")]
    [InlineData("apigen call shop RenameShop -p ShopTexts.1.L", "'1' in 'ShopTexts.1.Lang' is no index of 'ShopTexts'")]
    [Long]
    public async Task In_a_terminal_zsh_completes_names_and_files_and_what_it_made_runs(string typed, string expected)
    {
        Assert.SkipUnless(IsThere("zsh") && IsThere("script"), "zsh is not installed here; Debian's package 'zsh' has it.");
        using TemporaryFolder folder = Prepared();

        (int _, string output) = await TypeAsync(folder, "zsh -f -i", "source <(apigen completion zsh)", typed);

        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("no matches found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PowerShell_completes_names_and_files_to_words_that_arrive_whole()
    {
        Assert.SkipUnless(IsThere("pwsh"), "pwsh is not installed here; 'dotnet tool install PowerShell' has it.");
        using TemporaryFolder folder = Prepared();
        WriteProgram(folder, "last", "for word; do :; done; printf '%s|' \"$word\"");
        (string Line, string[] Expected)[] lines =
        [
            .. Lines().Select(row => (row.Data.Item1, row.Data.Item3)),
            ("apigen call shop RenameShop -pShopT", ["-pShopTexts."]),
            ("apigen call shop RenameShop -pShopTexts.0.W", ["-pShopTexts.0.Words="]),
            ("apigen call shop RenameShop -p'ShopTexts.'", ["-pShopTexts.0."]),
            ("apigen call shop RenameShop -p'ShopTexts.0.'L", ["-pShopTexts.0.Lang="]),
            ("apigen call shop RenameShop -pShopTexts'.0.'L", ["-pShopTexts.0.Lang="]),
            ("apigen call shop RenameShop -pShopTexts'.0.", ["-pShopTexts.0.Lang=", "-pShopTexts.0.Words="]),
            ("apigen call shop RenameShop -p \"Owner.L", ["Owner.Lang="]),
            ("$shop = 'two'; apigen call shop Ren", ["RenameShop"]),
            ("$shop = (apigen call shop RenameShop -pOwner.L", ["-pOwner.Lang="]),
            ("apigen check my-sp", ["./my-specs.yaml"]),
            ("apigen list --specs my-sp", ["./my-specs.yaml"]),
            ("apigen call shop RenameShop --json '@my", ["@./my-specs.yaml"]),
            ("apigen call shop RenameShop --json \"@my", ["@./my-specs.yaml"]),
        ];

        // What the key asks PowerShell for, and what then arrives at a program that stands in the tool's place: its last word.
        folder.Write("apigen completion pwsh | Out-String | Invoke-Expression\n" + string.Concat(lines.Select(one => $$"""
            $line = '{{one.Line.Replace("'", "''", StringComparison.Ordinal)}}'
            $answer = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
            -join ($answer.CompletionMatches | ForEach-Object { Invoke-Expression (($line.Substring(0, $answer.ReplacementIndex) + $_.CompletionText) -replace '^.*apigen', 'last') })

            """)), "complete.ps1");
        (int code, string output) = await RunAsync(folder, "pwsh", "-NoProfile", "-NonInteractive", "-File", "complete.ps1");

        Assert.Equal(0, code);
        Assert.Equal(
            lines.Select(one => string.Join(' ', one.Expected)),
            output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => string.Join(' ', line.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))));
    }

    // A person types the line, presses the tabulator, and then the return key.
    private static Task<(int Code, string Output)> TypeAsync(TemporaryFolder folder, string shell, string setup, string typed)
    {
        folder.Write($"{setup}\n{typed}\t\nexit\n", "typed.txt");
        return RunAsync(folder, "bash", "--norc", "-c", $"script -qec '{shell}' /dev/null < typed.txt");
    }

    // What arrives at a program that stands in the tool's place when a person types a line into a new terminal.
    private static async Task<string[]> ArrivedAsync(TemporaryFolder folder, string shell, string typed, string setting = ":")
    {
        Assert.SkipUnless(IsThere("script") && IsThere(shell), $"Neither a terminal nor {shell}: the programs '{shell}' and 'script' of util-linux are needed.");
        string options = shell == "zsh" ? "-f" : "--norc --noprofile";
        folder.Write($"{setting}\nsource <(dotnet '{Tool}' completion {shell})\n{typed}\n\nexit\n", "typed.txt");

        (int _, string output) = await RunAsync(folder, "bash", "--norc", "-c", $"timeout 120 script -qec '{shell} {options} -i' /dev/null < typed.txt");

        Assert.DoesNotContain("no matches found", output, StringComparison.Ordinal);
        return Arrived().Match(output) is { Success: true } words ? words.Groups[1].Value.Split('|') : throw new InvalidOperationException(output);
    }

    [GeneratedRegex(@"arrived:(.*?)\|\r")]
    private static partial Regex Arrived();

    // With a program that tells its words in the tool's place, and which asks the tool only what shells ask.
    private static TemporaryFolder Told()
    {
        TemporaryFolder folder = Prepared();
        WriteProgram(folder, "apigen", $$"""
            case "$1" in
              '[suggest:'*) exec dotnet '{{Tool}}' "$@" ;;
              *) printf 'arrived:'; printf '%s|' "$@"; echo ;;
            esac
            """);
        foreach (string file in (string[])["plain.json", "new dir/req.json", "a;b#c.json", "it's.json", "we@ird.json", "pay$HOME`x`.json", "day (1) & [2]*?!.json"])
        {
            folder.Write("{}", file.Split('/'));
        }

        folder.Write(Shop, "my shop", "d$x.yaml");
        folder.Write(Shop, "tools.yaml");
        Directory.CreateDirectory(folder.File("empty"));
        return folder;
    }

    private static TemporaryFolder Prepared()
    {
        TemporaryFolder folder = new();
        folder.Write(Shop, "my-specs.yaml");
        WriteProgram(folder, "apigen", $"exec dotnet '{Tool}' \"$@\"");
        return folder;
    }

    private static void WriteProgram(TemporaryFolder folder, string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash and zsh are shells of other systems.");
        string file = folder.Write($"#!/bin/sh\n{script}\n", "bin", name);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int Code, string Output)> RunAsync(TemporaryFolder folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = folder.File("bin") + Path.PathSeparator + start.Environment["PATH"];
        // A home of its own: what shells write there is no file that a word could complete to.
        start.Environment["HOME"] = Directory.CreateDirectory(folder.File("home")).FullName;
        start.Environment["TERM"] = "dumb";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
