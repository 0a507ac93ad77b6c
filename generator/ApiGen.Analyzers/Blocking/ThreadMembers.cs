using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Blocking;

/// <summary>Knows the members that are of the thread that uses them: what is left there, or taken, is not there on another one.</summary>
public static class ThreadMembers
{
    /// <summary>Locks that belong to a thread: after an <c>await</c> another one would go on, and could not release them.</summary>
    private static readonly ImmutableHashSet<string> Locks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Monitor", "Mutex", "ReaderWriterLock", "ReaderWriterLockSlim", "SpinLock", "Lock");

    /// <summary>Whether a member takes, releases or looks at a lock that belongs to a thread, or makes one that its maker may hold.</summary>
    /// <param name="member">The member.</param>
    /// <param name="receiver">The type of what it is used on; null when it is used on nothing.</param>
    public static bool IsLock(ISymbol member, ITypeSymbol? receiver) =>
        IsOfThreading(member) && member is IMethodSymbol { MethodKind: var kind, Parameters: var parameters, ContainingType.Name: var type }
        && (kind == MethodKind.Ordinary
            ? Locks.Contains(type) || (member.Name == "WaitOne" && receiver?.Name == "Mutex")
            : kind == MethodKind.Constructor && type == "Mutex" && !parameters.IsEmpty);

    /// <summary>Whether a member is of the thread that uses it, locks aside.</summary>
    /// <param name="member">The member.</param>
    /// <param name="isWritten">Whether it is given another value.</param>
    public static bool Belongs(ISymbol member, bool isWritten) => member switch
    {
        IFieldSymbol field => field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute)),

        // A transaction that does not flow with the code must be ended by the thread that began it.
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { Name: "TransactionScope", ContainingNamespace.Name: "Transactions" }, Parameters: var parameters } =>
            !parameters.Any(static parameter => parameter.Type.Name == "TransactionScopeAsyncFlowOption"),
        IPropertySymbol { Name: "Current", ContainingType: { Name: "Transaction", ContainingNamespace.Name: "Transactions" } } => isWritten,
        _ when IsOfThreading(member) => (member.ContainingType.Name, member.Name) switch
        {
            ("ThreadLocal", "Value")
                or ("Thread", nameof(Thread.BeginThreadAffinity) or nameof(Thread.BeginCriticalRegion) or nameof(Thread.SetData) or nameof(Thread.GetData))
                or ("SynchronizationContext", nameof(SynchronizationContext.SetSynchronizationContext))
                or ("ExecutionContext", "SuppressFlow") => true,
            ("Thread", nameof(Thread.Priority) or nameof(Thread.IsBackground) or nameof(Thread.Name)) => isWritten,
            _ => false,
        },
        _ => false,
    };

    private static bool IsOfThreading(ISymbol member) => member.ContainingType?.ContainingNamespace?.ToDisplayString() == "System.Threading";
}
