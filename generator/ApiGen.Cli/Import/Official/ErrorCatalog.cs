using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>The error codes of a service: <c>{"codes": {code: description}, "actions": {action: [code]}}</c>.</summary>
internal sealed partial class ErrorCatalog
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
        // A code may carry a stray dot or blank at its end; the service itself never sends one.
        string code = item.Kind == JsonValueKind.String ? item.Text.Trim().TrimEnd('.') : throw item.Error("an error code must be a string.");
        if (!Form().IsMatch(code))
        {
            throw item.Error($"'{item.Text}' is not an error code; expected names joined by dots, such as 'InvalidParameterValue.InvalidMNPName'.");
        }

        string summary = DocumentText.Plain(codes.OptionalString(item.Text) ?? codes.OptionalString(code));
        return new ErrorModel(code, summary.Length == 0 || summary == code ? DocumentText.FromCode(code) : summary);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
