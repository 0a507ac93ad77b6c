namespace Storefront.Cli;

/// <summary>The words after the tool's name.</summary>
public sealed class CommandLine
{
    public const string Help = """
        storefront create --type T --name N --icon URL --intro TEXT [--team ID]
        storefront list [--prefix P]
        storefront translate --name N --locale L=TEXT ...
        """;

    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _rest = [];

    private CommandLine(string command) => Command = command;

    public string Command { get; }

    public bool IsEmpty => Command.Length == 0;

    public IReadOnlyList<string> Rest => _rest;

    public static CommandLine Parse(string[] args)
    {
        CommandLine line = new(args.Length == 0 ? "" : args[0]);
        for (int index = 1; index < args.Length; index++)
        {
            string word = args[index];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                line._rest.Add(word);
                continue;
            }

            string name = word[2..];
            bool hasValue = index + 1 < args.Length && !args[index + 1].StartsWith("--", StringComparison.Ordinal);
            line._options[name] = hasValue ? args[++index] : "";
        }

        return line;
    }

    public bool Has(string name) => _options.ContainsKey(name);

    public string? Option(string name) => _options.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    public string Require(string name) => Option(name) ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name, int fallback) =>
        int.TryParse(Option(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : fallback;
}
