namespace ApiGen.Explorer.Calling;

/// <summary>What an exception says to somebody who did not write the call in C#.</summary>
internal static class FailureText
{
    /// <summary>The message, without what .NET adds about the argument of a method.</summary>
    public static string Of(Exception exception) =>
        exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
}
