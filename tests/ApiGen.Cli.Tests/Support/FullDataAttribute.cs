using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ApiGen.Cli.Tests.Support;

/// <summary>A row of a theory that takes builds of its own: it runs where everything is wanted, the rows beside it run always.</summary>
/// <param name="data">The arguments.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FullDataAttribute(params object?[] data) : DataAttribute
{
    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(data) { Skip = FullRun.IsWanted ? null : FullRun.Reason }]);

    /// <inheritdoc />
    public override bool SupportsDiscoveryEnumeration() => true;
}
