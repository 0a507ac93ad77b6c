using System.Reflection;

namespace ApiGen.Emulator.Scripting;

/// <summary>Reads the code that a member of a generated enum stands for.</summary>
internal static class ErrorCodeMember
{
    // By name, because a test may have another version of the runtime than this package would bring.
    private const string Annotation = "ApiGen.Runtime.Annotations.ApiErrorCodeAttribute";

    /// <exception cref="ArgumentException">The value stands for no code.</exception>
    public static string Code(Enum member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Type type = member.GetType();
        CustomAttributeData? annotation = type.GetField(member.ToString(), BindingFlags.Public | BindingFlags.Static)?
            .GetCustomAttributesData()
            .FirstOrDefault(static data => data.AttributeType.FullName == Annotation);
        return annotation?.ConstructorArguments is [{ Value: string code }]
            ? code
            : throw new ArgumentException(
                $"{type.Name}.{member} stands for no error code. Name a member of the action's enum or of CommonErrorCode; for a code that the spec does not know, give its text and call {nameof(ScriptedResponse.Undocumented)}().",
                nameof(member));
    }
}
