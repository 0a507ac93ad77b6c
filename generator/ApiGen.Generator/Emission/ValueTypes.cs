using ApiGen.Generator.Models;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>How each kind of value is declared in C#, and what the templates must know to read and write it.</summary>
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

    /// <summary>The value as the templates read and write it.</summary>
    public ValueEmitModel Plan(TypeReference type)
    {
        TypeReference value = type.Kind == ValueKind.List ? type.Element! : type;
        bool isListOfLists = value.Kind == ValueKind.List;
        return new ValueEmitModel(
            Kind(value),
            type.Kind == ValueKind.List,
            value.Kind == ValueKind.Object || isListOfLists ? Declared(value) : null,
            isListOfLists ? Plan(value) : null);
    }

    private static string Kind(TypeReference value) => value.Kind switch
    {
        ValueKind.Int64 => "Int64",
        ValueKind.UInt64 => "UInt64",
        ValueKind.Double => "Double",
        ValueKind.Bool => "Boolean",
        ValueKind.Object => "Object",
        ValueKind.List => "",
        _ => "String",
    };
}
