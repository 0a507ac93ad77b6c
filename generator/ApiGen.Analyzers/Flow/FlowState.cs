using System.Collections.Immutable;

namespace ApiGen.Analyzers.Flow;

/// <summary>One path's knowledge at one point: what variables hold, what objects hold, and how conditions came out.</summary>
internal sealed class FlowState
{
    /// <summary>
    /// Locals, parameters and the compiler's captures, by symbol or capture ID. What is not listed is unknown.
    /// </summary>
    public Dictionary<object, AbstractValue> Variables { get; private init; } = [];

    /// <summary>
    /// Objects by number. An even number stands for the latest object of a place in the source, the odd one after it for all
    /// older objects of that place together. What is not listed has left the method.
    /// </summary>
    public Dictionary<int, AbstractObject> Objects { get; private init; } = [];

    public ImmutableDictionary<string, Fact> Facts { get; set; } = Flow.Facts.None;

    /// <summary>The objects that the operation under way has made and not yet put anywhere.</summary>
    public List<int> Pinned { get; } = [];

    public FlowState Clone() => new()
    {
        Variables = new Dictionary<object, AbstractValue>(Variables),
        Objects = new Dictionary<int, AbstractObject>(Objects),
        Facts = Facts,
    };

    public AbstractValue Variable(object key) => Variables.TryGetValue(key, out AbstractValue value) ? Live(value) : AbstractValue.Unknown;

    public void SetVariable(object key, AbstractValue value)
    {
        if (value.Kind == AbstractValueKind.Unknown)
        {
            Variables.Remove(key);
        }
        else
        {
            Variables[key] = value;
        }
    }

    public AbstractObject? Find(AbstractValue value) =>
        value.Kind == AbstractValueKind.Object && Objects.TryGetValue(value.Id, out AbstractObject found) ? found : null;

    /// <summary>The value, or unknown when it is an object that has left the method.</summary>
    public AbstractValue Live(AbstractValue value) =>
        value.Kind == AbstractValueKind.Object && !Objects.ContainsKey(value.Id) ? AbstractValue.Unknown : value;

    /// <summary>Whether a number stands for many objects.</summary>
    public static bool IsSummary(int id) => (id & 1) == 1;

    /// <summary>Puts a new object under an even number; the one that was there becomes one of the older ones.</summary>
    public void Allocate(int id, AbstractObject created)
    {
        if (Objects.ContainsKey(id))
        {
            DropUnreachable();
        }

        if (Objects.TryGetValue(id, out AbstractObject old))
        {
            int summary = id + 1;
            AbstractObject merged = Objects.TryGetValue(summary, out AbstractObject older) ? older.Merge(old, missingInEither: true) : old;
            Objects.Remove(id);
            Objects[summary] = merged;
            Redirect(id, summary);
        }

        Objects[id] = created;
        Pinned.Add(id);
    }

    /// <summary>Forgets an object, and all that it refers to, because others can now change it.</summary>
    public void Escape(AbstractValue value)
    {
        if (Find(value) is not { } found)
        {
            return;
        }

        Objects.Remove(value.Id);
        foreach (int reference in found.References())
        {
            Escape(AbstractValue.Object(reference));
        }
    }

    /// <summary>Removes what no variable leads to.</summary>
    public void DropUnreachable()
    {
        HashSet<int> reached = [];
        bool isWhole = true;
        foreach (int id in Pinned)
        {
            isWhole &= Reach(id, reached);
        }

        List<object> dead = [];
        foreach (KeyValuePair<object, AbstractValue> variable in Variables)
        {
            if (variable.Value.Kind == AbstractValueKind.Object)
            {
                if (Objects.ContainsKey(variable.Value.Id))
                {
                    isWhole &= Reach(variable.Value.Id, reached);
                }
                else
                {
                    dead.Add(variable.Key);
                }
            }
        }

        foreach (object key in dead)
        {
            Variables.Remove(key);
        }

        if (isWhole && reached.Count == Objects.Count)
        {
            return;
        }

        foreach (int id in Objects.Keys.ToArray())
        {
            if (reached.Contains(id))
            {
                Objects[id] = Objects[id].Renumber(other => reached.Contains(other) ? other : null);
            }
            else
            {
                Objects.Remove(id);
            }
        }
    }

    public bool SameHeap(FlowState other)
    {
        if (Variables.Count != other.Variables.Count || Objects.Count != other.Objects.Count)
        {
            return false;
        }

        foreach (KeyValuePair<object, AbstractValue> variable in Variables)
        {
            if (!other.Variables.TryGetValue(variable.Key, out AbstractValue value) || value != variable.Value)
            {
                return false;
            }
        }

        foreach (KeyValuePair<int, AbstractObject> entry in Objects)
        {
            if (!other.Objects.TryGetValue(entry.Key, out AbstractObject found) || !found.SameAs(entry.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps only what holds on both paths; what differs becomes unknown.</summary>
    public FlowState Merge(FlowState other)
    {
        FlowState merged = new() { Facts = Flow.Facts.Merge(Facts, other.Facts) };
        foreach (KeyValuePair<int, AbstractObject> entry in Objects)
        {
            if (other.Objects.TryGetValue(entry.Key, out AbstractObject found))
            {
                merged.Objects[entry.Key] = entry.Value.Merge(found, missingInEither: false);
            }
        }

        foreach (KeyValuePair<object, AbstractValue> variable in Variables)
        {
            if (other.Variable(variable.Key) == variable.Value)
            {
                merged.Variables[variable.Key] = variable.Value;
            }
        }

        merged.DropUnreachable();
        return merged;
    }

    /// <summary>Opens the outcome of conditions that depend on something that may have changed.</summary>
    public void Mutate(Func<object, bool> mayHaveChanged) => Facts = Flow.Facts.Mutate(Facts, mayHaveChanged);

    /// <returns>False when the object, or one that it refers to, has left the method.</returns>
    private bool Reach(int id, HashSet<int> reached)
    {
        if (!Objects.TryGetValue(id, out AbstractObject found))
        {
            return false;
        }

        bool isWhole = true;
        if (reached.Add(id))
        {
            foreach (int reference in found.References())
            {
                isWhole &= Reach(reference, reached);
            }
        }

        return isWhole;
    }

    private void Redirect(int from, int to)
    {
        foreach (object key in Variables.Keys.ToArray())
        {
            if (Variables[key] == AbstractValue.Object(from))
            {
                Variables[key] = AbstractValue.Object(to);
            }
        }

        foreach (int id in Objects.Keys.ToArray())
        {
            Objects[id] = Objects[id].Renumber(other => other == from ? to : other);
        }
    }
}
