using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Responses;

/// <summary>Turns outcomes into bodies of the vendor's form. Source: the vendor's page "Responses".</summary>
internal sealed class ResponseWriter(RequestIds requestIds, int? itemCount)
{
    private const string RequestIdName = "RequestId";
    private const string JsonType = "application/json";

    /// <summary>Text goes out as it is, as the vendor's gateway sends it, not as \u escapes.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An error, with its id.</summary>
    public (GatewayResponse Response, string RequestId) Error(string code, string message, DateTimeOffset date)
    {
        string id = requestIds.Next();
        JsonObject response = new()
        {
            ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = message },
            [RequestIdName] = id,
        };
        return (Json(response, date), id);
    }

    /// <summary>The response to an accepted call, with its id; no id when the body is not of the vendor's form.</summary>
    public (GatewayResponse Response, string? RequestId) Scripted(ScriptedResponse script, ActionRoute route, JsonObject parameters, DateTimeOffset date)
    {
        (GatewayResponse response, string? id) = Content(script, route, parameters, date);
        return (response with
        {
            Headers = script.Headers,
            Delay = script.Delay,
            Encoding = script.Encoding,
            Fault = script.Fault,
            DeclaredLength = script.DeclaredLength,
        }, id);
    }

    private (GatewayResponse Response, string? RequestId) Content(ScriptedResponse script, ActionRoute route, JsonObject parameters, DateTimeOffset date)
    {
        if (script.RawBody is { } body)
        {
            return (new GatewayResponse { Status = script.Status, ContentType = script.ContentType, Body = body, Date = date }, null);
        }

        if (script.ErrorCode is { } code)
        {
            return Error(code, script.ErrorMessage ?? Summary(route.Action, code), date);
        }

        if (script.Events is { } events)
        {
            return (EventStream(events, date) with { Pause = script.Pause }, null);
        }

        JsonObject response = script.Response?.DeepClone().AsObject() ?? Example(route, parameters);
        string id = Identify(response, keep: script.Response is not null || requestIds.KeepExamples);
        return (route.Action.ResponseBody == ResponseBodyKind.EventStream
            ? EventStream([response.ToJsonString(Plain)], date)
            : Json(response, date), id);
    }

    private JsonObject Example(ActionRoute route, JsonObject parameters)
    {
        JsonObject example = ExampleResponse.For(route);
        if (itemCount is { } count && route.Action.Paging is { } paging)
        {
            new ItemPage(route, paging, count).Put(example, parameters);
        }

        return example;
    }

    private string Identify(JsonObject response, bool keep)
    {
        if (keep && response[RequestIdName] is JsonValue own && own.TryGetValue(out string? id))
        {
            return id;
        }

        id = requestIds.Next();
        response.Remove(RequestIdName);
        response.Add(RequestIdName, id);
        return id;
    }

    private static string Summary(ActionModel action, string code) =>
        action.Errors.FirstOrDefault(error => error.Code == code) is { Summary: { Length: > 0 } summary } ? summary : code;

    private static GatewayResponse Json(JsonObject response, DateTimeOffset date) => new()
    {
        ContentType = JsonType,
        Body = Encoding.UTF8.GetBytes(new JsonObject { ["Response"] = response }.ToJsonString(Plain)),
        Date = date,
    };

    /// <summary>Source: HTML Living Standard, section "Server-sent events": each line of the data has its own field, a blank line ends the event.</summary>
    private static GatewayResponse EventStream(IReadOnlyList<string> events, DateTimeOffset date)
    {
        byte[][] parts = [.. events.Select(static data => Encoding.UTF8.GetBytes(Event(data)))];
        return new GatewayResponse { ContentType = "text/event-stream", Body = [.. parts.SelectMany(static part => part)], Parts = parts, Date = date };
    }

    private static string Event(string data) =>
        string.Concat(data.ReplaceLineEndings("\n").Split('\n').Select(static line => $"data: {line}\n").Append("\n"));
}
