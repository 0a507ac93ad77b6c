using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>What a piece of code may throw.</summary>
internal sealed class Throws
{
    /// <summary>Whatever it likes.</summary>
    public static readonly Throws Anything = new() { _isAnything = true };

    /// <summary>What the platform throws, which knows none of a client's exceptions.</summary>
    public static readonly Throws Platform = new() { _isPlatform = true };

    /// <summary>What the parts of the platform throw that work in memory: nothing of files, nets and rights.</summary>
    public static readonly Throws Memory = new() { _isMemory = true };

    /// <summary>What a client's call throws.</summary>
    public static readonly Throws Client = new() { _isClient = true };

    public static readonly Throws Nothing = new();

    private readonly List<ITypeSymbol> _types = [];
    private bool _isAnything;
    private bool _isPlatform;
    private bool _isMemory;
    private bool _isClient;

    public bool IsNothing => !_isAnything && !_isPlatform && !_isMemory && !_isClient && _types.Count == 0;

    /// <summary>An exception of a type; of any, where the type is not known.</summary>
    public static Throws Of(ITypeSymbol? type)
    {
        if (type is null)
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

        Throws either = new()
        {
            _isAnything = _isAnything || other._isAnything,
            _isPlatform = _isPlatform || other._isPlatform,
            _isMemory = _isMemory || other._isMemory,
            _isClient = _isClient || other._isClient,
        };
        either._types.AddRange(_types.Union(other._types, SymbolEqualityComparer.Default).OfType<ITypeSymbol>());
        return either;
    }

    /// <summary>Whether a handler's kind of exception can come from there.</summary>
    public bool CanBe(ITypeSymbol? handled)
    {
        if (IsNothing || IsEverything(handled))
        {
            return !IsNothing;
        }

        bool isOfPlatform = handled!.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));
        return _isAnything
            || (_isPlatform && isOfPlatform)
            || (_isMemory && isOfPlatform && IsOfMemory(handled))
            || (_isClient && (!isOfPlatform || handled.Name is "OperationCanceledException" or "TaskCanceledException"))
            || _types.Exists(type => IsOrComesFrom(type, handled));
    }

    /// <summary>Whether a handler for a type takes every exception.</summary>
    public static bool IsEverything(ITypeSymbol? handled) => handled is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception", ContainingNamespace.Name: "System" };

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
