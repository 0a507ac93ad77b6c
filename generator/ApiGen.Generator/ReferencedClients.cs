using ApiGen.Generator.Diagnostics;
using ApiGen.Generator.Models;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Generator;

/// <summary>A client of this run that a referenced assembly has already.</summary>
/// <param name="Name">The client's full name.</param>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="IsPublic">Whether everybody sees it there; otherwise it is a friend's (InternalsVisibleTo).</param>
/// <param name="Registers">Whether its registration in an application can be seen as well.</param>
/// <param name="IsClient">Whether it is one; otherwise it is another type of that name.</param>
internal sealed record ReferencedClient(string Name, string Assembly, bool IsPublic, bool Registers, bool IsClient);

/// <summary>
/// Finds clients that referenced assemblies have already. Two public types of one name would make every use of them ambiguous; of
/// two internal ones the project's own wins, but for extension methods, where none does. What is behind an alias alone is no other of that name.
/// </summary>
internal static class ReferencedClients
{
    /// <summary>The clients of the plan that can be seen in references.</summary>
    public static EquatableArray<ReferencedClient> Find(Compilation compilation, EquatableArray<ClientEmitModel> clients) => clients
        .SelectMany(client => Visible(compilation, client.Namespace, client.ClientName)
            .Select(type => new ReferencedClient(
                FullName(client),
                type.ContainingAssembly.Name,
                type.DeclaredAccessibility == Accessibility.Public,
                Visible(compilation, client.Namespace, client.RegistrationName).Any(registration => SymbolEqualityComparer.Default.Equals(registration.ContainingAssembly, type.ContainingAssembly)),
                type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ApiClientAttribute"))))
        .ToEquatableArray();

    /// <summary>The plan without what the references have already.</summary>
    public static EmitPlan Without(EmitPlan plan, EquatableArray<ReferencedClient> referenced)
    {
        if (referenced.IsEmpty)
        {
            return plan;
        }

        HashSet<int> left = [];
        List<ProjectDiagnostic> diagnostics = [];
        for (int index = 0; index < plan.Clients.Count; index++)
        {
            if (referenced.FirstOrDefault(one => one.Name == FullName(plan.Clients[index]) && one.IsPublic) is { } taken)
            {
                left.Add(index);
                diagnostics.Add(ProjectDiagnostic.Of(GeneratorDiagnostics.AlreadyGenerated, taken.Name, taken.Assembly, Remedy(taken)) with { File = plan.Clients[index].Source });
            }
        }

        foreach (ReferencedClient friend in referenced.Where(static one => !one.IsPublic && one.Registers))
        {
            diagnostics.Add(ProjectDiagnostic.Of(GeneratorDiagnostics.NotRegistered, friend.Name, friend.Assembly) with { File = plan.Clients.First(client => FullName(client) == friend.Name).Source });
        }

        return plan with
        {
            Clients = plan.Clients.Where((_, index) => !left.Contains(index))
                .Select(client => client with { HasRegistration = !referenced.Any(one => one.Registers && one.Name == FullName(client)) })
                .ToEquatableArray(),
            Actions = plan.Actions.Where(action => !left.Contains(action.Service)).ToEquatableArray(),
            Types = plan.Types.Where(type => !left.Contains(type.Service)).ToEquatableArray(),
            Diagnostics = diagnostics.ToEquatableArray(),
        };
    }

    private static string Remedy(ReferencedClient taken) => taken.IsClient
        ? "Remove the item to use that one, or give the item a Namespace of its own."
        : "That is no client: give the item a Namespace of its own, or the service another 'client'.";

    private static string FullName(ClientEmitModel client) => client.Namespace + "." + client.ClientName;

    private static IEnumerable<INamedTypeSymbol> Visible(Compilation compilation, string space, string name) => compilation
        .GetTypesByMetadataName(space + "." + name)
        .Where(type => !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        .Where(type => compilation.GetMetadataReference(type.ContainingAssembly)?.Properties.Aliases is not { IsEmpty: false } aliases || aliases.Contains(MetadataReferenceProperties.GlobalAlias));
}
