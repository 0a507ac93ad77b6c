using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Reading;

namespace ApiGen.Specs.Binding;

/// <summary>The declared types of one service, and the lookup of members' types among them.</summary>
internal sealed class TypeTable
{
    private readonly ServiceScope _scope;
    private readonly BindingDiagnostics _diagnostics;
    private readonly Dictionary<string, BoundMembers> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeModel> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared;

    private TypeTable(ServiceScope scope, BindingDiagnostics diagnostics, IReadOnlyCollection<TypeDeclaration> declarations, IReadOnlyList<TypeDeclaration> usable)
    {
        Declarations = usable;
        _scope = scope;
        _diagnostics = diagnostics;
        _declared = new HashSet<string>(declarations.Select(static type => type.Model.Name), StringComparer.Ordinal);
    }

    /// <summary>The declarations of the types that can be used.</summary>
    public IReadOnlyList<TypeDeclaration> Declarations { get; }

    public IEnumerable<TypeModel> Types => _models.Values;

    /// <summary>The declared types by name.</summary>
    public IReadOnlyDictionary<string, TypeModel> ByName => _models;

    /// <summary>Builds the table.</summary>
    /// <param name="scope">The service.</param>
    /// <param name="owner">What of the generated code has a name; null when it is free.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static TypeTable Build(ServiceScope scope, Func<string, string?> owner, BindingDiagnostics diagnostics)
    {
        var names = new NameTable(diagnostics, SpecDiagnostics.DuplicateType);
        List<TypeDeclaration> usable = [];
        List<TypeDeclaration> all = [];
        foreach (SpecDocument document in scope.Parts)
        {
            foreach (TypeDeclaration type in document.Types)
            {
                all.Add(type);
                if (!names.Add(type.Model.Name, type.NameSpan, document.Path))
                {
                    continue;
                }

                // A fixed name goes before those that follow from other names; two fixed ones are compared when all are known.
                if (type.Model.CSharpName is null && owner(type.Model.Name) is { } taken)
                {
                    diagnostics.Report(SpecDiagnostics.TypeNameTaken, document.Path, type.NameSpan, type.Model.Name, taken);
                }
                else if (document.IsComplete)
                {
                    usable.Add(type);
                }
            }
        }

        var table = new TypeTable(scope, diagnostics, all, usable);
        HashSet<string> usableNames = new(usable.Select(static type => type.Model.Name), StringComparer.Ordinal);
        foreach (TypeDeclaration type in usable)
        {
            BoundMembers members = table.Resolve(type.Members, type.Model.Source, usableNames);
            table._types.Add(type.Model.Name, members);
            table._models.Add(type.Model.Name, type.Model with { Members = members.Usable });
        }

        return table;
    }

    /// <summary>The members of a declared type; null when there is no such type.</summary>
    public BoundMembers? Find(string? name) => name is not null && _types.TryGetValue(name, out BoundMembers? members) ? members : null;

    /// <summary>Looks up the members' types; unknown ones are reported.</summary>
    public BoundMembers Resolve(EquatableArray<MemberDeclaration> members, string path) => Resolve(members, path, _types.Keys);

    private BoundMembers Resolve(EquatableArray<MemberDeclaration> members, string path, ICollection<string> usable)
    {
        List<MemberModel> resolved = new(members.Count);
        HashSet<string> rejected = new(StringComparer.Ordinal);
        foreach (MemberDeclaration member in members)
        {
            string? name = member.Model.Type.ObjectName;
            if (member.IsUsable && (name is null || usable.Contains(name)))
            {
                resolved.Add(member.Model);
                continue;
            }

            rejected.Add(member.Model.Name);
            if (member.IsUsable && !_declared.Contains(name!) && !_scope.MayHaveMore)
            {
                _diagnostics.Report(SpecDiagnostics.TypeNotFound, path, member.TypeNameSpan, name!, Hint(name!));
            }
        }

        return new BoundMembers(resolved.ToEquatableArray(), rejected);
    }

    private string Hint(string name)
    {
        string? meant = name.ToUpperInvariant() switch
        {
            "INT" or "INTEGER" or "LONG" or "INT32" or "NUMBER" => "int64",
            "UINT" or "ULONG" or "UINT32" => "uint64",
            "FLOAT" or "DECIMAL" or "SINGLE" => "double",
            "BOOLEAN" => "bool",
            "STR" or "TEXT" or "DATE" or "DATETIME" or "TIMESTAMP" or "BINARY" => "string",
            "ARRAY" => "list<...>",
            _ => null,
        };
        return meant is not null
            ? $"Did you mean '{meant}'?"
            : _diagnostics.Hint(name, _declared.Concat(TypeReferenceParser.BuiltIn), "Declare it under 'types', or use string, int64, uint64, double, bool or list<...>.");
    }
}
