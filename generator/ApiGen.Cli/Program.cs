using System.CommandLine;
using ApiGen.Cli.Commands;

RootCommand root = new("Imports, checks and compares API specs, and calls the actions that they describe.")
{
    ImportCommand.Create(),
    CheckCommand.Create(),
    DiffCommand.Create(),
    ListCommand.Create(),
    ShowCommand.Create(),
    CallCommand.Create(),
    ServeCommand.Create(),
    CompletionCommand.Create(),
};
HelpExamples.AddTo(root);
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
