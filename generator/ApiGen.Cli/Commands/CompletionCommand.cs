using System.CommandLine;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen completion</c>: prints the script that lets a shell complete the tool's words.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _apigen_complete() {
          local line="${COMP_LINE}" position="${COMP_POINT}" IFS=$'\n'
          COMPREPLY=( $(compgen -W "$(apigen "[suggest:${position}]" "${line}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -F _apigen_complete apigen

        """;

    private const string Zsh = """
        _apigen_complete() {
          local words=("${(f)$(apigen "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- "${words[@]}"
        }
        compdef _apigen_complete apigen

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName apigen -ScriptBlock {
          param($word, $line, $position)
          apigen "[suggest:$position]" "$line" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    private static readonly Argument<string> Shell = CreateShell();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("completion", "Prints the script that makes a shell complete commands, options, services and actions.") { Shell };
        command.Runs(async (result, _) =>
        {
            string script = result.GetRequiredValue(Shell) switch
            {
                "zsh" => Zsh,
                "pwsh" => PowerShell,
                _ => Bash,
            };
            await result.InvocationConfiguration.Output.WriteAsync(script).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> CreateShell()
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh or pwsh." };
        return shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
    }
}
