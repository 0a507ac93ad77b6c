namespace ApiGen.Generator.Models;

/// <summary>A value as the templates read and write it: which methods of the runtime, and for which type.</summary>
/// <param name="Kind">The kind of the value, or of the elements of a list, in the words of those methods; empty for a list of lists.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="TypeName">The class of an object or of the objects in a list, or the type of the lists in a list; null for other values.</param>
/// <param name="Element">The lists in a list; null for other values.</param>
internal sealed record ValueEmitModel(string Kind, bool IsList, string? TypeName, ValueEmitModel? Element);
