using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>Random layouts of one service against random changes of the vendor. <c>APIGEN_LAYOUTS</c> sets how many; <c>APIGEN_LAYOUT_SEED</c> starts elsewhere.</summary>
public sealed class LayoutTests
{
    private static readonly int Count = Setting("APIGEN_LAYOUTS", FullRun.IsWanted ? 150 : 40);
    private static readonly int FirstSeed = Setting("APIGEN_LAYOUT_SEED", 1);

    [Fact]
    public void An_import_without_a_change_of_the_vendor_changes_no_byte_whatever_the_layout()
    {
        foreach (int seed in Enumerable.Range(FirstSeed, Count))
        {
            using Layout layout = new(seed);

            SpecUpdate update = SpecUpdater.Plan(new SpecTree(layout.Folder.Path), layout.Imported);

            Assert.True(update is { Files.Count: 0, Deleted.Count: 0, Changes.Count: 0 }, $"seed {seed}: {string.Join('\n', update.Files)}");
        }
    }

    [Fact]
    [Long]
    public void After_an_import_the_files_say_what_the_vendor_says_and_what_is_not_concerned_keeps_its_bytes_whatever_the_layout()
    {
        foreach (int seed in Enumerable.Range(FirstSeed, Count))
        {
            using Layout layout = new(seed);
            VendorChange change = new(new Random(seed), layout.Imported);

            SpecUpdate update;
            try
            {
                update = SpecUpdater.Plan(new SpecTree(layout.Folder.Path), change.Result);
            }
            catch (ImportException error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}\n{string.Join('\n', layout.Texts)}", error);
            }

            string reason = $"seed {seed}: {string.Join(", ", change.Changed)}\n{string.Join('\n', layout.Texts.Values)}\n=====>\n{string.Join('\n', update.Files)}";
            Dictionary<string, string> texts = new(layout.Texts);
            foreach ((string path, string text) in update.Files)
            {
                texts[SpecTree.Normal(path)] = text;
            }

            foreach (string path in update.Deleted)
            {
                texts.Remove(SpecTree.Normal(path));
            }

            SpecSet set = SpecLoader.Load(texts.Select(pair => new SpecText(pair.Key, pair.Value)));
            Assert.True(set.Diagnostics.All(diagnostic => diagnostic.Descriptor.Severity != SpecSeverity.Error), $"{string.Join('\n', set.Diagnostics)} {reason}");
            Assert.True(Essence(change.Result.Service) == Essence(Assert.Single(set.Services)), reason);
            string all = string.Join('\n', texts.Values);
            Assert.All(layout.Comments.Where(comment => texts.ContainsKey(comment.File)), comment => Assert.True(texts[comment.File].Split(comment.Comment).Length == 2, $"{comment} is lost; {reason}"));
            Assert.All(layout.Entries.Where(entry => !change.IsConcerned(entry.Path) && !change.Concerns(entry.Path) && !entry.Text.Contains(": *", StringComparison.Ordinal) && !entry.Text.Contains(": &", StringComparison.Ordinal)), entry => Assert.True(all.Contains(entry.Text, StringComparison.Ordinal), $"{entry} is lost; {reason}"));
            Assert.All(update.Files.Where(file => layout.Texts.ContainsKey(SpecTree.Normal(file.Path))), file => AssertLineEnds(layout.Texts[SpecTree.Normal(file.Path)], file.Text, reason));
        }
    }

    // Line ends, the end of the file and a byte order mark stay as they were.
    private static void AssertLineEnds(string before, string after, string reason)
    {
        Assert.True(before.StartsWith('\uFEFF') == after.StartsWith('\uFEFF'), reason);
        Assert.True(before.EndsWith('\n') == after.EndsWith('\n'), reason);
        Assert.True(!before.Contains('\r', StringComparison.Ordinal) || !after.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal), reason);
        Assert.True(before.Contains('\r', StringComparison.Ordinal) || !after.Contains('\r', StringComparison.Ordinal), reason);
    }

    // Names, types, flags and codes, which are the vendor's word; order and prose are a person's.
    private static string Essence(ServiceModel service) => string.Join('\n',
    [
        .. service.Types.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => $"{type.Name}: {Members(type.Members)}"),
        .. service.Actions.OrderBy(action => action.Name, StringComparer.Ordinal).Select(action => $"{action.Name}: {Members(action.Request)} -> {Members(action.Response)} ! {string.Join(' ', action.Errors.Select(error => error.Code).Order(StringComparer.Ordinal))}"),
    ]);

    private static string Members(EquatableArray<MemberModel> members) => string.Join(", ", members.OrderBy(member => member.Name, StringComparer.Ordinal)
        .Select(member => $"{member.Name} {member.Type} {member.Required} {member.Nullable} {member.Disabled is not null}"));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>The service in a layout of its own.</summary>
    private sealed class Layout : IDisposable
    {
        public Layout(int seed)
        {
            Random random = new(seed);
            Imported = Enriched(OfficialModelFolder.Read(Path.Combine(TestData.Model, "api.json"), new OfficialModelOptions()));
            IReadOnlyList<(string Path, string Text)> usual = ServiceFolder.NewFiles(Folder.Path, Imported);
            bool isOneFile = random.Next(4) == 0;
            foreach ((string path, string text) in isOneFile ? [OneFile(usual)] : usual)
            {
                LayoutPrinter printer = new(random);
                string printed = printer.Print(text);
                string action = Path.GetFileName(Path.GetDirectoryName(path)) == "actions" ? "/actions/" + Path.GetFileNameWithoutExtension(path) : "";
                Comments.AddRange(printer.Comments.Select(comment => (comment.Comment, SpecTree.Normal(path))));
                Entries.AddRange(printer.Entries.Select(entry => (entry.Text, action + entry.Path)));
                Texts.Add(SpecTree.Normal(path), printed);
                Folder.Write(printed, path);
            }
        }

        public TemporaryFolder Folder { get; } = new();

        public ImportedService Imported { get; }

        public Dictionary<string, string> Texts { get; } = [];

        public List<(string Comment, string File)> Comments { get; } = [];

        public List<(string Text, string Path)> Entries { get; } = [];

        public void Dispose() => Folder.Dispose();

        // Members that say the same, so that an alias may stand for one of them.
        private static ImportedService Enriched(ImportedService imported) => imported with
        {
            Service = imported.Service with
            {
                Actions = imported.Service.Actions.Select(action => action with
                {
                    Request = action.Request.Concat(Enumerable.Range(1, 4).Select(number => new MemberModel { Name = FormattableString.Invariant($"Tag{number}"), Type = new TypeReference(ValueKind.String), Summary = "A tag, as on a tea bag." })).ToEquatableArray(),
                }).ToEquatableArray(),
            },
        };

        private static (string Path, string Text) OneFile(IReadOnlyList<(string Path, string Text)> files)
        {
            string service = files[0].Text;
            string types = files.First(file => Path.GetFileName(file.Path) == "types.yaml").Text;
            string actions = string.Concat(files.Where(file => Path.GetFileName(Path.GetDirectoryName(file.Path)) == "actions").Select(Nested));
            return (Path.GetFullPath(Path.Combine(Path.GetDirectoryName(files[0].Path)!, "..", "..", "shop.yaml")), service + types + "actions:\n" + actions);
        }

        private static string Nested((string Path, string Text) file) => string.Concat(file.Text.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.StartsWith("action: ", StringComparison.Ordinal) ? "  " + line["action: ".Length..] + ":\n" : "    " + line + "\n"));
    }
}
