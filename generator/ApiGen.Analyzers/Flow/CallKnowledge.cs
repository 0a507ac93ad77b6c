using System.Collections.Concurrent;
using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What is known of the methods that a path calls: whether they come back, and what their coming back tells.</summary>
internal sealed class CallKnowledge(Compilation compilation, ApiSymbols symbols)
{
    /// <summary>How many calls deep the source is read.</summary>
    public const int Depth = 3;

    /// <summary>What the compiler calls the copying of a record.</summary>
    public const string Clone = "<Clone>$";

    private static readonly Demands OfPaths = new(ImmutableArray.Create(new Demand(0, DemandKind.NotEmpty)), isWhole: false);

    private static readonly string[] Guards = ["Throw", "Validate", "Assert", "Ensure", "Require", "Guard", "Verify", "Check", "Demand", "Must", "Should", "NotNull", "Expect", "Against", "Contract", "Precondition", "Fail"];

    private static readonly string[] Reports = ["Log", "Write", "Print", "Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Verbose"];

    private static readonly HashSet<string> Cursors =
    [
        "Read", "ReadAsync", "ReadLine", "ReadLineAsync", "MoveNext", "MoveNextAsync", "Next", "NextDouble", "NextBytes", "NextInt64",
        "TryDequeue", "TryPop", "TryTake", "TryRead", "Dequeue", "Pop", "Take", "WaitToReadAsync", "WaitForNextTickAsync", "NextResult", "NextResultAsync",
    ];

    private readonly MethodSource _source = new(compilation);

    // By how many calls deep it may be read still: what is found does not depend on who asks first.
    private readonly ConcurrentDictionary<ISymbol, bool>[] _neverReturns = Levels<bool>();
    private readonly ConcurrentDictionary<ISymbol, Throws>[] _throws = Levels<Throws>();
    private readonly ConcurrentDictionary<ISymbol, Demands>[] _demands = Levels<Demands>();

    /// <summary>The body of one of the project's own methods; null when it holds none.</summary>
    public IOperation? Body(IMethodSymbol method, CancellationToken cancellation) => _source.Body(method, cancellation);

    /// <summary>Whether a method never comes back.</summary>
    public bool NeverReturns(IMethodSymbol method, CancellationToken cancellation) => NeverReturns(method, Depth, cancellation);

    /// <summary>Whether a lambda never comes back.</summary>
    public bool NeverEnds(IAnonymousFunctionOperation lambda, CancellationToken cancellation) =>
        new Ending(inner => NeverReturns(inner, Depth - 1, cancellation)).NeverEnds(lambda);

    /// <summary>What a method demands of its arguments.</summary>
    public Demands DemandsOf(IMethodSymbol method, CancellationToken cancellation) => DemandsOf(method, Depth, cancellation);

    /// <summary>Whether a method's coming back may tell something of what it was given, or of the object that it belongs to.</summary>
    /// <param name="method">The method.</param>
    /// <param name="throws">What it may throw.</param>
    public static bool MayCheck(IMethodSymbol method, Throws throws) =>
        !IsReport(method) && !IsNextRow(method) && (IsSource(method) ? !throws.IsNothing : IsGuard(method) || !IsPlatform(method));

    /// <summary>The exceptions that a call may end in and that somebody would think of catching.</summary>
    public Throws ThrowsOf(IMethodSymbol method, CancellationToken cancellation) => ThrowsOf(method, Depth, cancellation);

    /// <summary>Whether a method gives the same result for the same arguments, so long as nothing has changed, and changes nothing.</summary>
    public static bool IsPure(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || IsCursor(method))
        {
            return false;
        }

        if (IsOfRow(method))
        {
            return true;
        }

        if (!IsPlatform(method))
        {
            return false;
        }

