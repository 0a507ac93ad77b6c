namespace ApiGen.Runtime.Transport;

/// <summary>What an exception is called in a sentence.</summary>
internal static class PlainName
{
    /// <summary>The name of its type, without the number of parameters that .NET puts behind that of a generic one.</summary>
    internal static string Of(Exception exception)
    {
        string name = exception.GetType().Name;
        return name.IndexOf('`', StringComparison.Ordinal) is >= 0 and int end ? name[..end] : name;
    }
}
