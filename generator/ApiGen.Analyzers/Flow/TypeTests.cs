using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>The types that a value was asked for, with the answers.</summary>
internal sealed class TypeTests
{
    private readonly List<ITypeSymbol> _are = [];
    private readonly List<ITypeSymbol> _areNot = [];

    public bool IsEmpty => _are.Count == 0 && _areNot.Count == 0;

    public void Add(ITypeSymbol type, bool answer) =>
        (answer ? _are : _areNot).Add(type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type);

    /// <summary>Whether there is a value that gives these answers.</summary>
    public RangeOutcome Outcome()
    {
        if (_are.Count == 0)
        {
            // Who asks for several types by name may know that there are no others.
            return _areNot.Count > 1 ? RangeOutcome.Doubtful : RangeOutcome.Some;
        }

        if (_are.Concat(_areNot).Count() > 1 && _are.Concat(_areNot).Any(Varies))
        {
            return RangeOutcome.Doubtful;
        }

        ITypeSymbol most = _are[0];
        foreach (ITypeSymbol type in _are)
        {
            if (Is(type, most))
            {
                most = type;
            }
            else if (!Is(most, type))
            {
                return Excludes(type, most) ? RangeOutcome.None : RangeOutcome.Doubtful;
            }
        }

        return _areNot.Exists(type => Is(most, type)) ? RangeOutcome.None
            : most is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Array, IsAbstract: false } || !_areNot.Exists(type => Is(type, most)) ? RangeOutcome.Some
            : RangeOutcome.Doubtful;
    }

    /// <summary>Whether what is of a type may be of another one that is not among its bases: a list of texts is an <c>IEnumerable&lt;object&gt;</c>.</summary>
    private static bool Varies(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Array or TypeKind.TypeParameter or TypeKind.Dynamic || type is INamedTypeSymbol { IsGenericType: true, TypeKind: TypeKind.Interface or TypeKind.Delegate };

    /// <summary>Whether nothing is of both types: a class has one base, and what is sealed has no other interfaces.</summary>
    private static bool Excludes(ITypeSymbol one, ITypeSymbol other) =>
        (IsOwn(one) && IsOwn(other)) || (one.IsSealed && other.TypeKind == TypeKind.Interface) || (other.IsSealed && one.TypeKind == TypeKind.Interface);

    private static bool IsOwn(ITypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Enum;

    /// <summary>Whether whatever is of one type is of another, too.</summary>
    private static bool Is(ITypeSymbol type, ITypeSymbol other)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, other))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default);
    }
}
