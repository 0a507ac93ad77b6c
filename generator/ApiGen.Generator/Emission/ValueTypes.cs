using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>How each kind of value is declared, read and written in C#.</summary>
/// <param name="typeName">Gives the C# name of a declared type, with <c>global::</c>.</param>
internal sealed class ValueTypes(Func<string, string> typeName)
{
    /// <summary>The C# type without a mark for null.</summary>
    public string Declared(TypeReference type) => type.Kind switch
    {
        ValueKind.String => "string",
        ValueKind.Int64 => "long",
        ValueKind.UInt64 => "ulong",
        ValueKind.Double => "double",
        ValueKind.Bool => "bool",
        ValueKind.Object => typeName(type.Name!),
        _ => $"{RuntimeNames.List}<{Element(type.Element!)}>",
    };

    /// <summary>The C# type of a list's elements: numbers and booleans keep a null, which services do send.</summary>
    public string Element(TypeReference type) => IsValueType(type) ? Declared(type) + "?" : Declared(type);

    /// <summary>Whether the C# type is a struct.</summary>
    public static bool IsValueType(TypeReference type) =>
        type.Kind is ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Double or ValueKind.Bool;

    /// <summary>The expression that reads a value of the type from <paramref name="reader"/>; it may give null.</summary>
    public string Read(TypeReference type, string reader) => type.Kind switch
    {
        ValueKind.Object => $"{RuntimeNames.JsonRead}.Object<{typeName(type.Name!)}>(ref {reader})",
        ValueKind.List when type.Element!.Kind == ValueKind.List =>
            $"{RuntimeNames.JsonRead}.List<{Declared(type.Element)}>(ref {reader}, static (ref {RuntimeNames.Reader} element) => {Read(type.Element, "element")})",
        ValueKind.List when type.Element.Kind == ValueKind.Object =>
            $"{RuntimeNames.JsonRead}.ObjectList<{typeName(type.Element.Name!)}>(ref {reader})",
        ValueKind.List => $"{RuntimeNames.JsonRead}.{Stem(type.Element)}List(ref {reader})",
        _ => $"{RuntimeNames.JsonRead}.{Stem(type)}(ref {reader})",
    };

    /// <summary>The condition under which a member is written, and the call that writes it. An empty condition leaves it to the call.</summary>
    public static (string Condition, string Call) Write(TypeReference type, string member, string jsonName) => type.Kind switch
    {
        ValueKind.String => ($"{member} is not null", $"writer.WriteString({jsonName}, {member})"),
        ValueKind.Int64 or ValueKind.UInt64 => ($"{member}.HasValue", $"writer.WriteNumber({jsonName}, {member}.GetValueOrDefault())"),
        ValueKind.Double => ($"{member}.HasValue", $"{RuntimeNames.JsonWrite}.Number(writer, {jsonName}, {member}.GetValueOrDefault())"),
        ValueKind.Bool => ($"{member}.HasValue", $"writer.WriteBoolean({jsonName}, {member}.GetValueOrDefault())"),
        ValueKind.Object => ("", $"{RuntimeNames.JsonWrite}.Object(writer, {jsonName}, {member})"),
        ValueKind.List when type.Element!.Kind == ValueKind.List =>
            ("", $"{RuntimeNames.JsonWrite}.List(writer, {jsonName}, {member}, static (writer, element) => {WriteElement(type.Element)})"),
        ValueKind.List when type.Element.Kind == ValueKind.Object => ("", $"{RuntimeNames.JsonWrite}.ObjectList(writer, {jsonName}, {member})"),
        _ => ("", $"{RuntimeNames.JsonWrite}.{Stem(type.Element!)}List(writer, {jsonName}, {member})"),
    };

    private static string WriteElement(TypeReference list) => list.Element!.Kind switch
    {
        ValueKind.List => $"{RuntimeNames.JsonWrite}.ListElements(writer, element, static (writer, element) => {WriteElement(list.Element)})",
        ValueKind.Object => $"{RuntimeNames.JsonWrite}.ObjectElements(writer, element)",
        _ => $"{RuntimeNames.JsonWrite}.{Stem(list.Element)}Elements(writer, element)",
    };

    private static string Stem(TypeReference scalar) => scalar.Kind switch
    {
        ValueKind.Int64 => "Int64",
        ValueKind.UInt64 => "UInt64",
        ValueKind.Double => "Double",
        ValueKind.Bool => "Boolean",
        _ => "String",
    };
}
