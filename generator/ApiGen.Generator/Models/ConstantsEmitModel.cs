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
