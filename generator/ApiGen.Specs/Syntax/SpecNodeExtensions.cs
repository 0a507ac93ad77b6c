namespace ApiGen.Specs.Syntax;

/// <summary>Words for nodes in messages.</summary>
internal static class SpecNodeExtensions
{
    public static string Describe(this SpecNode node) => node switch
    {
        MappingNode => "a mapping",
        SequenceNode => "a list",
        _ when PlainScalar.IsNull(node) => "nothing",
        _ => "text",
    };
}
