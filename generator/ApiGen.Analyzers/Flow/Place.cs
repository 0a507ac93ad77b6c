namespace ApiGen.Analyzers.Flow;

/// <summary>A place of a <see cref="Store"/>.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Object">The object that it belongs to; 0 for a variable.</param>
internal sealed record Place(int Number, PlaceKind Kind, int Object);
