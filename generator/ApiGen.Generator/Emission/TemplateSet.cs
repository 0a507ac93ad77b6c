using System.Collections.Concurrent;
using System.Reflection;
using ApiGen.Generator.Models;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace ApiGen.Generator.Emission;

/// <summary>The embedded Scriban templates, one per kind of generated file; each is parsed once per process.</summary>
internal sealed class TemplateSet : ITemplateLoader
{
    private const string ResourcePrefix = "ApiGen.Generator.Templates.";
    private const string ResourceSuffix = ".scriban-cs";

    private static readonly string ToolVersion = typeof(TemplateSet).Assembly.GetName().Version.ToString(3);
    private static readonly TemplateSet Instance = new();
    private static readonly Lazy<Template> ActionTemplate = new(() => Parse("Action"));
    private static readonly Lazy<Template> TypeTemplate = new(() => Parse("Type"));
    private static readonly Lazy<Template> ClientTemplate = new(() => Parse("Client"));
    private static readonly Lazy<Template> RegistrationTemplate = new(() => Parse("Registration"));

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    private TemplateSet()
    {
    }

    /// <summary>Prints the file of an action.</summary>
    public static string Render(ActionEmitModel model) => Render(ActionTemplate.Value, model, null, model.Source, model.Namespace);

    /// <summary>Prints the file of a type.</summary>
    public static string Render(TypeEmitModel model) => Render(TypeTemplate.Value, model, model.Class, model.Source, model.Namespace);

    /// <summary>Prints the file of a client.</summary>
    public static string Render(ClientEmitModel model) => Render(ClientTemplate.Value, model, null, model.Source, model.Namespace);

    /// <summary>Prints the file that registers a client in an application.</summary>
    public static string RenderRegistration(ClientEmitModel model) => Render(RegistrationTemplate.Value, model, null, model.Source, model.Namespace);

    /// <inheritdoc />
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    /// <inheritdoc />
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => _texts.GetOrAdd(templatePath, ReadResource);

    /// <inheritdoc />
    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        new(Load(context, callerSpan, templatePath));

    private static string Render(Template template, object model, ClassEmitModel? @class, string source, string @namespace)
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
        context.PushCulture(System.Globalization.CultureInfo.InvariantCulture);
        context.PushGlobal(variables);
        return template.Render(context);
    }

    private static Template Parse(string name)
    {
        Template template = Template.Parse(ReadResource(name), name);
        return template.HasErrors
            ? throw new InvalidOperationException(string.Join("; ", template.Messages.Select(message => message.ToString())))
            : template;
    }

    private static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + name + ResourceSuffix)
            ?? throw new InvalidOperationException($"The template '{name}' is not embedded.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
