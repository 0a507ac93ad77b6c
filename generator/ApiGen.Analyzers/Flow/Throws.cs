using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What a piece of code may throw.</summary>
internal sealed class Throws
{
    /// <summary>Whatever it likes.</summary>
    public static readonly Throws Anything = new() { _isAnything = true };

    /// <summary>Whatever it likes, if it ends at all: the compiler cannot tell what is called.</summary>
    public static readonly Throws Unresolved = new() { _isAnything = true, IsUnresolved = true };

    /// <summary>What the platform throws, which knows none of a client's exceptions.</summary>
    public static readonly Throws Platform = new() { _isPlatform = true };

    /// <summary>What the parts of the platform throw that work in memory: nothing of files, nets and rights.</summary>
    public static readonly Throws Memory = new() { _isMemory = true };

    /// <summary>What a client's call throws.</summary>
    public static readonly Throws Client = new() { _isClient = true };

    /// <summary>What a method throws that refuses what it was given.</summary>
    public static readonly Throws Refusal = new() { _isRefusal = true };

    /// <summary>What the platform throws of files, nets and rights when all that was handed over is in order.</summary>
    public static readonly Throws Outside = new() { _isOutside = true };

    public static readonly Throws Nothing = new();

    /// <summary>How many kinds are told apart that are on their way through a finally block.</summary>
    private const int MostParts = 8;

    private readonly List<ITypeSymbol> _types = [];
    private readonly List<Throws> _parts = [];
    private bool _isAnything;
    private bool _isPlatform;
    private bool _isMemory;
    private bool _isClient;
    private bool _isRefusal;
    private bool _isOutside;
    private bool _isAccessHandled;
    private bool _isInputHandled;
    private bool _isEndOfCall;

    public bool IsNothing => !_isAnything && !_isPlatform && !_isMemory && !_isClient && !_isRefusal && !_isOutside && !_isEndOfCall && _types.Count == 0;

    /// <summary>Whether nobody knows what the code does.</summary>
    public bool IsUnresolved { get; private set; }

    /// <summary>Whether it is what a client's call throws, and nothing else.</summary>
    public bool IsOfClient => _isClient && !_isAnything && !_isPlatform && !_isMemory && _types.Count == 0;

    /// <summary>Whether it is what the platform throws, and nothing else.</summary>
    public bool IsOfPlatform => _isPlatform && !_isAnything && !_isClient && _types.Count == 0;

    /// <summary>An exception that is made in one place, or comes from elsewhere: of its type then, if that tells more than that it is one.</summary>
    public static Throws Of(IOperation? exception)
    {
        if (exception?.Type is not { } type || (exception is not IObjectCreationOperation && IsEverything(type)))
        {
            return Anything;
        }

        Throws throws = new();
        throws._types.Add(type);
        return throws;
    }

    public Throws Or(Throws other)
    {
        if (other.IsNothing || ReferenceEquals(this, other))
        {
            return this;
        }

        if (IsNothing)
        {
            return other;
        }

        Throws either = With(other, isClient: _isClient || other._isClient, isEndOfCall: _isEndOfCall || other._isEndOfCall);
        either._types.AddRange(_types.Union(other._types, SymbolEqualityComparer.Default).OfType<ITypeSymbol>());
        return either;
    }

    /// <summary>One or the other, with nothing left that tells which: as they come out of a finally block.</summary>
    public Throws Mixed(Throws other)
    {
        if (ReferenceEquals(this, other) || _parts.Contains(other))
        {
            return this;
        }

        Throws mixed = Or(other);
        if (!ReferenceEquals(mixed, this) && !ReferenceEquals(mixed, other) && _parts.Count <= MostParts)
        {
            mixed._parts.AddRange(_parts.Count == 0 ? [this] : _parts);
            mixed._parts.Add(other);
        }

        return mixed;
    }

