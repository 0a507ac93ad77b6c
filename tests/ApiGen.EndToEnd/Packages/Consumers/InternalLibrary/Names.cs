using TencentCloud.Tcsas;

namespace InternalLibrary;

internal static class Names
{
    public static CreateMNPRequest Named(string name) => new() { MNPName = name };
}
