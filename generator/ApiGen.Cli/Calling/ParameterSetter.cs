using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Cli.Commands;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Calling;

/// <summary>
/// Puts single parameters into a request. A name may lead into it, as in <c>I18nList.0.Lang</c>; a list of which no element is
/// named takes its parameter several times, or a JSON array.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="action">The action.</param>
/// <param name="check">Holds requests against the service.</param>
/// <param name="body">The request.</param>
internal sealed class ParameterSetter(ServiceModel service, ActionModel action, ConformanceCheck check, JsonObject body)
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
            throw new CommandException($"'{Shown(parameter)}' is not of the form Name=value.");
        }

        string name = parameter[..equals];
        string text = parameter[(equals + 1)..];
        string plain = Plain(name);
        if (_given.Keys.FirstOrDefault(given => IsInside(plain, given) || IsInside(given, plain)) is { } other)
        {
            (string outer, string inner) = other.Length < plain.Length ? (other, plain) : (plain, other);
            throw new CommandException($"'{Shown(outer)}' is given both as a value and by what is inside of it, '{Shown(inner)}'.");
        }

        (Slot slot, TypeReference type) = Find(name);
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
            list.Add(Value(name, string.Create(CultureInfo.InvariantCulture, $"{plain}.{list.Count}"), type.Element!, text));
            slot.Value = list;
        }
        else
        {
            slot.Value = Value(name, plain, type, text);
        }
    }

    /// <summary>Whether a name leads to something inside of what another leads to.</summary>
    public static bool IsInside(string name, string outer) => name.StartsWith(outer + ".", StringComparison.Ordinal);

    // 'L.0' and 'L.00' are one place.
    private static string Plain(string name) =>
        string.Join('.', name.Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index.ToString(CultureInfo.InvariantCulture) : part));

    private (Slot Slot, TypeReference Type) Find(string name)
    {
        string[] path = name.Split('.');
        MemberModel member = Member(action.Request, path[..1], action.Name, "parameter");
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
                    throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{ShownEnd(path[..(i + 1)])}' in '{Shown(name)}' is no index of '{before}': the next one is {list.Count}."));
                }

                slot = new Slot(list, "", index);
                type = type.Element!;
            }
            else if (type.Kind == ValueKind.Object)
            {
                TypeModel owner = service.Types.First(known => known.Name == type.Name);
                member = Member(owner.Members, path[..(i + 1)], owner.Name, "member");
                slot = new Slot(Inner(slot, before, () => new JsonObject()), member.Name, 0);
                type = member.Type;
            }
            else
            {
                throw new CommandException($"'{before}' is of the type {type} and has nothing inside that '{Shown(name)}' could name.");
            }
        }

        return (slot, type);
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

    private string Shown(string name) => check.Shown(name, action).Path;

    private string ShownEnd(string[] path) => Shown(string.Join('.', path)).Split('.')[^1];

    private MemberModel Member(EquatableArray<MemberModel> members, string[] path, string owner, string kind)
    {
        string name = path[^1];
        if (members.FirstOrDefault(member => member.Name == name) is { } found)
        {
            return found;
        }

        string hint = NearestName.Find(name, members.Select(member => member.Name)) is { } near ? $"Did you mean '{near}'?" : $"It has: {string.Join(", ", members.Select(member => member.Name))}.";
        throw new CommandException($"{owner} has no {kind} '{ShownEnd(path)}'. {hint}");
    }

    private JsonNode? Value(string name, string path, TypeReference type, string text)
    {
        if (type.Kind == ValueKind.String)
        {
            // A half of a surrogate pair is found when the whole request is read.
            return JsonValue.Create(text);
        }

        try
        {
            return JsonInput.Parse(text, $"the value of '{name}'", value => check.DuplicatesOfRequest(value, action, path));
        }
        catch (CommandException) when (type.Kind is not (ValueKind.Object or ValueKind.List))
        {
            string given = check.Shown(path, action).IsSensitive ? "The value" : $"'{text}'";
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
