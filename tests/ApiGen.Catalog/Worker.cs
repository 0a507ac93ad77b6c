using System.Text.Json;

namespace ApiGen.Catalog;

/// <summary>A process that takes one model after another from its input and answers a line of JSON for each.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync()
    {
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } model)
        {
            ServiceResult result;
            try
            {
                result = await ServiceRun.RunAsync(model).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever goes wrong with one service is that service's result; the others go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                result = new ServiceResult { Service = model, Failures = [exception.ToString()] };
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, CatalogJson.Default.ServiceResult)).ConfigureAwait(false);
        }

        return 0;
    }
}
