using System.CommandLine;

namespace ApiGen.Cli.Commands;

/// <summary>The command <c>apigen</c> with all of its own.</summary>
internal static class ApiGenCommand
{
    /// <summary>The parser would put a file's words in place of @file; here the commands themselves read such files, byte for byte.</summary>
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Makes the command.</summary>
    public static RootCommand Create()
    {
        RootCommand root = new("Imports, checks and compares API specs, and calls the actions that they describe.")
        {
            AddCommand.Create(),
            UpdateCommand.Create(),
            ImportCommand.Create(),
            CheckCommand.Create(),
            GenerateCommand.Create(),
            DiffCommand.Create(),
            ListCommand.Create(),
            ShowCommand.Create(),
            CallCommand.Create(),
            ServeCommand.Create(),
            ExploreCommand.Create(),
            CompletionCommand.Create(),
            CommandRunner.Verbose,
        };
        HelpExamples.AddTo(root);
        return root;
    }
}
