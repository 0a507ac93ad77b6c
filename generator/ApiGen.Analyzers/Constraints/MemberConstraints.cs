using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Constraints;

/// <summary>Reads the constraints of members from their annotations, once each.</summary>
internal sealed class MemberConstraints(ApiSymbols symbols)
{
    // .NET 7 and later; the compiler's host may be older.
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    /// <summary>How long a pattern that needs backtracking may take on one constant: as long as it may take in the client.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IPropertySymbol, MemberConstraint?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The constraints of a property; null when it has none.</summary>
    public MemberConstraint? Of(IPropertySymbol property) =>
        symbols.Model(property.ContainingType) is not null ? _known.GetOrAdd(property, Read) : null;

    /// <summary>Whether a method calls an action.</summary>
    public bool IsClientCall(IMethodSymbol method) => symbols.Method(method) is not null;

    /// <summary>Whether a value is part of one that a sensitive member is set to.</summary>
    public bool IsInSensitive(IOperation value)
    {
        for (IOperation? around = value.Parent; around is not null; around = around.Parent)
        {
            if (around is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var member } } && Arguments(symbols.Attributes(member), symbols.Sensitive) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private MemberConstraint? Read(IPropertySymbol property)
    {
        ImmutableArray<AttributeData> attributes = symbols.Attributes(property);
        MemberConstraint constraint = new()
        {
            IsList = property.Type.SpecialType != SpecialType.System_String && property.Type is INamedTypeSymbol { Arity: 1, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T },
            IsDouble = IsOf(property.Type, SpecialType.System_Double),
            HoldsNoNulls = IsSent(property.ContainingType),
            IsSensitive = Arguments(attributes, symbols.Sensitive) is not null,
            Length = Bounds(Arguments(attributes, symbols.Length)),
            ItemCount = Bounds(Arguments(attributes, symbols.ItemCount)),
            Range = Arguments(attributes, symbols.Range) is { Length: 2 } range ? (range[0].Value as string, range[1].Value as string) : null,
            Pattern = Arguments(attributes, symbols.Pattern) is { Length: 1 } pattern ? Parse(pattern[0].Value as string) : null,
            WrittenPattern = attributes.FirstOrDefault(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.Pattern))?
                .NamedArguments.FirstOrDefault(static argument => argument.Key == "Written").Value.Value as string,
            Values = Arguments(attributes, symbols.Values) is { Length: 1 } values && values[0].Kind == TypedConstantKind.Array
                ? values[0].Values.Select(static value => value.Value).OfType<string>().ToImmutableArray()
                : ImmutableArray<string>.Empty,
        };
        return constraint is { Length: null, ItemCount: null, Range: null, Pattern: null, Values.IsEmpty: true } && !(constraint.IsList && constraint.HoldsNoNulls) ? null : constraint;
    }

    /// <summary>Whether the type, the type of its value, or that of its elements is the given one.</summary>
    private static bool IsOf(ITypeSymbol type, SpecialType wanted) =>
        type.SpecialType == wanted || (type is INamedTypeSymbol { Arity: 1 } generic && IsOf(generic.TypeArguments[0], wanted));

    /// <summary>Whether callers send objects of a type.</summary>
    private static bool IsSent(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            {
                // The value of ApiModelUsage.Request.
                if (argument is { Key: "Usage", Value.Value: 1 } && attribute.AttributeClass?.Name == "ApiModelAttribute")
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ImmutableArray<TypedConstant>? Arguments(ImmutableArray<AttributeData> attributes, INamedTypeSymbol? wanted)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, wanted))
            {
                return attribute.ConstructorArguments;
            }
        }

        return null;
    }

    private static (int Minimum, int Maximum)? Bounds(ImmutableArray<TypedConstant>? arguments) =>
        arguments is { Length: 2 } bounds && bounds[0].Value is int minimum && bounds[1].Value is int maximum ? (minimum, maximum) : null;

    private static Regex? Parse(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | NonBacktracking);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentOutOfRangeException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException)
        {
            // A pattern that this platform does not read is the spec's matter, not the consumer's.
            return null;
        }
    }
}
