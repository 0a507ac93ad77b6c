using System.Diagnostics;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>Completion as real shells do it.</summary>
public sealed class CompletionTests
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

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes_names(string line, string what, string[] expected)
    {
        Assert.NotEqual("", what);
        using TemporaryFolder folder = Prepared();
        string script = $$"""
            source <(apigen completion bash)
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _apigen_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        (int code, string output) = await RunAsync(folder, "bash", "--norc", "-c", script);

        Assert.Equal(0, code);
        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("apigen check my-sp", "1 file, 1 service, 2 actions: 0 errors")]
    [InlineData("apigen list --specs my-sp", "shop RemoveShop")]
    [InlineData("apigen show RenameS", "shop 2026-03-01 RenameShop")]
    [InlineData("apigen call shop RenameShop --json @my-sp", "my-specs.yaml")]
    [InlineData("apigen call shop RenameShop --json=@my-sp", "my-specs.yaml")]
    [InlineData("apigen call shop RenameShop --credential=Pro", "Profile")]
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
    public async Task In_a_terminal_zsh_completes_names_and_files_and_what_it_made_runs(string typed, string expected)
    {
        Assert.SkipUnless(IsThere("zsh") && IsThere("script"), "zsh is not installed here; Debian's package 'zsh' has it.");
        using TemporaryFolder folder = Prepared();

        (int _, string output) = await TypeAsync(folder, "zsh -f -i", "source <(apigen completion zsh)", typed);

        Assert.Contains(expected, output, StringComparison.Ordinal);
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

    private static TemporaryFolder Prepared()
    {
        TemporaryFolder folder = new();
        folder.Write(Shop, "my-specs.yaml");
        WriteProgram(folder, "apigen", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "apigen.dll")}' \"$@\"");
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
