namespace ApiGen.Runtime;

/// <summary>
/// What the client signed, without key and signature, to compare with what the service says it received: when the hashes are equal the key is
/// wrong, and when they differ the request was changed on the way.
/// </summary>
/// <param name="CanonicalRequestHash">The SHA-256 of the canonical request, in lower-case hexadecimal digits.</param>
/// <param name="SignedHeaders">The headers that the signature covers, such as <c>content-type;host;x-tc-action</c>.</param>
/// <param name="CredentialScope">The scope, such as <c>2019-02-25/tcsas/tc3_request</c>.</param>
/// <param name="Timestamp">The UNIX seconds that were signed.</param>
public sealed record ApiSignedRequest(string CanonicalRequestHash, string SignedHeaders, string CredentialScope, long Timestamp);
