namespace ApiGen.Explorer.Hosting;

/// <summary>An example that fills a form.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Request">The request as JSON.</param>
internal sealed record FormExample(string Title, string Request);
