using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Signing beside the hashes.</summary>
internal static class SigningRows
{
    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        Signing signing = new();
        Contender ours = Contender.Of("generated", signing.Generated);
        Contender hashes = Contender.Of("hashes", signing.Hashes);
        Heat heat = Heat.Run(quick ? 151 : 501, TimeSpan.FromMilliseconds(2), ours, hashes);

        int headerValue = SizeOf(signing.Generated());
        yield return RatioRow.Time("signing / its hashes, CPU", heat, ours, hashes, 1.25);
        yield return RatioRow.AtMost(
            "signing / its header value, bytes",
            RatioRow.Bytes(heat.MedianOf(ours).Bytes),
            RatioRow.Bytes(headerValue),
            heat.MedianOf(ours).Bytes / headerValue,
            1);
    }

    // A string is its header (object header, type, length), its characters and a closing null, rounded up to the word.
    private static int SizeOf(string text) => (IntPtr.Size + IntPtr.Size + sizeof(int) + ((text.Length + 1) * sizeof(char)) + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size;
}
