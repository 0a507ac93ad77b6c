using System.CommandLine;
using ApiGen.Cli.Commands;

RootCommand root = new("Imports, checks and compares API specs, and calls the actions that they describe.")
{
    ImportCommand.Create(),
};
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
