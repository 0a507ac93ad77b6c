using System.Text;
using System.Text.Json;

namespace Worker;

/// <summary>
/// What was begun and what came of it: a line of JSON on the disk before and after every call. It outlives a crash; a line that was cut
/// off had not been acted on yet, so it is dropped.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    // A name without an ID was begun, and it is not known what came of it.
    private readonly Dictionary<string, string?> _ids = [];

    /// <summary>Opens a journal, or begins it. Two processes cannot have one open: together they would create twice.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public Journal(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int length = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _file.SetLength(length);
        foreach (string line in Encoding.UTF8.GetString(bytes, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Entry entry = JsonSerializer.Deserialize<Entry>(line)!;
            _ids[entry.Name] = entry.Id;
        }
    }

    /// <summary>Whether the name is known to be created.</summary>
    public bool IsCreated(string name)
    {
        lock (_lock)
        {
            return _ids.GetValueOrDefault(name) is not null;
        }
    }

    /// <summary>Whether a call for the name began of which it is not known what came of it.</summary>
    public bool IsInDoubt(string name)
    {
        lock (_lock)
        {
            return _ids.TryGetValue(name, out string? id) && id is null;
        }
    }

    /// <summary>Writes down that a call is about to be made.</summary>
    public void Begin(string name) => Write(new Entry(name, Id: null));

    /// <summary>Writes down that the mini program is there.</summary>
    public void Created(string name, string id) => Write(new Entry(name, id));

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Write(Entry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
            _ids[entry.Name] = entry.Id;
        }
    }

    private sealed record Entry(string Name, string? Id);
}
