using System.Runtime.CompilerServices;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Binding;

/// <summary>
/// What the actions of a service came to when they were bound last. An edit gives one file new declarations and leaves those of the others as they
/// were, so what hangs on them alone need not be worked out again. Only what had nothing wrong is remembered. Thread-safe.
/// </summary>
internal sealed class ActionMemory
{
    private static readonly ConditionalWeakTable<ServiceDeclaration, ActionMemory> Memories = new();

    private readonly TypeDeclaration[] _types;
    private readonly ConditionalWeakTable<ActionDeclaration, BoundAction> _resolved = new();
    private Whole _whole = new([]);

    private ActionMemory(TypeDeclaration[] types) => _types = types;

    /// <summary>The memory of a service, empty unless its types are still the same.</summary>
    /// <param name="service">The service.</param>
    /// <param name="types">The types that its actions can use.</param>
    public static ActionMemory Of(ServiceDeclaration service, IReadOnlyList<TypeDeclaration> types)
    {
        lock (Memories)
        {
            if (Memories.TryGetValue(service, out ActionMemory? known))
            {
                if (known.IsOf(types))
                {
                    return known;
                }

                Memories.Remove(service);
            }

            ActionMemory memory = new([.. types]);
            Memories.Add(service, memory);
            return memory;
        }
    }

    /// <summary>The action with its members' types looked up.</summary>
    public BoundAction Resolve(ActionDeclaration declaration, BindingDiagnostics diagnostics, Func<ActionDeclaration, BoundAction> resolve) =>
        Remembered(_resolved, declaration, diagnostics, resolve);

    /// <summary>What is remembered of whole actions while these types are sent.</summary>
    public Whole While(HashSet<string> sent)
    {
        Whole last = Volatile.Read(ref _whole);
        if (!last.Sent.SetEquals(sent))
        {
            last = new Whole(sent);
            Volatile.Write(ref _whole, last);
        }

        return last;
    }

    private bool IsOf(IReadOnlyList<TypeDeclaration> types)
    {
        if (types.Count != _types.Length)
        {
            return false;
        }

        for (int i = 0; i < _types.Length; i++)
        {
            if (!ReferenceEquals(types[i], _types[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static TValue Remembered<TKey, TValue>(ConditionalWeakTable<TKey, TValue> memory, TKey key, BindingDiagnostics diagnostics, Func<TKey, TValue> make)
        where TKey : class
        where TValue : class
    {
        if (memory.TryGetValue(key, out TValue? known))
        {
            return known;
        }

        int before = diagnostics.Items.Count;
        TValue made = make(key);
        return diagnostics.Items.Count == before ? memory.GetValue(key, _ => made) : made;
    }

    /// <summary>Actions with paging and examples, which depend on the types that are sent.</summary>
    /// <param name="sent">The names of the types.</param>
    internal sealed class Whole(HashSet<string> sent)
    {
        private readonly ConditionalWeakTable<BoundAction, ActionModel> _completed = new();

        /// <summary>The names of the types.</summary>
        public HashSet<string> Sent { get; } = sent;

        /// <summary>The whole action.</summary>
        public ActionModel Complete(BoundAction action, BindingDiagnostics diagnostics, Func<BoundAction, ActionModel> complete) =>
            Remembered(_completed, action, diagnostics, complete);
    }
}
