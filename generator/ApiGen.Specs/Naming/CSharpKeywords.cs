namespace ApiGen.Specs.Naming;

/// <summary>The words that C# reserves in every context. Source: C# language specification, section 6.4.4.</summary>
public static class CSharpKeywords
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",

        // What the compiler reserves beyond the language.
        "__arglist", "__makeref", "__reftype", "__refvalue",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => Reserved;

    /// <summary>Whether the word is reserved.</summary>
    public static bool Contains(string word) => Reserved.Contains(word);
}
