using System.CommandLine;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen completion</c>: prints the script that lets a shell complete the tool's words.</summary>
internal static class CompletionCommand
{
    // What the tool suggests are names. Where it knows none, the word is that of a file, which shells complete best themselves.
    private const string Bash = """
        _apigen_complete() {
          local line="${COMP_LINE:0:COMP_POINT}" before='' typed='' quote='' head='' file='' cut=0 i char candidate names=() options=()
          # The words as bash reads them, and how much of the last one stands before what readline replaces: there words also begin at = and @, and within quotes.
          for (( i = 0; i <= ${#line}; i++ )); do
            (( i > ${#line} - ${#2} )) || cut=${#typed}
            char="${line:i:1}"
            case "$quote$char" in
              [[:space:]])
                # The tool knows quotes of one kind.
                [[ $typed != *[[:space:]]* ]] || typed="\"$typed\""
                before+="$typed " typed=''
                ;;
              "''" | '""') quote='' ;;
              [\'\"]) quote+="$char" ;;
              '\' | '"\') i=$(( i + 1 )) typed+="${line:i:1}" ;;
              *) typed+="$char" ;;
            esac
          done
          line="$before$typed"
          if [[ $typed == --*=* ]]; then
            head="${typed%%=*}=" typed="${typed#*=}"
            line="$before${head%=} $typed"
          fi
          if [[ $typed == -[a-z]@* ]]; then
            head="${typed:0:2}" typed="${typed:2}"
          fi
          if [[ $typed == @* ]]; then
            # Host names would follow the sign, as would files whose own names begin with it.
            compopt +o bashdefault +o default 2>/dev/null
            head+=@ typed="${typed:1}" file=1
            while IFS= read -r -d '' candidate; do names+=("$candidate"); done < <(
              set +f
              shopt -u failglob
              shopt -s nullglob
              set -- "$typed"*
              # Beside what is in it, so that the end of quotes does not follow a folder.
              if [[ $# == 1 && -d $1 ]]; then set -- "$1/" "$1"/*; fi
              if (( $# )); then printf '%s\0' "$@"; fi
            )
          else
            while IFS= read -r candidate; do
              case "$candidate" in
                '' | /*) ;;
                -*) if [[ $candidate == "$typed"* ]]; then options+=("$candidate"); fi ;;
                "$typed"*) names+=("$candidate") ;;
              esac
            done < <(apigen "[suggest:${#line}]" "$line" 2>/dev/null)
            if (( ! ${#names[@]} )) && [[ $typed == -* || ( -z $head$typed && ${COMP_WORDS[COMP_CWORD-1]} != -* && ${COMP_WORDS[1]} == @(call|list|show|completion) ) ]]; then
              names=("${options[@]}")
            fi
          fi
          case "${names[0]}" in *[=./]) compopt -o nospace 2>/dev/null ;; esac
          COMPREPLY=()
          for candidate in "${names[@]}"; do
            candidate="$head$candidate"
            candidate="${candidate:cut}"
            # Readline would take the sign for a part of the name, not find the file, and so leave a $ in it as it is.
            case "$file$quote" in
              1) [[ -z $candidate ]] || printf -v candidate %q "$candidate" ;;
              "1'") candidate="${candidate//\'/\'\\\'\'}" ;;
              '1"') candidate="${candidate//\\/\\\\}" candidate="${candidate//\"/\\\"}" candidate="${candidate//\$/\\\$}" candidate="${candidate//\`/\\\`}" ;;
            esac
            COMPREPLY+=("$candidate")
          done
        }
        complete -o bashdefault -o default -F _apigen_complete apigen

        """;

    private const string Zsh = """
        _apigen_complete() {
          local -a before=("${(@Q)words[1,CURRENT-1]}") all names open options
          # The tool knows quotes of one kind.
          local line="${(j: :)${(@)before/(#m)*[[:space:]]*/\"$MATCH\"}}"
          # An option with its value behind the sign is completed as the two words that the tool suggests for.
          if [[ $PREFIX == --*=* ]]; then
            line+=" ${PREFIX%%=*}"
            compset -P 1 '*='
          fi
          [[ $PREFIX == -[a-z]@* ]] && compset -P '-?'
          if compset -P '@'; then
            _files
            return
          fi
          line+=" $PREFIX"
          all=("${(@f)$(apigen "[suggest:${#line}]" "$line" 2>/dev/null)}")
          all=(${(M)all:#${(b)PREFIX}*})
          options=(${(M)all:#-*})
          names=(${all:#(-|/)*})
          open=(${(M)names:#*[=.]})
          names=(${names:#*[=.]})
          if (( $#names + $#open )); then
            (( $#open )) && compadd -S '' -- $open
            (( $#names )) && compadd -- $names
          elif [[ $PREFIX == -* || ( -z $PREFIX && $line != *' -'[^[:space:]]#' ' && $words[2] == (call|list|show|completion) ) ]]; then
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
          $text = ($text.Substring(0, $length - $typed.Length) -replace "'([^']*)'", '"$1"') + $start
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
