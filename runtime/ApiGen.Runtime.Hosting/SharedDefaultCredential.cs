using ApiGen.Runtime.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>The default chain that all clients of the application share, so that its sources are asked once.</summary>
internal sealed class SharedDefaultCredential(TimeProvider? time = null, ILoggerFactory? loggerFactory = null)
{
    internal ICredentialProvider Provider { get; } = new CredentialFactory(time ?? TimeProvider.System, loggerFactory).CreateDefault();
}
