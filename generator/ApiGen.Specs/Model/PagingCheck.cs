using System.Globalization;

namespace ApiGen.Specs.Model;

/// <summary>Holds an action's paging against the members that it names.</summary>
public sealed class PagingCheck
{
    private const string WholeNumber = "int64 or uint64";

    private readonly PagingModel _paging;
    private readonly ActionModel _action;
    private readonly IReadOnlyDictionary<string, TypeModel> _types;
    private readonly List<PagingFault> _faults = [];

    private PagingCheck(PagingModel paging, ActionModel action, IReadOnlyDictionary<string, TypeModel> types)
    {
        _paging = paging;
        _action = action;
        _types = types;
    }

    /// <summary>Everything that is wrong; empty when the paging can be used.</summary>
    /// <param name="paging">The paging.</param>
    /// <param name="action">The action, whose own paging does not count.</param>
    /// <param name="types">The declared types by name.</param>
    public static IReadOnlyList<PagingFault> Faults(PagingModel paging, ActionModel action, IReadOnlyDictionary<string, TypeModel> types)
    {
        PagingCheck check = new(paging, action, types);
        check.Keys();
        check.Members();
        check.PageSize();
        return check._faults;
    }

    private static bool IsString(TypeReference type) => type.Kind == ValueKind.String;

    private static bool IsWholeNumber(TypeReference type) => type.Kind is ValueKind.Int64 or ValueKind.UInt64;

    private void Keys()
    {
        if (_paging.Style == PagingStyle.Token && _paging.Next is null)
        {
            _faults.Add(new PagingFault(PagingFaultKind.NextMissing));
        }

        if (_paging.Style != PagingStyle.Token && _paging.Next is not null)
        {
            _faults.Add(new PagingFault(PagingFaultKind.NextNotAllowed, "next"));
        }

        if (_action.ResponseBody == ResponseBodyKind.EventStream)
        {
            _faults.Add(new PagingFault(PagingFaultKind.EventStream));
        }

        if (_action.RequestBody == RequestBodyKind.OctetStream)
        {
            _faults.Add(new PagingFault(PagingFaultKind.OctetStream));
        }
    }

    private void Members()
    {
        if (_paging.Style == PagingStyle.Token)
        {
            Sent("position", _paging.Position, IsString, "string");
        }
        else
        {
            Sent("position", _paging.Position, IsWholeNumber, WholeNumber);
        }

        Sent("limit", _paging.Limit, IsWholeNumber, WholeNumber);
        Received("items", _paging.Items, static type => type.Kind == ValueKind.List, "a list");
        Received("total", _paging.Total, IsWholeNumber, WholeNumber);
        Received("next", _paging.Next, IsString, "string");
    }

    private void PageSize()
    {
        MemberModel? limit = Find(_action.Request, _paging.Limit);
        if (decimal.TryParse(limit?.Constraint?.Maximum, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal maximum) && _paging.PageSize > maximum)
        {
            _faults.Add(new PagingFault(PagingFaultKind.PageSizeTooLarge, "pageSize", Member: limit));
        }
    }

    private static MemberModel? Find(EquatableArray<MemberModel> members, string? name) => members.FirstOrDefault(member => member.Name == name);

    private void Sent(string key, string? name, Func<TypeReference, bool> fits, string expected)
    {
        if (name is not null)
        {
            Check(Find(_action.Request, name), key, 0, null, fits, expected);
        }
    }

    private void Received(string key, string? path, Func<TypeReference, bool> fits, string expected)
    {
        EquatableArray<MemberModel> members = _action.Response;
        string? owner = null;
        string[] names = path?.Split('.') ?? [];
        for (int i = 0; i < names.Length; i++)
        {
            MemberModel? member = Find(members, names[i]);
            if (i == names.Length - 1)
            {
                Check(member, key, i, owner, fits, expected);
            }
            else if (!Check(member, key, i, owner, static type => type.Kind == ValueKind.Object, "a declared type, because the path goes on"))
            {
                return;
            }

            owner = member?.Type.Name;
            members = owner is not null && _types.TryGetValue(owner, out TypeModel? type) ? type.Members : EquatableArray<MemberModel>.Empty;
        }
    }

    private bool Check(MemberModel? member, string key, int segment, string? owner, Func<TypeReference, bool> fits, string expected)
    {
        if (member is null)
        {
            _faults.Add(new PagingFault(PagingFaultKind.NotFound, key, segment, owner));
            return false;
        }

        if (fits(member.Type))
        {
            return true;
        }

        _faults.Add(new PagingFault(PagingFaultKind.WrongType, key, segment, owner, member, expected));
        return false;
    }
}
