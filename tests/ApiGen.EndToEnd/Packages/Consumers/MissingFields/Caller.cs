using System.Threading.Tasks;
using TencentCloud.Tcsas;

namespace MissingFields;

public static class Caller
{
    public static Task<CreateMNPResponse> CreateAsync(TcsasClient client) =>
        client.CreateMNPAsync(new CreateMNPRequest { MNPName = "name", PlatformId = "platform" });
}
