using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>The examples chosen for an action, and why others were not.</summary>
internal sealed record ExampleSelection(IReadOnlyList<ExampleModel> Examples, IReadOnlyList<ImportNote> Notes);

/// <summary>The examples of a service: <c>{"actions": {action: [{title, input, output}]}}</c> with both sides as text.</summary>
internal sealed class ExampleCatalog
{
    // The first examples show the common case; a spec stays readable with these.
    private const int MaxExamples = 2;

    private readonly Dictionary<string, List<ExampleText>> _examples = new(StringComparer.Ordinal);

    /// <summary>The catalog without examples.</summary>
    public static ExampleCatalog Empty { get; } = new();

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="ImportException">The catalog is damaged.</exception>
    public static ExampleCatalog Read(JsonSourceValue source)
    {
        ExampleCatalog catalog = new();
        foreach ((string action, JsonSourceValue list) in source.AsObject("The examples").Object("actions").Members)
        {
            if (list.Kind != JsonValueKind.Array)
            {
                throw list.Error($"the examples of '{action}' must be an array.");
            }

            catalog._examples[action] = [.. list.Items.Select(item => new ExampleText(
                item.AsObject("An example").OptionalString("title") ?? "",
                item.OptionalString("input") ?? "",
                item.OptionalString("output") ?? ""))];
        }

        return catalog;
    }

    /// <summary>All examples of an action, whatever their state.</summary>
    public IReadOnlyList<ExampleText> Of(string action) => _examples.TryGetValue(action, out List<ExampleText>? texts) ? texts : [];

    /// <summary>The actions that there are examples of and that a service does not have.</summary>
    public IEnumerable<string> Unknown(IEnumerable<string> actions) => _examples.Keys.Except(actions).Order(StringComparer.Ordinal);

    /// <summary>The first examples of an action that conform to it.</summary>
    public ExampleSelection Select(ActionModel action, IReadOnlyList<TypeModel> types)
    {
        List<ExampleModel> chosen = [];
        List<ImportNote> notes = [];
        foreach (ExampleText text in Of(action.Name))
        {
            if (chosen.Count == MaxExamples)
            {
                break;
            }

            try
            {
                IReadOnlyList<ExampleFault> faults = text.Check(action, types, out ExampleModel? example);
                if (example is not null && faults.Count == 0)
                {
                    chosen.Add(example);
                    continue;
                }

                notes.Add(ImportNote.ExampleLeftOut(action.Name, faults));
            }
            catch (JsonException)
            {
                notes.Add(ImportNote.ExampleLeftOut(action.Name, []));
            }
        }

        return new ExampleSelection(chosen, notes);
    }
}
