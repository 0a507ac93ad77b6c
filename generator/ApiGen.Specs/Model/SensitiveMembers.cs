namespace ApiGen.Specs.Model;

/// <summary>The members of an action whose values no message, log or trace may show.</summary>
public static class SensitiveMembers
{
    /// <summary>Their names in request and response, at any depth, in ordinal order.</summary>
    public static IEnumerable<string> Of(ActionModel action, IReadOnlyDictionary<string, TypeModel> types)
    {
        IEnumerable<MemberModel> own = action.Request.Concat(action.Response);
        return TypeReach.From(own, types)
            .Where(types.ContainsKey)
            .SelectMany(type => types[type].Members)
            .Concat(own)
            .Where(static member => member.Sensitive)
            .Select(static member => member.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static name => name, StringComparer.Ordinal);
    }
}
