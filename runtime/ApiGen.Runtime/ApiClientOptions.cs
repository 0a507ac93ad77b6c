namespace ApiGen.Runtime;

/// <summary>How a client calls its service. A client takes a copy when it is made; later changes have no effect on it.</summary>
public sealed class ApiClientOptions
{
    /// <summary>The largest answer that is read, in bytes after decompression; 64 MiB unless set. Larger ones throw <see cref="ApiMalformedResponseException"/>.</summary>
    public long MaxResponseBytes { get; set; } = 64L * 1024 * 1024;
}
