namespace ApiGen.Runtime.Pipeline;

/// <summary>Whose timeout passed.</summary>
internal enum TimeoutLimit
{
    Call,
    Attempt,
    HttpClient,
}
