namespace ApiGen.Runtime.Annotations;

/// <summary>Marks a request member that the service demands. A call without it fails before anything is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiRequiredAttribute : Attribute;
