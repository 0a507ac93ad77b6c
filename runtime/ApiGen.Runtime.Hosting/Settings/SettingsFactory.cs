using Microsoft.Extensions.Options;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Makes the settings as the platform does, and tells several mistakes in them one a line, where the platform joins them to one.</summary>
internal sealed class SettingsFactory(
    IEnumerable<IConfigureOptions<ApiClientSettings>> setups,
    IEnumerable<IPostConfigureOptions<ApiClientSettings>> postConfigures,
    IEnumerable<IValidateOptions<ApiClientSettings>> validations) : IOptionsFactory<ApiClientSettings>
{
    private readonly OptionsFactory<ApiClientSettings> _factory = new(setups, postConfigures, validations);

    public ApiClientSettings Create(string name)
    {
        try
        {
            return _factory.Create(name);
        }
        catch (OptionsValidationException e) when (e.Failures.Skip(1).Any())
        {
            throw new MistakesException(e);
        }
    }

#pragma warning disable CA1032, CA1064 // Made here alone; whoever catches it catches the platform's exception, which it is.
    private sealed class MistakesException(OptionsValidationException cause) : OptionsValidationException(cause.OptionsName, cause.OptionsType, cause.Failures)
#pragma warning restore CA1032, CA1064
    {
        public override string Message => $"{Failures.Count()} settings cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, Failures)}";
    }
}
