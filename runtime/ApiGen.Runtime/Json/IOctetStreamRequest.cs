namespace ApiGen.Runtime.Json;

/// <summary>A request whose body is raw bytes; its other members travel as headers <c>X-&lt;SERVICE&gt;-&lt;Member&gt;</c>.</summary>
public interface IOctetStreamRequest
{
    /// <summary>The body; it is hashed for the signature and sent as it is.</summary>
    ReadOnlyMemory<byte> Body { get; }

    /// <summary>Adds the members that are set.</summary>
    void WriteHeaders(in OctetStreamHeaders headers);
}
