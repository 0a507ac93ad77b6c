namespace ApiGen.Runtime.Annotations;

/// <summary>Lists the allowed values of a member, or of each element of a list, in invariant form.</summary>
/// <param name="values">The allowed values.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
