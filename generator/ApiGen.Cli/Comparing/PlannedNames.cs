using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Comparing;

/// <summary>The C# names of services that are generated together.</summary>
internal sealed class PlannedNames(IReadOnlyList<ServiceModel> services)
{
    private readonly string[] _namespaces = [.. services.Select(service => service.Namespace)];

    /// <summary>The names of one of them.</summary>
    public ServiceNames Of(ServiceModel service) => new(service, _namespaces);
}
