using System.Text.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>The error codes of a service: <c>{"codes": {code: description}, "actions": {action: [code]}}</c>.</summary>
internal sealed class ErrorCatalog
{
    private readonly Dictionary<string, List<ErrorModel>> _errors = new(StringComparer.Ordinal);

    /// <summary>The catalog without codes.</summary>
    public static ErrorCatalog Empty { get; } = new();

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="ImportException">The catalog is damaged.</exception>
    public static ErrorCatalog Read(JsonSourceValue source)
    {
        JsonSourceValue codes = source.AsObject("The error codes").Object("codes");
        ErrorCatalog catalog = new();
        foreach ((string action, JsonSourceValue list) in source.Object("actions").Members)
        {
            if (list.Kind != JsonValueKind.Array)
            {
                throw list.Error($"the codes of '{action}' must be an array of strings.");
            }

            catalog._errors[action] = [.. list.Items.Select(item => ReadError(item, codes)).DistinctBy(error => error.Code)];
        }

        return catalog;
    }

    /// <summary>The codes of an action in the catalog's order.</summary>
    public IReadOnlyList<ErrorModel> Of(string action) => _errors.TryGetValue(action, out List<ErrorModel>? errors) ? errors : [];

    private static ErrorModel ReadError(JsonSourceValue item, JsonSourceValue codes)
    {
        string code = item.Kind == JsonValueKind.String && item.Text.Length > 0 ? item.Text : throw item.Error("an error code must be a string.");
        string summary = DocumentText.Plain(codes.OptionalString(code));
        return new ErrorModel(code, summary.Length == 0 || summary == code ? DocumentText.FromCode(code) : summary);
    }
}
