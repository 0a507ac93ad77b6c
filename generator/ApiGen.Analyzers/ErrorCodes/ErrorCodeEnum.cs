using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The error codes of an action, as its enum lists them.</summary>
internal sealed class ErrorCodeEnum
{
    private ErrorCodeEnum(ITypeSymbol type, ImmutableDictionary<string, string> members) => (Type, Members) = (type, members);

    public ITypeSymbol Type { get; }

    /// <summary>The enum's members by their codes on the wire.</summary>
    public ImmutableDictionary<string, string> Members { get; }

    /// <summary>The codes of an enum; null when it is not an enum of error codes.</summary>
    public static ErrorCodeEnum? Of(ITypeSymbol? type, ApiSymbols symbols, ConcurrentDictionary<ITypeSymbol, ErrorCodeEnum?> known) =>
        type is { TypeKind: TypeKind.Enum } ? known.GetOrAdd(type, key => Read(key, symbols)) : null;

    /// <summary>The code of the enum that is spelled most like another one; null when none is near.</summary>
    public string? Nearest(string code)
    {
        string? nearest = null;
        int least = Math.Max(2, code.Length / 5) + 1;
        foreach (string candidate in Members.Keys.OrderBy(static key => key, StringComparer.Ordinal))
        {
            int distance = Distance(code, candidate);
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static ErrorCodeEnum? Read(ITypeSymbol type, ApiSymbols symbols)
    {
        ImmutableDictionary<string, string>.Builder members = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (ISymbol member in type.GetMembers())
        {
            foreach (AttributeData attribute in member.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.ErrorCode)
                    && attribute.ConstructorArguments.FirstOrDefault().Value is string code)
                {
                    members[code] = member.Name;
                }
            }
        }

        return members.Count == 0 ? null : new ErrorCodeEnum(type, members.ToImmutable());
    }

    /// <summary>The number of letters to insert, delete or replace (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
