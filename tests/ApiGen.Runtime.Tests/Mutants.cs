using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ApiGen.Runtime.Tests;

/// <summary>Damaged bytes from a fixed seed. <c>APIGEN_FUZZ_MUTANTS</c> sets how many; <c>APIGEN_FUZZ_SEED</c> starts elsewhere.</summary>
internal static class Mutants
{
    private static readonly byte[][] Tokens =
    [
        .. ((string[])
        [
            "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u0000", "\\ud800", "null", "true", "-", "1e999", "99999999999999999999", "0.1", "\n", "\r", "\r\n", "\n\n", "\t", " ", "\uFEFF", "\0", "😀", "=", "#", ";",
            "data:", "id: ", "event:", "retry: 1\n", ": c\n", "[DONE]", "\"Error\":{\"Code\":\"InternalError\"},", "\"RequestId\":\"r-2\",", "\"Response\":{",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F],
        [.. Enumerable.Repeat((byte)'[', 100)],
    ];

    /// <summary>Tries a check on each; a failure names the mutant by its number and shows it.</summary>
    internal static async Task EachAsync(int seed, IReadOnlyList<byte[]> corpus, Func<byte[], Random, Task> check)
    {
        int mutants = Setting("APIGEN_FUZZ_MUTANTS", 3000);
        Random random = new(Setting("APIGEN_FUZZ_SEED", seed));
        for (int i = 0; i < mutants; i++)
        {
            byte[] mutant = Mutate(corpus[random.Next(corpus.Count)], random);
            try
            {
                await check(mutant, random);
            }
            catch (Exception e)
            {
                Assert.Fail($"mutant {i} of seed {seed}: {JsonSerializer.Serialize(Encoding.Latin1.GetString(mutant))}\n{e}");
            }
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int place = random.Next(bytes.Count + 1);
            int length = Math.Min(random.Next(1, 24), bytes.Count - place);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(place, length);
                    break;
                case 1:
                    bytes.InsertRange(place, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(place, length));
                    break;
                case 4:
                    bytes.Insert(place, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(place, random.Next(4) == 0 ? bytes.Count - place : 0);
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
