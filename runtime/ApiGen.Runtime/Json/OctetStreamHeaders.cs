using System.Globalization;

namespace ApiGen.Runtime.Json;

/// <summary>Takes the members of a request with a raw body as headers. Members that are null are left out.</summary>
public readonly ref struct OctetStreamHeaders
{
    private readonly List<KeyValuePair<string, string>> _headers;
    private readonly List<RequestProblem> _problems;
    private readonly string _prefix;
    private readonly string? _clientToken;

    /// <param name="headers">Where the members go.</param>
    /// <param name="problems">Where it goes which of them cannot stand in a header.</param>
    /// <param name="service">The service whose name is part of each header's.</param>
    /// <param name="clientToken">The client token to send in place of the request's own, which is empty; null when the client made none.</param>
    internal OctetStreamHeaders(List<KeyValuePair<string, string>> headers, List<RequestProblem> problems, string service, string? clientToken)
    {
        _headers = headers;
        _problems = problems;
        _clientToken = clientToken;
        _prefix = NameOf(service, "");
    }

    /// <summary>The name of the header that a member is.</summary>
    internal static string NameOf(string service, string member) => $"X-{service.ToUpperInvariant()}-{member}";

    /// <summary>Adds a text. The call fails by a <see cref="RequestValidationException"/> when one is empty or cannot stand in a header.</summary>
    public void Add(string member, string? value)
    {
        value = _clientToken is not null && member == "ClientToken" ? _clientToken : value;
        if (value is null)
        {
            return;
        }

        if (HeaderText.Fault(value) is { } fault)
        {
            _problems.Add(new RequestProblem(member, fault));
        }
        else
        {
            _headers.Add(new KeyValuePair<string, string>(_prefix + member, value));
        }
    }

    /// <summary>Adds an integer.</summary>
    public void Add(string member, long? value) => Add(member, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an integer without sign.</summary>
    public void Add(string member, ulong? value) => Add(member, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number.</summary>
    public void Add(string member, double? value) => Add(member, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a boolean, as <c>true</c> or <c>false</c>.</summary>
    public void Add(string member, bool? value) => Add(member, value is { } set ? (set ? "true" : "false") : null);
}