    /// <summary>What a handler of a type leaves over for those after it.</summary>
    public Throws Without(ITypeSymbol? handled)
    {
        if (IsEverything(handled))
        {
            return Nothing;
        }

        bool isOfCalls = _isClient && handled is { Name: "ApiException" };
        bool isOfRefusal = _isRefusal && handled is { Name: "ArgumentException" };
        bool isOfOutside = _isOutside && handled is { Name: "IOException" or "UnauthorizedAccessException" };
        if (!isOfCalls && !isOfRefusal && !isOfOutside && !_types.Exists(type => IsOrComesFrom(type, handled!)))
        {
            return this;
        }

        Throws rest = With(Nothing, isClient: _isClient && !isOfCalls, isEndOfCall: _isEndOfCall || isOfCalls);
        rest._isRefusal &= !isOfRefusal;
        rest._isInputHandled |= handled is { Name: "IOException" };
        rest._isAccessHandled |= handled is { Name: "UnauthorizedAccessException" };
        rest._types.AddRange(_types.Where(type => !IsOrComesFrom(type, handled!)));
        return rest;
    }

    /// <summary>Whether a handler's kind of exception can come from there.</summary>
    public bool CanBe(ITypeSymbol? handled) =>
        IsLikely(handled)
        || _parts.Exists(part => part.CanBe(handled))
        || (_isOutside && (IsEverything(handled) || IsOfPlatformItself(handled)))
        || (_isEndOfCall && (IsEverything(handled) || IsEndOfCall(handled!)));

    /// <summary>
    /// Whether it mostly does: that a call is ended from outside, or a name refused although all is in order with it, may come, and nobody
    /// knows that it ever does.
    /// </summary>
    public bool IsLikely(ITypeSymbol? handled)
    {
        if (_parts.Count > 0)
        {
            return _parts.Count <= MostParts && _parts.TrueForAll(part => part.IsLikely(handled));
        }

        if (IsEverything(handled))
        {
            return _isAnything || _isPlatform || _isMemory || _isClient || _isRefusal || (_isOutside && !(_isInputHandled && _isAccessHandled)) || _types.Count > 0;
        }

        bool isOfPlatform = IsOfPlatformItself(handled);
        bool isOfRefusal = handled!.Name is "ArgumentException" or "ArgumentNullException" or "ArgumentOutOfRangeException";
        return _isAnything
            || (_isPlatform && isOfPlatform)
            || (_isMemory && isOfPlatform && IsOfMemory(handled))
            || (_isRefusal && isOfRefusal)
            || (_isOutside && isOfPlatform && !isOfRefusal)
            || (_isClient && (!isOfPlatform || IsEndOfCall(handled)))
            || _types.Exists(type => IsOrComesFrom(type, handled));
    }

    /// <summary>Whether a handler for a type takes every exception.</summary>
    public static bool IsEverything(ITypeSymbol? handled) => handled is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };

    private Throws With(Throws other, bool isClient, bool isEndOfCall) => new()
    {
        _isAnything = _isAnything || other._isAnything,
        IsUnresolved = IsUnresolved || other.IsUnresolved,
        _isPlatform = _isPlatform || other._isPlatform,
        _isMemory = _isMemory || other._isMemory,
        _isRefusal = _isRefusal || other._isRefusal,
        _isOutside = _isOutside || other._isOutside,
        _isInputHandled = (_isInputHandled || !_isOutside) && (other._isInputHandled || !other._isOutside),
        _isAccessHandled = (_isAccessHandled || !_isOutside) && (other._isAccessHandled || !other._isOutside),
        _isClient = isClient,
        _isEndOfCall = isEndOfCall,
    };

    private static bool IsEndOfCall(ITypeSymbol handled) => handled.Name is "OperationCanceledException" or "TaskCanceledException";

    private static bool IsOfPlatformItself(ITypeSymbol? handled) =>
        handled?.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    private static bool IsOfMemory(ITypeSymbol handled) =>
        handled.ContainingNamespace?.ToDisplayString() is "System" or "System.Collections.Generic" or "System.Text" or "System.Text.Json" or "System.Globalization"
        && handled.Name is not ("UnauthorizedAccessException" or "TimeoutException" or "OperationCanceledException");

    private static bool IsOrComesFrom(ITypeSymbol type, ITypeSymbol other)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, other))
            {
                return true;
            }
        }

        return false;
    }
}
