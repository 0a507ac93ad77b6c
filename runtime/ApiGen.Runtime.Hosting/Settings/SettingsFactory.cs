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
            throw new InvalidSettingsException(e);
        }
    }
}
