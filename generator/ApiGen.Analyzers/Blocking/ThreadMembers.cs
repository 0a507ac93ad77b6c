using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Blocking;

/// <summary>Knows the members that are of the thread that uses them: what is left there, or taken, is not there on another one.</summary>
public static class ThreadMembers
{
    /// <summary>Locks that belong to a thread: after an <c>await</c> another one would go on, and could not release them.</summary>
    private static readonly ImmutableHashSet<string> Locks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Monitor", "Mutex", "ReaderWriterLock", "ReaderWriterLockSlim", "SpinLock", "Lock");

    /// <summary>Whether a member takes, releases or looks at a lock that belongs to a thread.</summary>
    /// <param name="member">The member.</param>
    /// <param name="receiver">The type of what it is used on; null when it is used on nothing.</param>
    public static bool IsLock(ISymbol member, ITypeSymbol? receiver) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } && IsOfThreading(member) && (Locks.Contains(member.ContainingType.Name) || (member.Name == "WaitOne" && receiver?.Name == "Mutex"));

    /// <summary>Whether a method of such a lock takes it; null when it neither takes nor releases it.</summary>
    /// <param name="method">The method.</param>
    public static bool? Takes(ISymbol method) =>
        method.Name.StartsWith("Exit", StringComparison.Ordinal) || method.Name.StartsWith("Release", StringComparison.Ordinal) ? false
        : method.Name is "WaitOne" or "RestoreLock" || method.Name.Contains("Enter") || method.Name.StartsWith("Acquire", StringComparison.Ordinal) ? true
        : null;

    /// <summary>Whether a member is of the thread that uses it, locks aside.</summary>
    /// <param name="member">The member.</param>
    /// <param name="isWritten">Whether it is given another value.</param>
    public static bool Belongs(ISymbol member, bool isWritten) => member switch
    {
        IFieldSymbol field => field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(ThreadStaticAttribute)),

        // A transaction that does not flow with the code must be ended by the thread that began it.
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { Name: "TransactionScope", ContainingNamespace.Name: "Transactions" }, Parameters: var parameters } =>
            !parameters.Any(static parameter => parameter.Type.Name == "TransactionScopeAsyncFlowOption"),
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
