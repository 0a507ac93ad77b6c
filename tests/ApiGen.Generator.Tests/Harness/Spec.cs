namespace ApiGen.Generator.Tests.Harness;

/// <summary>Small specs for tests that look at one thing.</summary>
internal static class Spec
{
    public const string Header = """
        service: demo
        version: 2026-01-01
        namespace: Acme.Demo
        endpoint: demo.example.com
        """;

    /// <summary>A whole service in one file: the header and what is given.</summary>
    public static SpecFileText Service(string body) => new("specs/demo.yaml", Header + "\n" + body);

    /// <summary>A service spread over files: its header, its types, one file per action.</summary>
    public static List<SpecFileText> Files(string types, params (string Action, string Body)[] actions) =>
    [
        new("specs/demo/service.yaml", Header + "\n"),
        new("specs/demo/types.yaml", types),
        .. actions.Select(action => ActionFile(action.Action, action.Body)),
    ];

    public static SpecFileText ActionFile(string action, string body) => new($"specs/demo/actions/{action}.yaml", $"action: {action}\n{body}");
}
