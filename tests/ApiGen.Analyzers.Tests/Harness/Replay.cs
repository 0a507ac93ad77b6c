using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>
/// Runs the methods that chance wrote (<see cref="GeneratedMethods"/>), as they were and as a fix left them, against a client that takes
/// down what it is called with, in every situation that they tell apart: the proof that a fix keeps the meaning, which looks at nothing
/// that the fix itself looks at.
/// </summary>
internal sealed class Replay
{
    /// <summary>What a consumer's code prints, kept for whoever runs it.</summary>
    public const string Console = """
        public static class Console
        {
            [System.ThreadStatic]
            public static System.Collections.Generic.List<string>? Lines;

            public static void WriteLine(object? value) => Lines!.Add(value is System.Exception e ? e.GetType().Name : value?.ToString() ?? "null");
        }
        """;

    private static readonly Lazy<Assembly> Client = new(static () => Assembly.Load(TestReferences.ClientImage.ToArray()));

    private static readonly ImmutableArray<Scenario> Scenarios =
        [.. from flag in (bool[])[false, true]
            from hasOther in (bool[])[false, true]
            from failure in (string?[])[null, "FailedOperation.MNPNumberExceedLimit", "LimitExceeded.Quota", "AuthFailure.SignatureFailure"]
            from firstFailing in failure is null ? [0] : (int[])[0, 1]
            select new Scenario(flag, hasOther, failure, firstFailing)];

    private readonly Dictionary<string, string[]> _runs = [];

    private Replay()
    {
    }

    /// <summary>Why the project cannot be run; empty when it can.</summary>
    public ImmutableArray<string> Errors { get; private init; } = [];

    /// <summary>What the classes of a project do.</summary>
    public static Replay Of(Compilation project, CancellationToken cancellation)
    {
        using MemoryStream image = new();
        EmitResult result = project.Emit(image, cancellationToken: cancellation);
        if (!result.Success)
        {
            return new Replay { Errors = [.. result.Diagnostics.Where(static problem => problem.Severity == DiagnosticSeverity.Error).Select(static problem => problem.ToString())] };
        }

        image.Position = 0;
        Context context = new();
        Replay replay = new();
        foreach (Type type in context.LoadFromStream(image).GetTypes().Where(static type => type.GetMethod("Run") is not null))
        {
            foreach (Scenario scenario in Scenarios)
            {
                replay._runs[type.Name + " with " + scenario] = Run(type, scenario);
            }
        }

        return replay;
    }

    /// <summary>What the classes do differently after a fix; nothing when they do the same.</summary>
    /// <param name="after">What they do after it.</param>
    /// <param name="mayAdd">Whether requests may have members then that they lacked.</param>
    /// <param name="mayPass">Whether calls may be given the method's first token then that had none.</param>
    public IEnumerable<string> Differences(Replay after, bool mayAdd, bool mayPass)
    {
        foreach ((string run, string[] events) in after.Errors.IsEmpty ? _runs : [])
        {
            string[] other = after._runs[run];
            int at = Enumerable.Range(0, Math.Max(events.Length, other.Length)).FirstOrDefault(index => index >= events.Length || index >= other.Length || !IsSame(events[index], other[index], mayAdd, mayPass), -1);
            if (at >= 0)
            {
                yield return $"{run}: {events.ElementAtOrDefault(at) ?? "nothing"} became {other.ElementAtOrDefault(at) ?? "nothing"}";
            }
        }
    }

    private static bool IsSame(string before, string after, bool mayAdd, bool mayPass) =>
        before == after
        || (mayPass && before.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && before[end - 1] != ')' && after == before.Insert(end, "(first)"))
        || (mayAdd
            && before.Split(' ', 2) is [var call, var request]
            && after.Split(' ', 2) is [var otherCall, var otherRequest]
            && call == otherCall
            && request.StartsWith('{')
            && otherRequest.StartsWith('{')
            && HasAll(JsonNode.Parse(otherRequest), JsonNode.Parse(request)));

