using System.Security.Cryptography;
using System.Text;
using ApiGen.Emulator;
using ApiGen.Emulator.Authentication;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// What a program signs, right or with mistakes. It follows the vendor's page "Signature v3" literally, so that every part can be wrong as it is in other
/// programs. <see cref="CallSigner"/> works out what comes of it.
/// </summary>
internal sealed record SignedCall
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/";

    /// <summary>The line of the query; null when the program leaves the line out.</summary>
    public string? Query { get; init; } = "";

    /// <summary>The values of the headers as they are signed, by their names in lower case.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>How the header lines write the names.</summary>
    public NameForm LineNames { get; init; }

    /// <summary>How the list of signed headers writes them.</summary>
    public NameForm ListNames { get; init; }

    /// <summary>What stands between a header's name and its value.</summary>
    public string Colon { get; init; } = ":";

    /// <summary>Whether an empty line stands behind the headers.</summary>
    public bool HasEmptyLine { get; init; } = true;

    /// <summary>The hash of the body, in lower-case digits.</summary>
    public required string Payload { get; init; }

    /// <summary>Whether it is written in upper-case digits.</summary>
    public bool HasUpperPayload { get; init; }

    /// <summary>The line end in the canonical request.</summary>
    public string LineEnd { get; init; } = "\n";

    /// <summary>What stands behind the last line of the canonical request.</summary>
    public string End { get; init; } = "";

    /// <summary>Whether the hash of the canonical request is written in upper-case digits.</summary>
    public bool HasUpperDigits { get; init; }

    public required string Timestamp { get; init; }

    public required string Date { get; init; }

    public required string Service { get; init; }

    /// <summary>The line end in the string to sign.</summary>
    public string StringLineEnd { get; init; } = "\n";

    /// <summary>What stands behind the last line of the string to sign.</summary>
    public string StringEnd { get; init; } = "";

    public KeyDerivation Key { get; init; }

    /// <summary>What stands before the secret key, such as the mark of the file that it was read from.</summary>
    public string TextBefore { get; init; } = "";

    /// <summary>What stands behind the secret key, such as a line end.</summary>
    public string TextBehind { get; init; } = "";

    public string Scope => $"{Date}/{Service}/{AuthorizationHeader.Terminator}";

    /// <summary>The same with another value of a header.</summary>
    public SignedCall With(string name, string value) => this with { Values = new Dictionary<string, string>(Values, StringComparer.Ordinal) { [name] = value } };

    /// <summary>The same at another time, in UNIX seconds.</summary>
    public SignedCall With(long timestamp) => With("x-tc-timestamp", CallTimestamp.Text(timestamp)) with { Timestamp = CallTimestamp.Text(timestamp), Date = CallTimestamp.DateOf(timestamp) };

    /// <summary>The header line of a name.</summary>
    public string Line(string name) => Written(name, LineNames) + Colon + Values[name];

    /// <summary>The list of signed headers.</summary>
    public string List(IEnumerable<string> names) => string.Join(';', names.Select(name => Written(name, ListNames)));

    /// <summary>The canonical request up to the hash of the body.</summary>
    /// <param name="names">The names of the signed headers, in lower case and sorted.</param>
    public string BeforePayload(string[] names)
    {
        IEnumerable<string> lines = [Method, Path, .. Query is null ? (string[])[] : [Query], .. names.Select(Line), .. HasEmptyLine ? [""] : (string[])[], List(names), ""];
        return string.Join(LineEnd, lines);
    }

    /// <summary>The string to sign up to the hash of the canonical request.</summary>
    public string BeforeHash() => string.Join(StringLineEnd, AuthorizationHeader.Algorithm, Timestamp, Scope, "");

    /// <summary>The key that signs.</summary>
    public byte[] SigningKey(EmulatorCredential credential)
    {
        byte[] date = Step(Encoding.UTF8.GetBytes((Key == KeyDerivation.WithoutPrefix ? "" : "TC3") + TextBefore + credential.SecretKey + TextBehind), Date);
        byte[] service = Step(date, Service);
        return Key == KeyDerivation.WithoutTerminator ? service : Step(service, AuthorizationHeader.Terminator);
    }

    /// <summary>The hash of bytes as it is signed.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private byte[] Step(byte[] key, string text)
    {
        byte[] hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        return Key == KeyDerivation.DigitsBetweenSteps ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)) : hash;
    }

    private static string Written(string name, NameForm form) => form switch
    {
        NameForm.AsSent => string.Join('-', name.Split('-').Select(static part => part is "tc" ? "TC" : Capital(part))),
        NameForm.Capitalized => string.Join('-', name.Split('-').Select(Capital)),
        NameForm.UpperCase => name.ToUpperInvariant(),
        _ => name,
    };

    private static string Capital(string part) => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..];
}
