namespace ApiGen.Runtime.Annotations;

/// <summary>Marks a member whose value must not appear in logs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiSensitiveAttribute : Attribute;
