using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ApiGen.Cli.Commands;

/// <summary>Shows examples of use below a command's help.</summary>
internal static class HelpExamples
{
    /// <summary>The examples of each command, by its name.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Examples = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["apigen"] = ["apigen import model/ --out specs", "apigen check specs", "apigen call tcsas CreateMNP --json @request.json"],
        ["add"] =
        [
            "apigen add cvm --actions \"RunInstances;Describe*\"",
            "apigen add cvm --edition Mainland --api-version 2017-03-12",
            "apigen add cvm --from https://mirror.example.com/tencentcloud-cli-intl-en/",
        ],
        ["update"] = ["apigen update", "apigen update cvm --dry-run"],
        ["import"] =
        [
            "apigen import model/tcsas/v20250106 --out specs --region Required",
            "apigen import CreateMNP.html DescribeMNP.txt --out specs",
            "apigen import model/ --limits rate-limits.json --out specs",
        ],
        ["check"] = ["apigen check specs", "apigen check App.csproj", "apigen check specs/tcsas/2025-01-06/actions/CreateMNP.yaml", "apigen check specs --format sarif > specs.sarif"],
        ["diff"] = ["apigen diff specs-of-last-release specs", "apigen diff main", "apigen diff v1.2 v1.3 --format markdown > CHANGES.md"],
        ["generate"] = ["apigen generate specs --out Generated", "apigen generate --service tcsas --out Generated --actions CreateMNP,DescribeMNP* --visibility internal", "apigen generate specs --out Generated --check"],
        ["list"] = ["apigen list", "apigen list payment approve", "apigen list InvalidMNPId", "apigen list --service tcsas domain"],
        ["show"] = ["apigen show CreateMNP", "apigen show DescribeInstances --service cvm"],
        ["call"] =
        [
            "apigen call tcsas DescribeMNP --region ap-singapore -p PlatformId=T1 -p MNPId=mp1",
            "apigen call tcsas CreateMNP --json @request.json -p I18nList.0.Lang=en",
            "apigen call tcsas CreateMNP --json '{\"PlatformId\": \"T1\"}' --endpoint http://127.0.0.1:8080 --credential Example",
            "apigen call cls UploadLog -p TopicId=t1 --body @logs.bin --specs specs",
        ],
        ["serve"] = ["apigen serve specs --port 8080", "apigen serve --any-credential --no-limits --items 45"],
        ["explore"] = ["apigen explore", "apigen explore specs --port 8080 --no-browser", "apigen explore specs --listen 0.0.0.0 --allow-host build-7.example.com"],
        ["completion"] = ["source <(apigen completion bash)", "source <(apigen completion zsh)", "apigen completion pwsh >> $PROFILE"],
    };

    /// <summary>Makes the help of a command, and of all commands below it, end with examples.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption? help = root.Options.OfType<HelpOption>().FirstOrDefault();
        if (help?.Action is HelpAction action)
        {
            help.Action = new WithExamples(action);
        }
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        // The library that writes help does not come to an end in fewer columns than a word and its margins take.
        private const int MinWidth = 20;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.MaxWidth = Math.Max(help.MaxWidth, MinWidth);
            int code = help.Invoke(parseResult);
            Command command = parseResult.CommandResult.Command;
            if (Examples.TryGetValue(command is RootCommand ? "apigen" : command.Name, out string[]? examples))
            {
                TextWriter output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (string example in examples)
                {
                    output.WriteLine("  " + example);
                }
            }

            return code;
        }
    }
}
