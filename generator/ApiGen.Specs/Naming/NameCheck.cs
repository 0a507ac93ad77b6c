using ApiGen.Specs.Reading;

namespace ApiGen.Specs.Naming;

/// <summary>Whether texts can be names in a spec, by the checks that reading one makes.</summary>
public static class NameCheck
{
    /// <summary>Why a text cannot be the name of a member; null when it can.</summary>
    public static string? MemberFault(string text) => Names.MemberFault(text);

    /// <summary>Why a text cannot be the name of a type; null when it can.</summary>
    public static string? TypeFault(string text) => Names.TypeFault(text);

    /// <summary>Why a text cannot be a namespace; null when it can.</summary>
    public static string? NamespaceFault(string text) => Names.NamespaceFault(text);

    /// <summary>Whether a text can be the version of a service: a date.</summary>
    public static bool IsVersion(string text) => Names.IsVersion(text);

    /// <summary>Whether a text can be an error code.</summary>
    public static bool IsErrorCode(string text) => Names.IsErrorCode(text);
}
