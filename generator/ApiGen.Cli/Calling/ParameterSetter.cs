using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Cli.Commands;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Calling;

/// <summary>
/// Puts single parameters into a request. A name may lead into it, as in <c>I18nList.0.Lang</c>; a list of which no element is
/// named takes its parameter several times, or a JSON array.
/// </summary>
internal sealed class ParameterSetter(ServiceModel service, ActionModel action, JsonObject body)
{
    // Whether it was an element of a list, of which more may follow, by the name with indexes in their shortest form.
    private readonly Dictionary<string, bool> _given = new(StringComparer.Ordinal);

    /// <summary>Sets one parameter.</summary>
    /// <param name="parameter">The parameter as <c>Name=value</c>.</param>
    /// <exception cref="CommandException">There is no such parameter, or the value is none for it.</exception>
    public void Set(string parameter)
    {
        int equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new CommandException($"'{parameter}' is not of the form Name=value.");
        }

        string name = parameter[..equals];
        string text = parameter[(equals + 1)..];
        string plain = Plain(name);
        if (_given.Keys.FirstOrDefault(given => IsInside(plain, given) || IsInside(given, plain)) is { } other)
        {
            throw new CommandException($"'{(other.Length < plain.Length ? other : plain)}' is given both as a value and by what is inside of it, '{(other.Length < plain.Length ? plain : other)}'.");
        }

        (Slot slot, MemberModel member, TypeReference type) = Find(name);
        bool isElement = type.Kind == ValueKind.List && !text.StartsWith('[');
        bool isFirst = !_given.TryGetValue(plain, out bool wasElement);
        _given[plain] = isElement;
        if (!isFirst && !(isElement && wasElement))
        {
            throw new CommandException($"'{plain}' is given twice.");
        }

        if (isElement)
        {
            // The first one replaces what the JSON says; the others add to it.
            JsonArray list = isFirst || slot.Value is not JsonArray present ? [] : present;
            list.Add(Value(name, member, type.Element!, text));
            slot.Value = list;
        }
        else
        {
            slot.Value = Value(name, member, type, text);
        }
    }

    /// <summary>Whether a name leads to something inside of what another leads to.</summary>
    public static bool IsInside(string name, string outer) => name.StartsWith(outer + ".", StringComparison.Ordinal);

    // 'L.0' and 'L.00' are one place.
    private static string Plain(string name) =>
        string.Join('.', name.Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index.ToString(CultureInfo.InvariantCulture) : part));

    private (Slot Slot, MemberModel Member, TypeReference Type) Find(string name)
    {
        string[] path = name.Split('.');
        MemberModel member = Member(action.Request, path[0], action.Name, "parameter");
        Slot slot = new(body, member.Name, 0);
        TypeReference type = member.Type;
        for (int i = 1; i < path.Length; i++)
        {
            string before = string.Join('.', path[..i]);
            if (type.Kind == ValueKind.List)
            {
                JsonArray list = Inner(slot, before, () => new JsonArray());
                if (!int.TryParse(path[i], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > list.Count)
                {
                    throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path[i]}' in '{name}' is no index of '{before}': the next one is {list.Count}."));
                }

                slot = new Slot(list, "", index);
                type = type.Element!;
            }
            else if (type.Kind == ValueKind.Object)
            {
                TypeModel owner = service.Types.First(known => known.Name == type.Name);
                member = Member(owner.Members, path[i], owner.Name, "member");
                slot = new Slot(Inner(slot, before, () => new JsonObject()), member.Name, 0);
                type = member.Type;
            }
            else
            {
                throw new CommandException($"'{before}' is of the type {type} and has nothing inside that '{name}' could name.");
            }
        }

        return (slot, member, type);
    }

    private static T Inner<T>(Slot slot, string name, Func<T> create)
        where T : JsonNode
    {
        switch (slot.Value)
        {
            case T present:
                return present;
            case null:
                T created = create();
                slot.Value = created;
                return created;
            default:
                throw new CommandException($"'{name}' is given both as a value and by what is inside of it.");
        }
    }

    private static MemberModel Member(EquatableArray<MemberModel> members, string name, string owner, string kind)
    {
        if (members.FirstOrDefault(member => member.Name == name) is { } found)
        {
            return found;
        }

        string hint = NearestName.Find(name, members.Select(member => member.Name)) is { } near ? $"Did you mean '{near}'?" : $"It has: {string.Join(", ", members.Select(member => member.Name))}.";
        throw new CommandException($"{owner} has no {kind} '{name}'. {hint}");
    }

    private static JsonNode? Value(string name, MemberModel member, TypeReference type, string text)
    {
        if (type.Kind == ValueKind.String)
        {
            // A half of a surrogate pair is found when the whole request is read.
            return JsonValue.Create(text);
        }

        try
        {
            return JsonInput.Parse(text, $"the value of '{name}'");
        }
        catch (CommandException) when (type.Kind is not (ValueKind.Object or ValueKind.List))
        {
            string given = member.Sensitive ? "The value" : $"'{text}'";
            throw new CommandException($"{given} is no value for '{name}', which is of the type {type}.");
        }
    }

    /// <summary>A place for a value in an object or a list.</summary>
    private readonly record struct Slot(JsonNode Owner, string Name, int Index)
    {
        public JsonNode? Value
        {
            get => Owner is JsonArray list ? Index < list.Count ? list[Index] : null : Owner[Name];
            set
            {
                if (ReferenceEquals(Value, value) && value is not null)
                {
                    return;
                }

                if (Owner is not JsonArray list)
                {
                    Owner[Name] = value;
                }
                else if (Index < list.Count)
                {
                    list[Index] = value;
                }
                else
                {
                    list.Add(value);
                }
            }
        }
    }
}
