using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>The allowed values of a text as constants.</summary>
/// <param name="Name">The nested class.</param>
/// <param name="Items">The constants in spec order.</param>
internal sealed record ConstantsEmitModel(string Name, EquatableArray<ConstantEmitModel> Items);

/// <summary>One allowed value.</summary>
/// <param name="Name">The constant.</param>
/// <param name="Value">The value as the content of a C# string literal.</param>
/// <param name="Text">The value, escaped for XML.</param>
internal sealed record ConstantEmitModel(string Name, string Value, string Text);

/// <summary>A typed view of a text with a format.</summary>
/// <param name="Name">The property.</param>
/// <param name="Type">Its type.</param>
/// <param name="Summary">The text of its summary, escaped for XML.</param>
/// <param name="Get">The expression that reads the text.</param>
/// <param name="Set">The assignment to the text; empty where the view cannot be set.</param>
internal sealed record ViewEmitModel(string Name, string Type, string Summary, string Get, string Set);
