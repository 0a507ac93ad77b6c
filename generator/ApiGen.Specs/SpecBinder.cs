using ApiGen.Specs.Binding;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs;

/// <summary>Joins spec files to services. Safe for use from several threads.</summary>
public static class SpecBinder
{
    /// <summary>
    /// Joins files to services: finds each file's service, looks types up, applies the services' defaults, follows paging paths
    /// and checks the examples. What has an error is left out; the rest stays usable.
    /// </summary>
    /// <param name="documents">The files; their order does not matter.</param>
    /// <returns>The services that can be used, and every diagnostic, those of the single files included.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="documents"/> is null.</exception>
    public static SpecSet Bind(IEnumerable<SpecDocument> documents) => Bind(documents, new Dictionary<string, string>());

    /// <summary>
    /// Joins files to services as <see cref="Bind(IEnumerable{SpecDocument})"/> does, with namespaces that are chosen elsewhere:
    /// two services of one namespace go together when a project gives one of them another.
    /// </summary>
    /// <param name="documents">The files; their order does not matter.</param>
    /// <param name="namespaces">The namespace of a service in place of the declared one, by the path of any of its files; of several the declaring file's counts, else the first.</param>
    /// <returns>The services that can be used, and every diagnostic, those of the single files included.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SpecSet Bind(IEnumerable<SpecDocument> documents, IReadOnlyDictionary<string, string> namespaces)
    {
        if (documents is null)
        {
            throw new ArgumentNullException(nameof(documents));
        }

        if (namespaces is null)
        {
            throw new ArgumentNullException(nameof(namespaces));
        }

        SpecDocument[] ordered = DocumentOrder.Sort(documents);
        var diagnostics = new BindingDiagnostics();
        IReadOnlyList<ServiceScope> scopes = new ServiceResolver(diagnostics, namespaces).Resolve(ordered);

        string[] allNamespaces = [.. scopes.Select(static scope => scope.Namespace).OfType<string>()];
        List<ServiceModel> services = [];
        foreach (ServiceScope scope in scopes)
        {
            // A service with a wrong header is bound as well, for the diagnostics.
            ServiceModel? service = new ServiceBinder(scope, allNamespaces, diagnostics).Bind();
            if (service is not null)
            {
                services.Add(service);
            }
        }

        IEnumerable<SpecDiagnostic> all = ordered.SelectMany(static document => document.Diagnostics).Concat(diagnostics.Items);
        return new SpecSet(
            services.OrderBy(static s => s.Name, StringComparer.Ordinal).ThenBy(static s => s.Version, StringComparer.Ordinal).ToEquatableArray(),
            all.Distinct().InFileOrder().ToEquatableArray());
    }
}