    private static bool HasAll(JsonNode? whole, JsonNode? part) => (whole, part) switch
    {
        (JsonObject one, JsonObject other) => other.All(member => one.ContainsKey(member.Key) && HasAll(one[member.Key], member.Value)),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(static pair => HasAll(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(whole, part),
    };

    private static string[] Run(Type type, Scenario scenario)
    {
        List<string> events = [];
        type.Assembly.GetType("Console")!.GetField("Lines")!.SetValue(null, events);
        Type client = Client.Value.GetType("TencentCloud.Tcsas.ITcsasClient")!;
        var recorder = (Recorder)DispatchProxy.Create(client, typeof(Recorder));
        recorder.Events = events;
        recorder.Scenario = scenario;
        MethodInfo run = type.GetMethod("Run")!;
        object instance = Activator.CreateInstance(type, recorder, scenario.HasOther ? recorder : null)!;
        try
        {
            object?[] arguments = [.. run.GetParameters().Select(parameter => Argument(parameter.ParameterType, scenario))];
            CancellationToken[] tokens = [.. arguments.OfType<CancellationToken>()];
            recorder.Tokens = tokens.Zip((string[])["(first)", "(second)"]).ToDictionary(static pair => pair.First, static pair => pair.Second);
            events.Add("returned " + ((Task<int>)run.Invoke(instance, arguments)!).GetAwaiter().GetResult());
        }
        catch (Exception e)
        {
            // A call that is waited for wraps its exception, a call that is awaited does not.
            while (e is TargetInvocationException or AggregateException && e.InnerException is { } inner)
            {
                e = inner;
            }

            events.Add("threw " + e.GetType().Name + " " + (e as ApiServiceException)?.Code);
        }

        return [.. events];
    }

    private static object? Argument(Type type, Scenario scenario) =>
        type == typeof(string) ? "text"
        : type == typeof(bool) ? scenario.Flag
        : type == typeof(List<string>) ? new List<string> { "one", "two" }
        : type == typeof(CancellationToken) ? new CancellationTokenSource().Token
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    /// <summary>A situation that a method may find.</summary>
    /// <param name="Flag">Its flag.</param>
    /// <param name="HasOther">Whether its second client is there.</param>
    /// <param name="Failure">The code that calls fail with; null when they do not.</param>
    /// <param name="FirstFailing">How many calls succeed first.</param>
    private sealed record Scenario(bool Flag, bool HasOther, string? Failure, int FirstFailing);

    /// <summary>The client.</summary>
    [SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The platform derives the proxy from it.")]
    public class Recorder : DispatchProxy
    {
        private int _calls;

        internal List<string> Events { get; set; } = [];

        internal object? Scenario { get; set; }

        /// <summary>The method's own tokens, by what they are called here.</summary>
        internal Dictionary<CancellationToken, string> Tokens { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            CancellationToken token = args!.OfType<CancellationToken>().Single();
            Events.Add(targetMethod!.Name + (token == CancellationToken.None ? "" : Tokens.GetValueOrDefault(token, "(another)")) + " " + args![0]!.GetType().GetMethod("ToJson")!.Invoke(args[0], null));
            Type response = targetMethod.ReturnType.GetGenericArguments()[0];
            var scenario = (Scenario)Scenario!;
            if (scenario.Failure is { } code && _calls++ >= scenario.FirstFailing)
            {
                return typeof(Task).GetMethods().Single(static method => method is { Name: nameof(Task.FromException), IsGenericMethod: true }).MakeGenericMethod(response).Invoke(null, [Failure(targetMethod, code)]);
            }

            object made = Activator.CreateInstance(response)!;
            response.GetProperty("RequestId")?.SetValue(made, "id" + _calls);
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(response).Invoke(null, [made]);
        }

        /// <summary>The exception that a client throws for a code: with the value of the action's enum, if that lists the code.</summary>
        private static Exception Failure(MethodInfo method, string code)
        {
            string action = method.Name[..^"Async".Length];
            Type codes = Client.Value.GetType($"TencentCloud.Tcsas.{action}ErrorCode") ?? typeof(CommonErrorCode);
            object value = codes.GetFields().FirstOrDefault(field => field.GetCustomAttribute<Runtime.Annotations.ApiErrorCodeAttribute>()?.Code == code)?.GetValue(null) ?? Activator.CreateInstance(codes)!;
            return (Exception)Activator.CreateInstance(typeof(ApiException<>).MakeGenericType(codes), new ApiFailure(action, code, "failed", "id"), value)!;
        }
    }

    /// <summary>
    /// Holds one version of a consumer; the client is the same for all. It stays until the end: with contexts that could be unloaded, the platform's
    /// background collector sometimes met objects of a type that was gone, and took the process down.
    /// </summary>
    private sealed class Context() : AssemblyLoadContext(isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == Client.Value.GetName().Name ? Client.Value : null;
    }
}
