using ApiGen.Generator.Models;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace ApiGen.Generator.Emission;

/// <summary>The embedded Scriban templates, one per kind of generated file and one per concern that they include; each is parsed once per process.</summary>
internal sealed class TemplateSet : ITemplateLoader
{
    private const string ResourcePrefix = "ApiGen.Generator.Templates.";
    private const string ResourceSuffix = ".scriban-cs";

    private static readonly string ToolVersion = typeof(TemplateSet).Assembly.GetName().Version.ToString(3);
    private static readonly TemplateSet Instance = new();
    private static readonly Lazy<IReadOnlyDictionary<string, Template>> Templates = new(ParseAll);

    private TemplateSet()
    {
    }

    /// <summary>Prints the file of an action.</summary>
    public static string Render(ActionEmitModel model) => Render("Action", model, null, model.Source, model.Namespace);

    /// <summary>Prints the file of a type.</summary>
    public static string Render(TypeEmitModel model) => Render("Type", model, model.Class, model.Source, model.Namespace);

    /// <summary>Prints the file of a client.</summary>
    public static string Render(ClientEmitModel model) => Render("Client", model, null, model.Source, model.Namespace);

    /// <summary>Prints the file that registers a client in an application.</summary>
    public static string RenderRegistration(ClientEmitModel model) => Render("Registration", model, null, model.Source, model.Namespace);

    /// <inheritdoc />
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    /// <inheritdoc />
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        throw new InvalidOperationException($"The template '{templatePath}' is not embedded.");

    /// <inheritdoc />
    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        new(Load(context, callerSpan, templatePath));

    private static string Render(string name, object model, ClassEmitModel? @class, string source, string @namespace)
    {
        ScriptObject variables = new()
        {
            ["m"] = model,
            ["c"] = @class,
            ["source"] = source,
            ["namespace"] = @namespace,
            ["tool_version"] = ToolVersion,
        };
        TemplateContext context = new()
        {
            TemplateLoader = Instance,
            EnableRelaxedMemberAccess = false,
            StrictVariables = true,
            LoopLimit = 0,
            LimitToString = 0,
            NewLine = "\n",
        };

        // Scriban parses what is included anew for every file, unless the context has it already.
        foreach (KeyValuePair<string, Template> template in Templates.Value)
        {
            context.CachedTemplates.Add(template.Key, template.Value);
        }

        context.PushCulture(System.Globalization.CultureInfo.InvariantCulture);
        context.PushGlobal(variables);
        return Templates.Value[name].Render(context);
    }

    private static Dictionary<string, Template> ParseAll() => typeof(TemplateSet).Assembly.GetManifestResourceNames()
        .Where(static resource => resource.StartsWith(ResourcePrefix, StringComparison.Ordinal) && resource.EndsWith(ResourceSuffix, StringComparison.Ordinal))
        .Select(static resource => resource.Substring(ResourcePrefix.Length, resource.Length - ResourcePrefix.Length - ResourceSuffix.Length))
        .ToDictionary(static name => name, Parse, StringComparer.Ordinal);

    private static Template Parse(string name)
    {
        Template template = Template.Parse(ReadResource(name), name);
        return template.HasErrors
            ? throw new InvalidOperationException(string.Join("; ", template.Messages.Select(message => message.ToString())))
            : template;
    }

    private static string ReadResource(string name)
    {
        using Stream stream = typeof(TemplateSet).Assembly.GetManifestResourceStream(ResourcePrefix + name + ResourceSuffix)
            ?? throw new InvalidOperationException($"The template '{name}' is not embedded.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
