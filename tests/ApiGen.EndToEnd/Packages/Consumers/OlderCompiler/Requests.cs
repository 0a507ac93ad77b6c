using TencentCloud.Tcsas;

namespace OlderCompiler;

public static class Requests
{
    public static CreateMNPRequest Named(string name) => new() { MNPName = name };
}
