using System.Runtime.CompilerServices;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Collects what is wrong with a request before it is sent. Nothing is allocated while all is well: the path of a nested
/// member is put together from the inside outwards, and only once there is a problem to name.
/// </summary>
public ref partial struct RequestValidation
{
    /// <summary>How many objects and lists of a request may stand inside each other, the request itself counted. A graph that goes on beyond this refers back to itself.</summary>
    internal const int MaxDepth = 128;

    private const int NoIndex = -1;
    private const string NullElement = "is null; take the element out of the list";

    private const string NotFinite = "is not a finite number; JSON has no form for it";

    // More than the largest body could hold, at two bytes each.
    private const int MaxObjects = ApiClient.MaxRequestBytes / 2;

    // The token that the client thought of in place of the request's own, which is empty.
    private string? _clientToken;
    private List<RequestProblem>? _problems;

    // How many objects and lists stand around the one that is checked.
    private int _depth;
    private int _objects;
    private TimeSpan _matching;
    private bool _isSensitive;
    private bool _isEndless;

    /// <param name="clientToken">What the request is to have for a token, if its own is empty; made shorter where only the longest length is in its way.</param>
    internal RequestValidation(string? clientToken) => _clientToken = clientToken;

    /// <summary>The token to send; null when the client is to send none of its own.</summary>
    internal readonly string? ClientToken => _clientToken;

    /// <summary>Everything that is wrong so far; null when nothing is.</summary>
    internal readonly List<RequestProblem>? Problems => _problems;

    /// <summary>Reports a required member that is not set.</summary>
    public void Missing(string member)
    {
        if (!IsFilledIn(member))
        {
            Report(member, "is required");
        }
    }

    /// <summary>Reports a member that breaks a constraint.</summary>
    /// <param name="member">The member.</param>
    /// <param name="message">What is wrong with it, as the end of a sentence.</param>
    public void Report(string member, string message) => (_problems ??= []).Add(new RequestProblem(member, message));

    /// <summary>Checks the members of a nested object.</summary>
    /// <typeparam name="T">The member's type.</typeparam>
    /// <param name="value">The object; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="isSensitive">Whether messages must not show values in it.</param>
    public void Object<T>(T? value, string member, bool isSensitive = false)
        where T : class, IValidatable
    {
        if (value is not null)
        {
            bool around = Hide(isSensitive);
            Nested(value, member, NoIndex);
            _isSensitive = around;
        }
    }

    /// <summary>Checks the members of each object of a list. An element that is null is a problem, because the service gives it no meaning.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="values">The list; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="isSensitive">Whether messages must not show values in it.</param>
    public void ObjectList<T>(IList<T>? values, string member, bool isSensitive = false)
        where T : class, IValidatable
    {
        if (values is null || !Enter(member))
        {
            return;
        }

        bool around = Hide(isSensitive);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                Nested(value, member, i);
            }
            else
            {
                ReportElement(member, i, NullElement);
            }
        }

        _isSensitive = around;
        _depth--;
    }

    /// <summary>Checks that a number is one that JSON has a form for.</summary>
    /// <param name="value">The number; null passes.</param>
    /// <param name="member">The member.</param>
    public void Finite(double? value, string member)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            Report(member, NotFinite);
        }
    }

    /// <summary>Checks that no element of a list is null, because the service gives it no meaning, nor a number that JSON has no form for.</summary>
    public void Elements<T>(IList<T>? values, string member)
    {
        if (values is null || !Enter(member))
        {
            return;
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is null)
            {
                ReportElement(member, i, NullElement);
            }
            else if (values[i] is double number && !double.IsFinite(number))
            {
                ReportElement(member, i, NotFinite);
            }
        }

        _depth--;
    }

    /// <summary>Checks each list of a list of lists. One that is null is a problem, because the service gives it no meaning.</summary>
    /// <typeparam name="T">The type of the inner lists.</typeparam>
    /// <param name="values">The outer list; null passes.</param>
    /// <param name="member">The member.</param>
    /// <param name="check">Checks one inner list, as a member with an empty name.</param>
    /// <param name="isSensitive">Whether messages must not show values in it.</param>
    public void Lists<T>(IList<T>? values, string member, RequestListCheck<T> check, bool isSensitive = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(check);
        if (values is null || !Enter(member))
        {
            return;
        }

        bool around = Hide(isSensitive);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } inner)
            {
                ReportElement(member, i, NullElement);
                continue;
            }

            int before = _problems?.Count ?? 0;
            check(ref this, inner);
            if (_problems is not null && _problems.Count > before)
            {
                PrefixFrom(before, ElementPath(member, i));
            }
        }

        _isSensitive = around;
        _depth--;
    }

    /// <summary>Checks the length of a text in UTF-16 code units.</summary>
    public void Length(string? value, string member, int minimum, int maximum)
    {
        value = Sent(value, member);
        if (value is not null && ReferenceEquals(value, _clientToken))
        {
            value = _clientToken = Shortened(value, maximum);
        }

        if (value is not null && (value.Length < minimum || value.Length > maximum))
        {
            Report(member, LengthMessage(value.Length, minimum, maximum));
        }
    }

    /// <summary>Checks the length of each text of a list in UTF-16 code units.</summary>
    public void Length(IList<string>? values, string member, int minimum, int maximum)
    {
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } value && (value.Length < minimum || value.Length > maximum))
            {
                ReportElement(member, i, LengthMessage(value.Length, minimum, maximum));
            }
        }
    }

    /// <summary>Checks the number of elements of a list.</summary>
    /// <param name="count">The number; null when the list is not set.</param>
    /// <param name="member">The member.</param>
    /// <param name="minimum">The fewest elements.</param>
    /// <param name="maximum">The most elements; <see cref="int.MaxValue"/> when unlimited.</param>
    public void ItemCount(int? count, string member, int minimum, int maximum)
    {
        if (count is { } number && (number < minimum || number > maximum))
        {
            Report(member, FormattableString.Invariant($"holds {Counted(number, "element")}; {Bound(number, minimum, maximum)}"));
        }
    }

    /// <summary>Checks that a text matches a pattern somewhere.</summary>
    public void Pattern(string? value, string member, RequestPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        value = Sent(value, member);
        if (value is not null && pattern.Fault(value, ref _matching) is { } fault)
        {
            Report(member, fault);
        }
    }

    /// <summary>Checks that each text of a list matches a pattern somewhere.</summary>
    public void Pattern(IList<string>? values, string member, RequestPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            if (values![i] is { } value && pattern.Fault(value, ref _matching) is { } fault)
            {
                ReportElement(member, i, fault);
            }
        }
    }

    private void Nested<T>(T value, string member, int index)
        where T : class, IValidatable
    {
        if (!_isEndless && ++_objects > MaxObjects)
        {
            _isEndless = true;
            Report(Place(member, index), FormattableString.Invariant($"is one of more than {MaxObjects} objects; it may refer back to itself"));
        }

        if (!Enter(member, index))
        {
            return;
        }

        int before = _problems?.Count ?? 0;
        value.Validate(ref this);
        _depth--;
        if (_problems is not null && _problems.Count > before)
        {
            PrefixFrom(before, Place(member, index));
        }
    }

    private bool Enter(string member, int index = NoIndex)
    {
        if (_isEndless)
        {
            return false;
        }

        if (++_depth == MaxDepth)
        {
            // One is enough: a graph that branches has more ways down than can be walked.
            _isEndless = true;
            _depth--;
            Report(Place(member, index), FormattableString.Invariant($"is nested more than {MaxDepth} levels deep; it may refer back to itself"));
        }

        return !_isEndless;
    }

    private readonly bool IsFilledIn(string member) => _clientToken is not null && _depth == 0 && member == nameof(ClientToken);

    private readonly string? Sent(string? value, string member) => string.IsNullOrEmpty(value) && IsFilledIn(member) ? _clientToken : value;

    // The digits of a GUID are its 128 bits; with 64 of them no two calls of an account have the same either.
    private static string Shortened(string token, int maximum)
    {
        const int Fewest = 16;
        string digits = token.Replace("-", "", StringComparison.Ordinal);
        return token.Length <= maximum || maximum < Fewest ? token : digits[..Math.Min(digits.Length, maximum)];
    }

    // Gives what held until now.
    private bool Hide(bool isSensitive)
    {
        bool around = _isSensitive;
        _isSensitive |= isSensitive;
        return around;
    }

    private readonly void PrefixFrom(int first, string prefix)
    {
        for (int i = first; i < _problems!.Count; i++)
        {
            string path = _problems[i].Path;
            _problems[i] = _problems[i] with { Path = path is "" or ['[', ..] ? prefix + path : $"{prefix}.{path}" };
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReportElement(string member, int index, string message) => Report(ElementPath(member, index), message);

    private static string Place(string member, int index) => index == NoIndex ? member : ElementPath(member, index);

    private static string ElementPath(string member, int index) => FormattableString.Invariant($"{member}[{index}]");

    private static string Counted(int number, string one) => FormattableString.Invariant($"{number} {one}") + (number == 1 ? "" : "s");

    private static string LengthMessage(int length, int minimum, int maximum) =>
        FormattableString.Invariant($"is {Counted(length, "character")} long; {Bound(length, minimum, maximum)}");

    // The bound that is broken: the other one may be none of the spec's.
    private static string Bound(int number, int minimum, int maximum) => number < minimum
        ? FormattableString.Invariant($"at least {minimum} {(minimum == 1 ? "is" : "are")} needed")
        : FormattableString.Invariant($"at most {maximum} {(maximum == 1 ? "is" : "are")} allowed");
}