        string space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return space switch
        {
            "System" => type.SpecialType is not (SpecialType.None or SpecialType.System_Object) || type.TypeKind == TypeKind.Enum
                || type.Name is "Math" or "Convert" or "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Uri" or "Version" or "Enum" or "Nullable" or "MemoryExtensions" or "StringComparer"
                || method.Name is "Equals" or "ReferenceEquals" or "CompareTo",
            "System.Linq" => type.Name == "Enumerable",
            "System.IO" => type.Name == "Path",
            "System.Text.RegularExpressions" => method.Name is "IsMatch",
            _ => method.Name is "Contains" or "ContainsKey" or "TryGetValue" or "Equals" or "ReferenceEquals" or "IndexOf" or "GetValueOrDefault",
        };
    }

    /// <summary>Whether a method reads a column of the row that a data reader is at.</summary>
    private static bool IsOfRow(IMethodSymbol method) =>
        !IsSource(method)
        && (method.Name is "IsDBNull" or "GetOrdinal" or "GetFieldValue" || (method.Name.StartsWith("Get", StringComparison.Ordinal) && method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }]))
        && (IsRecord(method.ContainingType) || method.ContainingType.AllInterfaces.Any(IsRecord));

    /// <summary>Whether a method moves a data reader on to another row: that it comes back tells nothing of what is in the row.</summary>
    public static bool IsNextRow(IMethodSymbol method) =>
        method.Name is "Read" or "ReadAsync" or "NextResult" or "NextResultAsync" && !IsSource(method) && (IsRecord(method.ContainingType) || method.ContainingType.AllInterfaces.Any(IsRecord));

    private static bool IsRecord(INamedTypeSymbol type) => type is { Name: "IDataRecord", ContainingNamespace.Name: "Data" };

    /// <summary>Whether a method changes nothing that a path may ask for, and throws nothing: it prints, logs or converts.</summary>
    public static bool IsHarmless(IMethodSymbol method) =>
        IsReport(method)
        || method.Name is "ToString" or "GetHashCode" or "GetType" or "Dispose" or "DisposeAsync" or "ConfigureAwait" or "AsTask" or "Yield" or "Delay" or "GetEnumerator" or "GetAsyncEnumerator" or "WithCancellation" or Clone
        || (IsPlatform(method) && method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "Monitor" });

    /// <summary>Whether a method neither changes nor keeps the objects that it is given: it locks, keeps alive or compares them.</summary>
    public static bool IsBystander(IMethodSymbol method) =>
        IsPlatform(method) && (method.ContainingType.Name, method.Name) is ("Monitor", _) or ("GC", "KeepAlive") or (_, "ReferenceEquals");

    /// <summary>Whether making an object of a type does nothing that can fail: an exception, a list, a text under way.</summary>
    public static bool IsPlain(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Text" or "System.Collections.Concurrent" or "System.Diagnostics"
            || type is { Name: "StringReader" or "StringWriter" or "MemoryStream", ContainingNamespace.Name: "IO" };
    }

    /// <summary>Whether a method gives another result each time, as one that moves on to the next row does.</summary>
    public static bool IsCursor(IMethodSymbol method) => Cursors.Contains(method.Name);

    /// <summary>Whether what a method gives back, once awaited, is not null by its type. Who has compiled it keeps to that.</summary>
    public static bool GivesSomething(IMethodSymbol method)
    {
        ITypeSymbol type = method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task ? task.TypeArguments[0] : method.ReturnType;
        return !IsSource(method) && IsSaidToBeSomething(type);
    }

    /// <summary>Whether a type says that no value of it is null.</summary>
    public static bool IsSaidToBeSomething(ITypeSymbol? type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };

    /// <summary>Whether a name speaks of validity, which depends on more than can be seen.</summary>
    public static bool IsVerdict(string name) =>
        name.IndexOf("Valid", StringComparison.Ordinal) >= 0 || name.IndexOf("HasError", StringComparison.Ordinal) >= 0 || name is "ModelState" or "Errors" or "Problems" or "Failures";

    public static bool IsPlatform(IMethodSymbol method) =>
        !IsSource(method) && method.ContainingNamespace is { } space && Outermost(space) is "System" or "Microsoft";

    public static bool IsSource(IMethodSymbol method) => !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || method.MethodKind is MethodKind.DelegateInvoke or MethodKind.LocalFunction;

    /// <summary>The value that a parameter's attribute says the method does not return with; null when it says nothing.</summary>
    public static bool? DoesNotReturnIf(IParameterSymbol? parameter) =>
        Attribute(parameter, "DoesNotReturnIfAttribute") is { ConstructorArguments: { Length: 1 } arguments } ? arguments[0].Value as bool? : null;

    /// <summary>Whether a parameter's attribute says that the method returns only if the argument is not null.</summary>
    public static bool IsNotNullAfter(IParameterSymbol? parameter) => parameter is { RefKind: RefKind.None } && Attribute(parameter, "NotNullAttribute") is not null;

    /// <summary>Whether a name says that a method checks what it is given.</summary>
    public static bool IsGuard(IMethodSymbol method) => StartsWithAny(method.Name, Guards) || StartsWithAny(method.ContainingType?.Name ?? "", Guards) || method.ContainingType?.Name is "Validator";

    private static string Outermost(INamespaceSymbol space)
    {
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            space = outer;
        }

        return space.Name;
    }

    private static bool IsReport(IMethodSymbol method) => StartsWithAny(method.Name, Reports) || method.ContainingType?.Name is "Console" or "Debugger" && !StartsWithAny(method.Name, Cursors);

    private static bool StartsWithAny(string name, IEnumerable<string> starts)
    {
        foreach (string start in starts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static AttributeData? Attribute(ISymbol? symbol, string name) => symbol?.GetAttributes().FirstOrDefault(data => data.AttributeClass?.Name == name);

    /// <summary>Whether calling a method runs nothing of it, as it is with iterators.</summary>
    private static bool IsIterator(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" };

    private static bool CanBeOverridden(IMethodSymbol method) =>
        method.IsAbstract || ((method.IsVirtual || method.IsOverride) && !method.IsSealed && method.ContainingType is not { IsSealed: true });

    private bool NeverReturns(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (Attribute(method, "DoesNotReturnAttribute") is not null)
        {
            return true;
        }

        if (depth == 0 || !IsSource(method) || CanBeOverridden(method) || IsIterator(method))
        {
            return false;
        }

        if (!_neverReturns[depth].TryGetValue(method, out bool never))
        {
            never = Body(method, cancellation) is { } body && new Ending(inner => NeverReturns(inner, depth - 1, cancellation)).NeverEnds(body);
            _neverReturns[depth][method] = never;
        }

        return never;
    }

    private Throws ThrowsOf(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (IsReport(method) || IsHarmless(method))
        {
            return Throws.Nothing;
        }

        if (!IsSource(method))
        {
            return !IsPlatform(method) ? Throws.Anything
                : method.ContainingType is { Name: "Enumerable" or "Math" or "StringBuilder" or "Stopwatch" or "Interlocked" or "Path" or "Volatile" } || (method.Name == "Add" && method.ContainingType.Name != "Dictionary") ? Throws.Nothing
                : method.ContainingNamespace?.ToDisplayString() is { } space && (space is "System" or "System.Linq" || space.StartsWith("System.Collections", StringComparison.Ordinal) || space.StartsWith("System.Text", StringComparison.Ordinal) || space == "System.Globalization") && method.ContainingType.Name is not ("Console" or "Lazy" or "Activator") ? Throws.Memory
                : Throws.Platform;
        }

        if (depth == 0 || CanBeOverridden(method) || method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Throws.Anything;
        }

        if (method.IsImplicitlyDeclared)
        {
            // A copy of a record, a constructor that nobody has written.
            return Throws.Nothing;
        }

        if (!_throws[depth].TryGetValue(method, out Throws throws))
        {
            throws = Body(method, cancellation) is { } body ? ThrowsIn(body, depth, cancellation)
                : method.MethodKind == MethodKind.Constructor ? Throws.Nothing
                : Throws.Anything;
            _throws[depth][method] = throws;
        }

        return throws;
    }

    private Demands DemandsOf(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (!IsSource(method))
        {
            return IsPlatform(method) ? DemandsOfPlatform(method) : Demands.None;
        }

        if (depth == 0 || CanBeOverridden(method) || IsIterator(method) || method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Demands.None;
        }

        if (!_demands[depth].TryGetValue(method, out Demands demands))
        {
            Ending ending = new(inner => NeverReturns(inner, depth - 1, cancellation));
            demands = Body(method, cancellation) is { } body
                ? Demands.In(method, body, inner => DemandsOf(inner, depth - 1, cancellation), ending.IsEnd, part => ThrowsIn(part, depth, cancellation).IsNothing)
                : Demands.None;
            _demands[depth][method] = demands;
        }

        return demands;
    }

    /// <summary>The platform's own checks, and what is read or written by the name of a file.</summary>
    private static Demands DemandsOfPlatform(IMethodSymbol method)
    {
        switch (method.Name)
        {
            case "ThrowIfNull":
                return Whole(DemandKind.Something);
            case "ThrowIfNullOrEmpty":
                return Whole(DemandKind.NotEmpty);
            case "ThrowIfNullOrWhiteSpace":
                return Whole(DemandKind.NotBlank);
        }

        bool isOfFiles = method.ContainingNamespace is { Name: "IO", ContainingNamespace.Name: "System" }
            && (method is { IsStatic: true, ContainingType.Name: "File" or "Directory", Name: not "Exists" } || method is { MethodKind: MethodKind.Constructor, ContainingType.Name: "FileStream" or "StreamReader" or "StreamWriter" or "FileInfo" or "DirectoryInfo" });
        return isOfFiles && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..] ? OfPaths : Demands.None;

        static Demands Whole(DemandKind kind) => new(ImmutableArray.Create(new Demand(0, kind)), isWhole: true);
    }

    private static ConcurrentDictionary<ISymbol, T>[] Levels<T>() =>
        [.. Enumerable.Range(0, Depth + 1).Select(static _ => new ConcurrentDictionary<ISymbol, T>(SymbolEqualityComparer.Default))];

    /// <summary>What a function of the project, or a part of one, may throw.</summary>
    public Throws ThrowsIn(IOperation body, CancellationToken cancellation) => ThrowsIn(body, Depth, cancellation);

    private Throws ThrowsIn(IOperation body, int depth, CancellationToken cancellation)
    {
        Throws throws = Throws.Nothing;
        foreach (IOperation operation in body.WithParts())
        {
            throws = throws.Or(operation switch
            {
                _ when operation.IsUnresolved() => Throws.Unresolved,
                IThrowOperation thrown => Throws.Of(thrown.Exception?.WithoutConversions()),
                IDynamicInvocationOperation => Throws.Anything,
                IInvocationOperation call => symbols.Method(call.TargetMethod) is not null ? Throws.Client : ThrowsOf(call.TargetMethod, depth - 1, cancellation),
                _ => Throws.Nothing,
            });
        }

        return throws;
    }
}
