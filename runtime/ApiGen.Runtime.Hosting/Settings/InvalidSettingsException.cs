using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting.Settings;

#pragma warning disable CA1032, CA1064 // CA1032: without the platform's failures there is nothing to tell, so no other constructor makes sense. CA1064: callers catch its public base, OptionsValidationException, as of any option; a type of ours would only be one more to know.
/// <summary>Several settings that cannot be used, told one a line, where the platform joins them to one.</summary>
internal sealed class InvalidSettingsException(OptionsValidationException cause) : OptionsValidationException(cause.OptionsName, cause.OptionsType, cause.Failures)
#pragma warning restore CA1032, CA1064
{
    public override string Message => $"{Failures.Count()} settings cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, Failures)}";
}
