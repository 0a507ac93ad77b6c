using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Support;

/// <summary>Spec texts for tests, and shortcuts to what becomes of them.</summary>
internal static class Spec
{
    public const string ServicePath = "specs/demo/service.yaml";
    public const string ActionPath = "specs/demo/actions/Act.yaml";
    public const string TypesPath = "specs/demo/types.yaml";

    public const string Service = """
        service: demo
        version: 2025-01-06
        namespace: Demo.Api
        endpoint: demo.example.com

        """;

    /// <summary>Binds a service with one file of an action.</summary>
    public static SpecSet WithAction(string action, string types = "types: {}\n") => SpecLoader.Load(
    [
        new SpecText(ServicePath, Service),
        new SpecText(ActionPath, action),
        new SpecText(TypesPath, types),
    ]);

    /// <summary>The only action of a set without diagnostics.</summary>
    public static ActionModel Action(string action, string types = "types: {}\n")
    {
        SpecSet set = WithAction(action, types);
        Assert.Empty(Lines(set));
        return Assert.Single(Assert.Single(set.Services).Actions);
    }

    /// <summary>The only member of the request of an action whose request is <c>A: member</c>.</summary>
    public static MemberModel Member(string member) => Assert.Single(Action($"action: Act\nrequest:\n  A: {member}\n").Request);

    /// <summary>The diagnostics in the form <c>file(line,column): severity ID: message</c>.</summary>
    public static string[] Lines(SpecSet set) => [.. set.Diagnostics.Select(static d => d.ToString())];

    /// <summary>The diagnostics in the form <c>ID(line,column) 'text that is marked'</c>, given the files that they are in.</summary>
    public static string[] Marks(SpecSet set, params SpecText[] files) => [.. set.Diagnostics.Select(d => Mark(d, files.Single(f => f.Path == d.Location.Path)))];

    /// <summary>The diagnostics of an action file in the form <c>ID(line,column) 'text that is marked'</c>.</summary>
    public static string[] ActionMarks(string action, string types = "types: {}\n") =>
        Marks(WithAction(action, types), new SpecText(ActionPath, action), new SpecText(TypesPath, types), new SpecText(ServicePath, Service));

    /// <summary>The diagnostics of one file alone.</summary>
    public static string[] FileMarks(string text)
    {
        SpecText file = new("specs/file.yaml", text);
        return [.. SpecReader.Read(file).Diagnostics.Select(d => Mark(d, file))];
    }

    private static string Mark(SpecDiagnostic d, SpecText file) => FormattableString.Invariant(
        $"{d.Descriptor.Id}({d.Location.Line + 1},{d.Location.Column + 1}) '{file.Text.Substring(d.Location.Start, d.Location.Length)}'");
}
