using System.Globalization;
using System.Text;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Import.Pages;
using ApiGen.Cli.Writing;
using ApiGen.Specs;

namespace ApiGen.Cli.Tests.Import;

public sealed class DamagedSourceTests
{
    private const int Seed = 20250106;

    private static readonly string[] Insertions = ["null", "\u0001", "'", ": ", " #", "\u2028", "😀", "\t", "---"];

    private static readonly string[] Files = ["api.json", "examples.json", "errors.json", "rate-limits.json"];

    [Fact]
    public void A_model_cut_off_anywhere_gives_an_error_with_its_place()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(TestData.Model, "api.json"));

        for (int length = 0; length < whole.Length - 2; length += 7)
        {
            ImportException error = Assert.Throws<ImportException>(() => JsonSourceReader.Read("api.json", whole.AsSpan(0, length)));
            Assert.Matches(@"^api\.json\(\d+,\d+\): error: ", error.Message);
        }
    }

    [Fact]
    [Long]
    public void A_mutated_model_gives_an_error_with_its_place_or_specs_that_read_back()
    {
        Random random = new(Seed);
        int mutants = Mutants(2000);
        int errors = 0;
        for (int i = 0; i < mutants; i++)
        {
            Dictionary<string, byte[]> texts = Files.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(TestData.Model, name)));
            string damaged = Files[random.Next(Files.Length)];
            texts[damaged] = Mutate(texts[damaged], random);
            try
            {
                ImportedService imported = OfficialModelReader.Read(
                    Read("api.json"),
                    ErrorCatalog.Read(Read("errors.json")),
                    ExampleCatalog.Read(Read("examples.json")),
                    new OfficialModelOptions { RateLimits = RateLimitTable.Read(Read("rate-limits.json")) });
                AssertReadsBack(imported);
            }
            catch (ImportException error)
            {
                Assert.Matches(@"^[a-z-]+\.json\(\d+,\d+\): error: ", error.Message);
                errors++;
            }

            JsonSourceValue Read(string name) => JsonSourceReader.Read(name, texts[name]);
        }

        Assert.InRange(errors, mutants / 10, mutants);
    }

    [Fact]
    [Long]
    public void A_mutated_page_gives_an_error_with_its_place_or_specs_that_read_back()
    {
        Random random = new(Seed);
        int mutants = Mutants(400);
        string[] pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "pages"));
        for (int i = 0; i < mutants; i++)
        {
            byte[] page = Mutate(File.ReadAllBytes(pages[random.Next(pages.Length)]), random);
            try
            {
                AssertReadsBack(PageReader.Read("page.txt", Encoding.UTF8.GetString(page)));
            }
            catch (ImportException error)
            {
                Assert.Matches(@"^page\.txt\(\d+,\d+\): error: ", error.Message);
            }
        }
    }

    // What the tool writes is always YAML that the reader takes apart without a syntax error.
    private static void AssertReadsBack(ImportedService imported)
    {
        SpecSet set = SpecLoader.Load(ServiceFolder.NewFiles("specs", imported).Select(file => new SpecText(file.Path.Replace('\\', '/'), file.Text)));
        Assert.DoesNotContain(set.Diagnostics, diagnostic => diagnostic.Descriptor.Id == "APIGEN0001");
    }

    private static int Mutants(int otherwise) => int.TryParse(Environment.GetEnvironmentVariable("APIGEN_FUZZ_MUTANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : otherwise;

    private static byte[] Mutate(byte[] text, Random random)
    {
        List<byte> bytes = [.. text];
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 40), bytes.Count - place));
                    break;
                case 1:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(random.Next(1, 40), bytes.Count - place)));
                    break;
                case 2:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.Insert(place, "{}[]\",:\n\\#"u8[random.Next(10)]);
                    break;
                case 4:
                    bytes[place] = (byte)"0123456789truefalsn"[random.Next(19)];
                    break;
                default:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Insertions[random.Next(Insertions.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
