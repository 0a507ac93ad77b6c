using System.CommandLine;
using System.CommandLine.Completions;
using ApiGen.Cli.Generating;
using ApiGen.Cli.Reading;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Names for shell completion; a folder that cannot be read completes to nothing.</summary>
internal static class SpecNames
{
    /// <summary>Offers services where an argument or option takes one.</summary>
    public static void AddServices(this Option<string?> option, Option<string?> specs) => option.CompletionSources.Add(context => Services(context, specs));

    /// <summary>Offers services of what an argument names, and those that come with the tool while it names nothing.</summary>
    public static void AddServices(this Option<string?> option, Argument<string[]> specs) => option.CompletionSources.Add(context => context.ParseResult.GetValue(specs) is [var first, ..]
        ? Names(Load(first).Select(service => service.Name))
        : Names(Load(null).Select(service => service.Name).Concat(SpecsInput.BundledServices)));

    /// <inheritdoc cref="AddServices(Option{string?}, Option{string?})" />
    public static void AddServices(this Argument<string> argument, Option<string?> specs) =>
        argument.CompletionSources.Add(context => IsHere(context, argument) ? Services(context, specs) : []);

    /// <summary>Offers the actions of a service, or of all services while none is named.</summary>
    public static void AddActions(this Argument<string> argument, Option<string?> specs, Func<ParseResult, string?> service) => argument.CompletionSources.Add(context =>
        IsHere(context, argument) ? Actions(context.ParseResult.GetValue(specs), service(context.ParseResult)) : []);

    /// <inheritdoc cref="AddActions(Argument{string}, Option{string?}, Func{ParseResult, string?})" />
    public static void AddActions(this Option<string[]> option, Argument<string[]> specs, Func<ParseResult, string?> service) => option.CompletionSources.Add(context =>
    {
        string? given = context.ParseResult.GetValue(specs) is [var first, ..] ? first : null;
        string? wanted = service(context.ParseResult);
        CompletionItem[] here = [.. Actions(given, wanted)];
        return here.Length > 0 || given is not null || wanted is null || SpecsInput.Bundled(wanted) is not { } bundled ? here : Actions(bundled, wanted);
    });

    /// <summary>What was given for an argument; null while nothing was.</summary>
    public static string? Given(this ParseResult result, Argument<string> argument) => result.GetResult(argument)?.Tokens is [{ } token, ..] ? token.Value : null;

    // Of several arguments the parser asks all; the word belongs to the one that has it, or to the first that has none.
    private static bool IsHere(CompletionContext context, Argument<string> argument)
    {
        foreach (Argument one in context.ParseResult.CommandResult.Command.Arguments)
        {
            string? given = context.ParseResult.GetResult(one)?.Tokens is [{ } token, ..] ? token.Value : null;
            if (given is null || given == context.WordToComplete)
            {
                return one == argument;
            }
        }

        return false;
    }

    private static IEnumerable<CompletionItem> Services(CompletionContext context, Option<string?> specs) =>
        Names(Load(context.ParseResult.GetValue(specs)).Select(service => service.Name));

    private static IEnumerable<CompletionItem> Names(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Select(name => new CompletionItem(name));

    private static IEnumerable<CompletionItem> Actions(string? specs, string? service) => Load(specs)
        .Where(model => string.IsNullOrEmpty(service) || string.Equals(model.Name, service, StringComparison.OrdinalIgnoreCase))
        .SelectMany(model => model.Actions)
        .Select(action => new CompletionItem(action.Name, detail: action.Summary));

    /// <summary>
    /// What the beginning of a parameter can go on with: names that a value follows, ending in <c>=</c>, and names that lead further in,
    /// ending in a dot.
    /// </summary>
    public static IEnumerable<CompletionItem> Parameters(string? specs, string? service, string? action, string word)
    {
        ServiceModel? owner = Load(specs).FirstOrDefault(model => service is not null && SpecSource.IsCalled(model, service) && model.Actions.Any(known => known.Name == action));
        if (owner is null || word.Contains('=', StringComparison.Ordinal))
        {
            return [];
        }

        string[] path = word.Split('.');
        TypeReference? list = null;
        EquatableArray<MemberModel> members = owner.Actions.First(known => known.Name == action).Request;
        foreach (string part in path[..^1])
        {
            TypeReference? type = list is not null ? list.Element : members.FirstOrDefault(member => member.Name == part)?.Type;
            list = type is { Kind: ValueKind.List } ? type : null;
            members = type is { Kind: ValueKind.Object } && owner.Types.FirstOrDefault(known => known.Name == type.Name) is { } inner ? inner.Members : EquatableArray<MemberModel>.Empty;
        }

        string before = string.Concat(path[..^1].Select(part => part + "."));
        return list is not null
            ? [new CompletionItem(before + "0" + Ending(list.Element!))]
            : members.Select(member => new CompletionItem(before + member.Name + Ending(member.Type), detail: member.Summary));
    }

    // A list of scalars takes its own name several times; one of objects or lists is reached into.
    private static string Ending(TypeReference type) =>
        type.Kind == ValueKind.Object || type is { Kind: ValueKind.List, Element.Kind: ValueKind.Object or ValueKind.List } ? "." : "=";

    private static EquatableArray<ServiceModel> Load(string? specs)
    {
        try
        {
            // A shell waits for the result, and takes it from the thread that asks.
            Task<SpecInput> reading = specs is null ? SpecInputReader.FindAsync(CancellationToken.None) : SpecInputReader.ReadAsync([specs], CancellationToken.None);
            return reading.GetAwaiter().GetResult().Bind().Services;
        }
        catch (Exception)
        {
            // Nobody can read a message while a word is being completed.
            return EquatableArray<ServiceModel>.Empty;
        }
    }
}
