namespace ApiGen.Specs.Syntax;

/// <summary>Words for nodes in messages.</summary>
internal static class SpecNodeExtensions
{
    public static string Describe(this SpecNode node) => node switch
    {
        MappingNode => "a mapping",
        SequenceNode { Items.Count: 0 } => "an empty list",
        SequenceNode => "a list",
        ScalarNode scalar => Describe(PlainScalar.Classify(scalar), scalar.Value),
        _ => "nothing",
    };

    private static string Describe(ScalarKind kind, string text) => kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Bool => "true or false (text that looks like it stands in quotes)",
        ScalarKind.Integer or ScalarKind.Float => "a number (text that looks like one stands in quotes)",
        _ => text.Length == 0 ? "empty text" : string.IsNullOrWhiteSpace(text) ? "blank text" : "text",
    };
}
