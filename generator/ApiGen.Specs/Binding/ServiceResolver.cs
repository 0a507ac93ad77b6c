using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Binding;

/// <summary>Finds the declared services and the service that each file belongs to.</summary>
internal sealed class ServiceResolver(BindingDiagnostics diagnostics, IReadOnlyDictionary<string, string> namespaces)
{
    private static readonly char[] Separators = ['/', Path.DirectorySeparatorChar];

    private readonly List<ServiceScope> _scopes = [];
    private readonly Dictionary<string, List<ServiceScope>> _byFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Version), ServiceScope> _byName = [];
    private readonly HashSet<string> _unreadableFolders = new(StringComparer.Ordinal);

    public IReadOnlyList<ServiceScope> Resolve(IReadOnlyList<SpecDocument> documents)
    {
        foreach (SpecDocument document in documents)
        {
            if (document.Service is not null)
            {
                Declare(document);
            }
            else if (document.Kind == SpecDocumentKind.Unknown && !document.IsComplete)
            {
                _unreadableFolders.Add(FolderOf(document.Path));
            }
        }

        foreach (SpecDocument document in documents.Where(static d => d.Service is null && d.Reference is null && !d.HasInvalidReference))
        {
            JoinByFolder(document);
        }

        foreach (SpecDocument document in documents.Where(static d => d.Reference is not null))
        {
            JoinByName(document, document.Reference!);
        }

        RejectSharedNamespaces();
        return _scopes;
    }

    private void Declare(SpecDocument document)
    {
        var scope = new ServiceScope(document, namespaces);
        ServiceDeclaration service = scope.Declaration;
        bool isUsable = document.IsComplete && service is { Name: not null, Version: not null, Namespace: not null, Endpoint: not null };
        scope.IsRejected = !isUsable;
        if (service is { Name: { } name, Version: { } version })
        {
            if (_byName.TryGetValue((name.Text, version), out ServiceScope? first))
            {
                diagnostics.Report(SpecDiagnostics.DuplicateService, document.Path, name.Span, name.Text, version, first.Document.Path);
                scope.IsRejected = true;
            }
            else
            {
                _byName.Add((name.Text, version), scope);
            }
        }

        _scopes.Add(scope);
        string folder = FolderOf(document.Path);
        if (!_byFolder.TryGetValue(folder, out List<ServiceScope>? scopes))
        {
            _byFolder.Add(folder, scopes = []);
        }

        scopes.Add(scope);
    }

    private void RejectSharedNamespaces()
    {
        Dictionary<string, ServiceDeclaration> owners = new(StringComparer.Ordinal);
        foreach (ServiceScope scope in _scopes.Where(static scope => !scope.IsRejected))
        {
            ServiceDeclaration service = scope.Declaration;
            if (owners.TryGetValue(scope.Namespace!, out ServiceDeclaration? first))
            {
                diagnostics.Report(SpecDiagnostics.DuplicateNamespace, scope.Document.Path, service.Namespace!.Span, scope.Namespace!, first.Name!.Text, first.Version!);
                scope.IsRejected = true;
            }
            else
            {
                owners.Add(scope.Namespace!, service);
            }
        }
    }

    private void JoinByFolder(SpecDocument document)
    {
        bool mayHaveService = false;
        for (string? folder = FolderOf(document.Path); folder is not null; folder = ParentOf(folder))
        {
            mayHaveService |= _unreadableFolders.Contains(folder);
            if (!_byFolder.TryGetValue(folder, out List<ServiceScope>? scopes))
            {
                continue;
            }

            if (Only(scopes) is { } scope)
            {
                Join(scope, document);
            }
            else if (document.Kind != SpecDocumentKind.Unknown)
            {
                string names = string.Join(", ", scopes.Select(static s => s.Document.Path));
                diagnostics.Report(SpecDiagnostics.AmbiguousService, document.Path, PlaceOf(document), names);
            }

            return;
        }

        if (document.Kind != SpecDocumentKind.Unknown && !mayHaveService)
        {
            diagnostics.Report(SpecDiagnostics.OrphanFile, document.Path, PlaceOf(document));
        }
    }

    private static ServiceScope? Only(List<ServiceScope> scopes)
    {
        if (scopes.Count == 1)
        {
            return scopes[0];
        }

        // Beside whole services in files of their own, a service.yaml is the one that its folder is about.
        ServiceScope[] named = [.. scopes.Where(static scope => FileOf(scope.Document.Path) is "service.yaml" or "service.yml")];
        return named.Length == 1 ? named[0] : null;
    }

    private void JoinByName(SpecDocument document, ServiceReference reference)
    {
        if (_byName.TryGetValue((reference.Name.Text, reference.Version), out ServiceScope? scope))
        {
            Join(scope, document);
        }
        else if (_unreadableFolders.Count == 0)
        {
            string[] versions = [.. _byName.Keys.Where(key => key.Name == reference.Name.Text).Select(static key => key.Version).OrderBy(static v => v, StringComparer.Ordinal)];
            string hint = versions.Length > 0
                ? $"Declared versions of it: {string.Join(", ", versions)}."
                : diagnostics.Hint(reference.Name.Text, _byName.Keys.Select(static key => key.Name), "Add a service.yaml for it, or include the bundled service of that name where there is one.");
            diagnostics.Report(SpecDiagnostics.ServiceNotFound, document.Path, reference.Name.Span, reference.Name.Text, reference.Version, hint);
        }
    }

    private static void Join(ServiceScope scope, SpecDocument document)
    {
        scope.Parts.Add(document);
        scope.MayHaveMore |= !document.IsComplete;
    }

    private static Syntax.SourceSpan PlaceOf(SpecDocument document) =>
        document.Actions.Select(static action => action.NameSpan)
            .Concat(document.Types.Select(static type => type.NameSpan))
            .OrderBy(static span => span.Start)
            .FirstOrDefault();

    private static string FolderOf(string path)
    {
        int slash = path.LastIndexOfAny(Separators);
        return slash < 0 ? "" : path.Substring(0, slash).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static string? ParentOf(string folder)
    {
        if (folder.Length == 0)
        {
            return null;
        }

        int slash = folder.LastIndexOf('/');
        return slash < 0 ? "" : folder.Substring(0, slash);
    }

    private static string FileOf(string path) => path.Substring(path.LastIndexOfAny(Separators) + 1);
}
