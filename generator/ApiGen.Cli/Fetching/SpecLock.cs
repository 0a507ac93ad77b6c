using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Cli.Commands;
using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Official;
using ApiGen.Emulator.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Fetching;

/// <summary>The file beside specs that records where their models were got from. It goes into version control with them.</summary>
internal sealed class SpecLock
{
    /// <summary>The file's name.</summary>
    public const string FileName = "apigen.lock.json";

    private const int Format = 1;

    private static readonly string[] Keys = ["format", "services"];

    private static readonly string[] ServiceKeys = ["service", "version", "edition", "from", "reference", "commit", "files", "region", "namespace", "limits"];

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, LockedModel> _models = new(StringComparer.Ordinal);

    // As the file has them, which others may have changed on the way through version control or an editor.
    private string _mark = "";
    private string _lineBreak = "\n";

    private SpecLock(string root) => Root = root;

    /// <summary>The models, ordered by service and version.</summary>
    public IReadOnlyCollection<LockedModel> Models => _models.Values;

    /// <summary>The full path of the file.</summary>
    public string FilePath => System.IO.Path.Combine(Root, FileName);

    /// <summary>The folder that holds the file.</summary>
    public string Root { get; }

    /// <summary>Reads the file of a folder; without a file there are no models.</summary>
    /// <param name="root">The full path of the folder.</param>
    /// <exception cref="ImportException">The file is damaged; the message names the place.</exception>
    public static SpecLock Read(string root)
    {
        SpecLock file = new(root);
        NamedFile.RequireAlive(file.FilePath);
        if (!Path.Exists(file.FilePath))
        {
            return file;
        }

        string written = Encoding.UTF8.GetString(RegularFile.ReadBytes(file.FilePath));
        file._mark = written.StartsWith('\uFEFF') ? "\uFEFF" : "";
        file._lineBreak = written.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        JsonSourceValue value = OfficialModelFolder.ReadJson(file.FilePath).AsObject("A lock file");
        JsonSourceValue? format = value.Find("format");
        if (format is not { Kind: JsonValueKind.Number, Text: "1" })
        {
            throw (format ?? value).Error("this lock file is of another format; use the version of apigen that has written it, or a newer one.");
        }

        RequireKeys(value, Keys);
        foreach (JsonSourceValue item in value.Array("services").Items)
        {
            RequireKeys(item.AsObject("A service"), ServiceKeys);
            file.Set(Model(item));
        }

        return file;
    }

    /// <summary>The names of the recorded services, for completion; none when the file cannot be read.</summary>
    /// <param name="root">The full path of the folder.</param>
    public static IEnumerable<string> Names(string root)
    {
        try
        {
            return Read(root).Models.Select(model => model.Service).Distinct();
        }
        catch (Exception)
        {
            // Nobody can read a message while a word is being completed.
            return [];
        }
    }

    /// <summary>Takes in a model, in place of what was known of the service version.</summary>
    public void Set(LockedModel model) => _models[model.Service + " " + model.Version] = model;

    /// <summary>The file's text; the same models always give the same text.</summary>
    public string Text()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteStartArray("services");
            foreach (LockedModel model in _models.Values)
            {
                Write(writer, model);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return _mark + (Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n").Replace("\n", _lineBreak, StringComparison.Ordinal);
    }

    private static LockedModel Model(JsonSourceValue item)
    {
        ModelSource source = new(Choice<ModelEdition>(item, "edition"), item.OptionalString("from"), item.OptionalString("reference"));
        Dictionary<string, string> hashes = item.Object("files").Members.ToDictionary(pair => pair.Key, pair => pair.Value.Text, StringComparer.Ordinal);
        return new LockedModel(
            Checked(item, "service", ModelFetcher.ServiceFault), Checked(item, "version", ModelFetcher.VersionFault), source, item.OptionalString("commit"), hashes,
            Choice<RegionRequirement>(item, "region"), item.Find("namespace") is null ? null : Checked(item, "namespace", ModelFetcher.NamespaceFault), item.OptionalString("limits"));
    }

    private static string Checked(JsonSourceValue item, string name, Func<string, string?> fault) =>
        fault(item.String(name)) is { } told ? throw item.Find(name)!.Error(told) : item.String(name);

    // A key with a slip would be a setting that nobody reads.
    private static void RequireKeys(JsonSourceValue value, string[] keys)
    {
        foreach ((string key, JsonSourceValue unknown) in value.Members.Where(member => !keys.Contains(member.Key)))
        {
            throw unknown.Error($"'{key}' is no key of a lock file. {NearestName.Hint(key, keys, $"Here stand: {string.Join(", ", keys)}.")}");
        }
    }

    private static T Choice<T>(JsonSourceValue item, string name)
        where T : struct, Enum
    {
        string text = item.String(name);
        return Enum.GetNames<T>().FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : throw item.Find(name)!.Error($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }

    private static void Write(Utf8JsonWriter writer, LockedModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("service", model.Service);
        writer.WriteString("version", model.Version);
        writer.WriteString("edition", Word(model.Source.Edition));
        Optional(writer, "from", model.Source.From);
        Optional(writer, "reference", model.Source.Reference);
        Optional(writer, "commit", model.Commit);
        writer.WriteStartObject("files");
        foreach ((string name, string hash) in model.Hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, hash);
        }

        writer.WriteEndObject();
        writer.WriteString("region", Word(model.Region));
        Optional(writer, "namespace", model.Namespace);
        Optional(writer, "limits", model.Limits);
        writer.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
