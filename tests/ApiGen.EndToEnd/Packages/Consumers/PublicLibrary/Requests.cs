using TencentCloud.Tcsas;

namespace PublicLibrary;

/// <summary>Requests ready to send.</summary>
public static class Requests
{
    /// <summary>A request with a name.</summary>
    public static CreateMNPRequest Named(string name) => new() { MNPName = name };
}
