using ApiGen.Emulator;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Code;

/// <summary>Where the code that is shown calls, and as whom.</summary>
/// <param name="Gateway">The embedded gateway; null for the real service.</param>
/// <param name="OfService">Who calls the real service; null for the first credential that is found.</param>
internal sealed record CodeTarget(Uri? Gateway, SampleCredential? OfService = null)
{
    private static readonly SampleCredential Example = new(
        $"new TencentCloudCredential({CSharpLiteral.Of(ApiEmulator.ExampleSecretId)}, {CSharpLiteral.Of(ApiEmulator.ExampleSecretKey)})", ["--credential", "Example"]);

    /// <summary>Who calls; the embedded gateway knows a pair of its own.</summary>
    public SampleCredential Credential => Gateway is not null ? Example : OfService ?? SampleCredential.First;
}
