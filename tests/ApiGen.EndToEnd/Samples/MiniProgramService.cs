using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ApiGen.Emulator;

namespace ApiGen.EndToEnd.Samples;

/// <summary>
/// A gateway that keeps the mini programs it was asked for and lists them, as the real service does. From a chosen call on, it acts on calls
/// but does not respond until it is told to: a program can be interrupted when it cannot know what came of them.
/// </summary>
internal sealed class MiniProgramService : IAsyncDisposable
{
    private readonly ApiEmulator _emulator;
    private readonly ConcurrentQueue<string> _names = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _responses;
    private int _calls;

    private MiniProgramService(ApiEmulator emulator, int responses)
    {
        _emulator = emulator;
        _responses = responses;
    }

    /// <summary>The names that were created, in order; a name that was created twice is there twice.</summary>
    public IReadOnlyList<string> Names => [.. _names];

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _emulator.Endpoint;

    /// <summary>Ends when a call is kept waiting.</summary>
    public Task Held => _held.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    /// <param name="responses">How many creations get their response; those after them wait.</param>
    public static async Task<MiniProgramService> StartAsync(int responses)
    {
        MiniProgramService service = new(await ApiEmulator.StartAsync(BundledSpecs.Load("tcsas"), cancellationToken: TestContext.Current.CancellationToken), responses);
        service._emulator.Script("CreateMNP").RespondsWith(service.CreateAsync).Forever();
        service._emulator.Script("DescribeMNPList").RespondsWith(service.List).Forever();
        return service;
    }

    /// <summary>Responds to the calls that wait, and to all later ones.</summary>
    public void Release() => _released.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Release();
        return _emulator.DisposeAsync();
    }

    private async ValueTask<ScriptedResponse> CreateAsync(ApiCall call, CancellationToken cancellationToken)
    {
        string name = JsonNode.Parse(call.Request)!["MNPName"]!.GetValue<string>();
        _names.Enqueue(name);
        if (Interlocked.Increment(ref _calls) > _responses)
        {
            _held.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
        }

        return ScriptedResponse.Json(new JsonObject { ["Data"] = new JsonObject { ["ResourceId"] = "id of " + name } }.ToJsonString());
    }

    private ScriptedResponse List(ApiCall call)
    {
        string keyword = JsonNode.Parse(call.Request)!["Keyword"]!.GetValue<string>();
        JsonNode[] found = [.. Names.Where(name => name.Contains(keyword, StringComparison.Ordinal)).Select(name => new JsonObject
        {
            ["MNPId"] = "id of " + name,
            ["MNPName"] = name,
            ["MNPIcon"] = "",
            ["TeamName"] = "",
            ["MNPType"] = "",
        })];
        return ScriptedResponse.Json(new JsonObject { ["Data"] = new JsonObject { ["TotalCount"] = found.Length, ["DataList"] = new JsonArray(found) } }.ToJsonString());
    }
}
