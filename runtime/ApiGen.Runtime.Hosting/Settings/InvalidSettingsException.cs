using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting.Settings;

// Not public: callers catch its base, as of any option.
/// <summary>Several settings that cannot be used, told one a line, where the platform joins them to one.</summary>
internal sealed class InvalidSettingsException(OptionsValidationException cause) : OptionsValidationException(cause.OptionsName, cause.OptionsType, cause.Failures)
{
    public override string Message => $"{Failures.Count()} settings cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, Failures)}";
}
