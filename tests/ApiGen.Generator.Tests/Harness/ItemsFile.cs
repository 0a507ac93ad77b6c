using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Generator.Tests.Harness;

/// <summary>The list of items that the build writes for a project.</summary>
internal sealed class ItemsFile : AdditionalText
{
    private readonly StringBuilder _lines = new();

    public ItemsFile(string visibility = "", string requiredMembers = "", string folder = "/home/somebody/App") =>
        Add("project", folder, folder + "/App.csproj", visibility, requiredMembers, "");

    public override string Path => "/home/somebody/App/obj/Debug/net10.0/ApiGen.items";

    /// <summary>The list for specs that say themselves what the project says of them.</summary>
    public static ItemsFile For(IEnumerable<SpecFileText> specs, string visibility = "", string requiredMembers = "")
    {
        ItemsFile items = new(visibility, requiredMembers);
        foreach (SpecFileText spec in specs)
        {
            if (spec.Service.Length == 0)
            {
                items.Spec(spec.Path, actions: spec.Actions, space: spec.Namespace, visibility: spec.Visibility, requiredMembers: spec.RequiredMembers);
            }
            else
            {
                string folder = $"specs/{spec.Service}/";
                items.Add("file", spec.Path, spec.Service, spec.Path.StartsWith(folder, StringComparison.Ordinal) ? spec.Path[folder.Length..] : spec.Path);
            }
        }

        foreach (SpecFileText spec in specs.Where(spec => spec.Service.Length > 0).DistinctBy(spec => (spec.Service, spec.Actions, spec.Namespace, spec.Visibility, spec.RequiredMembers)))
        {
            items.Service(spec.Service, spec.Actions, space: spec.Namespace, visibility: spec.Visibility, requiredMembers: spec.RequiredMembers);
        }

        return items;
    }

    public ItemsFile Spec(string include, string? path = null, string link = "", string recursive = "", string actions = "", string actionsFile = "", string space = "", string visibility = "", string requiredMembers = "") =>
        Add("spec", include, path ?? include, link, recursive, actions, actionsFile, space, visibility, requiredMembers);

    public ItemsFile Service(string name, string actions = "", string actionsFile = "", string space = "", string visibility = "", string requiredMembers = "") =>
        Add("service", name, actions, actionsFile, space, visibility, requiredMembers);

    public ItemsFile Add(params string[] fields)
    {
        _lines.AppendJoin('\u001F', fields).Append("\u001E\n");
        return this;
    }

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(_lines.ToString());
}
