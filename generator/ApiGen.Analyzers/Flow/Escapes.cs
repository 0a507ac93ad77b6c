namespace ApiGen.Analyzers.Flow;

/// <summary>Loses sight of objects that others can now change.</summary>
internal static class Escapes
{
    /// <summary>The objects that a value is or may be.</summary>
    public static IEnumerable<int> Objects(Value? value)
    {
        foreach ((Leaf leaf, _) in value?.Cases ?? [])
        {
            if (leaf.Kind == LeafKind.Object)
            {
                yield return leaf.Id;
            }

            foreach (int id in leaf.Term?.Objects() ?? [])
            {
                yield return id;
            }
        }
    }

    /// <summary>The places without an object and all that it refers to.</summary>
    public static Store? From(Body body, Store? store, int id)
    {
        Stack<int> open = new([id]);
        while (open.Count > 0)
        {
            int next = open.Pop();
            Place presence = body.Presence(next);
            if (ReferenceEquals(Store.Get(store, presence.Number), body.False))
            {
                continue;
            }

            store = Store.Set(store, presence.Number, body.False);
            TrackedObject tracked = body.Object(next);
            foreach (string name in tracked.Members)
            {
                foreach (int reference in Objects(Store.Get(store, body.Member(next, name).Number)))
                {
                    open.Push(reference);
                }
            }

            foreach (int element in tracked.Elements)
            {
                open.Push(element);
            }
        }

        return store;
    }
}
