using System.CommandLine;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen completion</c>: prints the script that lets a shell complete the tool's words.</summary>
internal static class CompletionCommand
{
    // What the tool suggests are names. Where it knows none, the word is that of a file, which shells complete best themselves.
    private const string Bash = """
        _apigen_complete() {
          local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" line="${COMP_LINE:0:COMP_POINT}"
          local candidate sign names=() options=()
          COMPREPLY=()
          # Where bash divides words at =, a value is a word of its own; where the sign is the last one, it is the word.
          local last="${line##*[[:space:]]}"
          if [[ $last == --*=* && $COMP_WORDBREAKS == *=* ]]; then
            line="${line%"$last"}${last/=/ }" last="${last#*=}"
            if [[ $word == = ]]; then word=''; fi
          fi
          case "$last" in
            @*)
              # Where bash divides words at @, the sign is none of the reply, and host names would follow it.
              compopt +o bashdefault 2>/dev/null
              sign=@
              if [[ $COMP_WORDBREAKS == *@* && $word != @?* ]]; then sign=; fi
              while IFS= read -r candidate; do COMPREPLY+=("$sign$candidate"); done < <(compgen -f -- "${last#@}")
              return ;;
          esac
          while IFS= read -r candidate; do
            case "$candidate" in
              '' | /*) ;;
              -*) if [[ $candidate == "$word"* ]]; then options+=("$candidate"); fi ;;
              "$word"*) names+=("$candidate") ;;
            esac
          done < <(apigen "[suggest:${#line}]" "$line" 2>/dev/null)
          if (( ${#names[@]} )); then
            COMPREPLY=("${names[@]}")
          elif [[ $word == -* || ( -z $word && $previous != -* && ${COMP_WORDS[1]} == @(call|list|show|completion) ) ]]; then
            COMPREPLY=("${options[@]}")
          fi
          case "${COMPREPLY[0]}" in *[=.]) compopt -o nospace 2>/dev/null ;; esac
        }
        complete -o bashdefault -o default -F _apigen_complete apigen

        """;

    private const string Zsh = """
        _apigen_complete() {
          emulate -L zsh
          local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
          local -a all names open options
          if [[ $PREFIX == @* ]]; then
            compset -P '@'
            _files
            return
          fi
          all=("${(@f)$(apigen "[suggest:${#line}]" "$line" 2>/dev/null)}")
          all=(${(M)all:#${(b)PREFIX}*})
          options=(${(M)all:#-*})
          names=(${all:#(-|/)*})
          open=(${(M)names:#*[=.]})
          names=(${names:#*[=.]})
          if (( $#names + $#open )); then
            (( $#open )) && compadd -S '' -- $open
            (( $#names )) && compadd -- $names
          elif [[ $PREFIX == -* || ( -z $PREFIX && $words[CURRENT-1] != -* && $words[2] == (call|list|show|completion) ) ]]; then
            compadd -- ${options:#*[=.]}
            compadd -S '' -- ${(M)options:#*[=.]}
          else
            _files
          fi
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
        compdef _apigen_complete apigen

        """;

    // PowerShell has reading of its own: an @ at the start of a word is its sign, so that such a word stands in quotes. It cuts -pOwner.Lang before the
    // dot, offers to replace the second part alone, and hands two arguments over, so that such a name has quotes from the dot or the option on. Its
    // position counts from the start of the line, which may begin with something else than the command.
    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName apigen -ScriptBlock {
          param($word, $line, $position)
          $length = $position - $line.Extent.StartOffset
          $text = "$line".PadRight($length).Substring(0, $length)
          $typed = [regex]::Match($text, '\S*$').Value
          $start = $typed -replace '[''"]'
          if ($start.StartsWith('@')) {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($start.Substring(1)) |
              ForEach-Object { "'@" + $_.CompletionText.Trim("'") + "'" } |
              ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            return
          }
          $text = $text.Substring(0, $length - $typed.Length) + $start
          $stays = [Math]::Max(0, $start.Length - ("$word" -replace '[''"]').Length)
          apigen "[suggest:$($text.Length)]" "$text" 2>$null |
            Where-Object { $_.StartsWith($start) -and $_ -notlike '/*' -and ($start -like '-*' -or $_ -notlike '-*') } |
            ForEach-Object {
              $option, $rest = if ($_ -notmatch '^-[a-z][^.]*\.') { $_.Substring($stays), '' } elseif ($stays) { '', $_.Substring($stays) } else { $_.Substring(0, 2), $_.Substring(2) }
              $made = if ($rest) { "$option'$rest'" } else { $option }
              [System.Management.Automation.CompletionResult]::new($made, $_, 'ParameterValue', $_)
            }
        }

        """;

    private static readonly Argument<string> Shell = CreateShell();

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("completion", "Prints the script that makes a shell complete commands, options, services, actions, parameters and files.") { Shell };
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
        return shell.Among("bash", "zsh", "pwsh");
    }
}
