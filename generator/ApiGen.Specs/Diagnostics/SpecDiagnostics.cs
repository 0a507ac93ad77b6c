using System.Collections.ObjectModel;

namespace ApiGen.Specs.Diagnostics;

/// <summary>
/// Every kind of diagnostic in spec files. IDs 0001 to 0009 concern YAML itself, 0010 to 0039 one file alone, 0040 to 0059 the files of
/// a service together, 0060 to 0069 examples. Each has a page <c>docs/diagnostics/&lt;ID&gt;.md</c>.
/// </summary>
public static class SpecDiagnostics
{
    /// <summary>The text is not YAML.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidYaml = Error(
        "APIGEN0001", "Invalid YAML", "The file is not valid YAML: {0}. Correct it here; what follows in the file was not read.");

    /// <summary>A tab stands in the indentation.</summary>
    public static readonly SpecDiagnosticDescriptor TabIndentation = Error(
        "APIGEN0002", "Tab in the indentation", "YAML does not allow tabs in the indentation. Indent with spaces.");

    /// <summary>A second document follows.</summary>
    public static readonly SpecDiagnosticDescriptor MultipleDocuments = Error(
        "APIGEN0003", "More than one document", "A spec file holds one YAML document; what follows was not read. Move it into a file of its own.");

    /// <summary>An alias without its anchor.</summary>
    public static readonly SpecDiagnosticDescriptor UnknownAlias = Error(
        "APIGEN0004", "Unknown alias", "The alias '*{0}' refers to no anchor that is complete before it. Write '&{0}' in front of an earlier value, or repeat the value here.");

    /// <summary>A YAML tag.</summary>
    public static readonly SpecDiagnosticDescriptor TagNotAllowed = Error(
        "APIGEN0005", "YAML tag", "YAML tags such as '!!str' have no meaning in spec files. Remove the tag; put text that looks like a number in quotes.");

    /// <summary>The file is longer than allowed.</summary>
    public static readonly SpecDiagnosticDescriptor FileTooLarge = Error(
        "APIGEN0006", "File too large", "The file has {0} characters, more than the {1} allowed. Split it: one file per action.");

    /// <summary>Collections nest deeper than allowed.</summary>
    public static readonly SpecDiagnosticDescriptor NestedTooDeep = Error(
        "APIGEN0007", "Nested too deep", "Mappings and lists are nested more than {0} deep here; what follows in the file was not read. Flatten the value.");

    /// <summary>Aliases expand to more than allowed.</summary>
    public static readonly SpecDiagnosticDescriptor AliasesTooLarge = Error(
        "APIGEN0008", "Aliases expand too far", "The aliases of this file stand for more than {0} values; what follows was not read. Declare a type instead of repeating by alias.");

    /// <summary>The file has more mistakes than are reported.</summary>
    public static readonly SpecDiagnosticDescriptor TooManyDiagnostics = Error(
        "APIGEN0009", "Too many diagnostics", "The file has more than {0} mistakes; the others are not reported. Correct these and build again.");

    /// <summary>The file is no kind of spec file.</summary>
    public static readonly SpecDiagnosticDescriptor UnknownFileKind = Error(
        "APIGEN0010", "Not a spec file", "This is not a spec file: {0}. A spec file has the key 'service' (a service), 'action' (one action), 'types' or 'actions' at its top.");

    /// <summary>A key that means nothing here.</summary>
    public static readonly SpecDiagnosticDescriptor UnknownKey = Error(
        "APIGEN0011", "Unknown key", "Unknown key '{0}' in {1}. {2}");

    /// <summary>A key that must be there.</summary>
    public static readonly SpecDiagnosticDescriptor MissingKey = Error(
        "APIGEN0012", "Missing key", "{0} lacks the key '{1}'. Add, for instance, '{2}'.");

    /// <summary>A key given twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateKey = Error(
        "APIGEN0013", "Duplicate key", "The key '{0}' is given twice in {1}; the first one is on line {2}. Remove one of them.");

    /// <summary>Text, a list or a mapping stands where another kind of node belongs.</summary>
    public static readonly SpecDiagnosticDescriptor WrongNodeKind = Error(
        "APIGEN0014", "Wrong kind of node", "{0} must be {1}, not {2}.");

    /// <summary>A value out of a fixed choice is none of it.</summary>
    public static readonly SpecDiagnosticDescriptor ValueNotAllowed = Error(
        "APIGEN0015", "Value not allowed", "'{0}' is no value for '{1}'. {2}");

    /// <summary>A name that cannot be used.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidName = Error(
        "APIGEN0016", "Invalid name", "'{0}' cannot be the name of {1}: {2}.");

    /// <summary>The version is not a date.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidVersion = Error(
        "APIGEN0017", "Invalid version", "'{0}' is not an API version. Write the date as YYYY-MM-DD, for instance '2025-01-06'.");

    /// <summary>The namespace is not one of C#.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidNamespace = Error(
        "APIGEN0018", "Invalid namespace", "'{0}' is no C# namespace: {1}. Write names joined by dots, for instance 'TencentCloud.Tcsas'.");

    /// <summary>The endpoint is not a host name.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidEndpoint = Error(
        "APIGEN0019", "Invalid endpoint", "'{0}' is not a host name. Write the host alone, without scheme, port and path, for instance 'tcsas.intl.tencentcloudapi.com'.");

    /// <summary>The documentation address is not an https address.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidUrl = Error(
        "APIGEN0020", "Invalid address", "'{0}' is not an absolute https address. Write it in full, for instance 'https://www.tencentcloud.com/document'.");

    /// <summary>The rate limit cannot be read.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidRateLimit = Error(
        "APIGEN0021", "Invalid rate limit", "'{0}' is not a rate limit: {1}. Write requests per span, for instance '20/s', '1200/min', '200/10min', '1/15s' or '5/h'.");

    /// <summary>The type expression cannot be read.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidType = Error(
        "APIGEN0022", "Invalid type", "'{0}' is no type: {1}. Write string, int64, uint64, double, bool, the name of a declared type, or list<...> of one of these.");

    /// <summary>The error code has a form that no service uses.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidErrorCode = Error(
        "APIGEN0023", "Invalid error code", "'{0}' is not an error code. Write names that begin with a letter, of letters, digits and underscores, joined by dots, for instance 'InvalidParameterValue.InvalidMNPName'.");

    /// <summary>A member declared twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateMember = Error(
        "APIGEN0024", "Duplicate member", "The member '{0}' is declared twice in {1}; the first one is on line {2}. Remove one of them.");

    /// <summary>An error code listed twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateErrorCode = Error(
        "APIGEN0025", "Duplicate error code", "The error code '{0}' is listed twice; the first one is on line {1}. Remove one of them.");

    /// <summary>A count is not a whole number in its range.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidCount = Error(
        "APIGEN0026", "Invalid count", "'{0}' is no value for '{1}'. Write a whole number from {2} to 2147483647 without quotes.");

    /// <summary>The regular expression cannot be used.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidPattern = Error(
        "APIGEN0027", "Invalid pattern", "The pattern is not a regular expression: {0}. Correct it, and prefer single quotes, in which a backslash needs no doubling.");

    /// <summary>The constraint does not apply to values of the member's type.</summary>
    public static readonly SpecDiagnosticDescriptor ConstraintDoesNotFit = Error(
        "APIGEN0028", "Constraint does not fit the type", "'{0}' has no meaning for the type {1}: it limits {2}. Remove it or change the type.");

    /// <summary>Constraints exclude each other.</summary>
    public static readonly SpecDiagnosticDescriptor ContradictoryConstraint = Error(
        "APIGEN0029", "Contradictory constraint", "{0} contradicts {1}. Change one of them.");

    /// <summary>A limit, allowed value or default is no value of the member's type.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidConstraintValue = Error(
        "APIGEN0030", "Value of the wrong type", "{0} of '{1}' is none of the type {2}. Write {3}.");

    /// <summary>The response declares <c>RequestId</c>.</summary>
    public static readonly SpecDiagnosticDescriptor ReservedMember = Error(
        "APIGEN0031", "Implicit member declared", "Every response has '{0}' without saying so. Remove it here.");

    /// <summary>A request of raw bytes has a member that no header can carry.</summary>
    public static readonly SpecDiagnosticDescriptor OctetStreamMember = Error(
        "APIGEN0032", "Member does not fit a header", "The members of an octet-stream request travel as headers, and '{0}' {1}. Use a scalar with an ASCII name, or 'requestBody: json'.");

    /// <summary>Two limits for one span.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateRateLimit = Error(
        "APIGEN0033", "Duplicate rate limit", "'{0}' limits the same span as '{1}' before it. Keep the stricter one.");

    /// <summary>The bytes of the file are not UTF-8.</summary>
    public static readonly SpecDiagnosticDescriptor NotUnicode = Error(
        "APIGEN0034", "Not UTF-8", "The file is not UTF-8: from here on its bytes are no characters of it, and nothing of the file was read. Save it as UTF-8; UTF-16 needs a byte order mark.");

    /// <summary>The file cannot be read at all. {0}: the reason.</summary>
    public static readonly SpecDiagnosticDescriptor Unreadable = Error(
        "APIGEN0035", "A file that cannot be read", "The file cannot be read: {0}");

    /// <summary>No service is declared for the file.</summary>
    public static readonly SpecDiagnosticDescriptor OrphanFile = Error(
        "APIGEN0040", "File without a service", "No file in this folder or above declares a service that this file could belong to. Add a service.yaml there, or name the service here with 'service:' and 'version:'.");

    /// <summary>The service that the file names is not declared.</summary>
    public static readonly SpecDiagnosticDescriptor ServiceNotFound = Error(
        "APIGEN0041", "Service not found", "No file declares the service {0} {1}. {2}");

    /// <summary>Several services could own the file.</summary>
    public static readonly SpecDiagnosticDescriptor AmbiguousService = Error(
        "APIGEN0042", "Ambiguous service", "Several files of one folder declare a service: {0}. Name the one that this file belongs to with 'service:' and 'version:'.");

    /// <summary>A service version is declared twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateService = Error(
        "APIGEN0043", "Duplicate service", "The service {0} {1} is already declared in {2}. Remove one declaration; a file that adds actions needs only 'service:' and 'version:' beside 'action:' or 'types:'.");

    /// <summary>Two services share a namespace.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateNamespace = Error(
        "APIGEN0044", "Duplicate namespace", "The namespace '{0}' already belongs to the service {1} {2}. Give each service, and each version of a service, a namespace of its own.");

    /// <summary>A type is declared twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateType = Error(
        "APIGEN0045", "Duplicate type", "The type '{0}' is already declared in {1}, line {2}. Remove or rename one of them.");

    /// <summary>An action is declared twice.</summary>
    public static readonly SpecDiagnosticDescriptor DuplicateAction = Error(
        "APIGEN0046", "Duplicate action", "The action '{0}' is already declared in {1}, line {2}. Remove or rename one of them.");

    /// <summary>Two names differ by case only.</summary>
    public static readonly SpecDiagnosticDescriptor NamesDifferByCase = Error(
        "APIGEN0047", "Names differ by case only", "'{0}' differs from '{1}' in {2}, line {3}, by case only, which file systems cannot keep apart. Rename one of them.");

    /// <summary>A member's type is not declared.</summary>
    public static readonly SpecDiagnosticDescriptor TypeNotFound = Error(
        "APIGEN0048", "Type not found", "The type '{0}' is not declared. {1}");

    /// <summary>A declared type has the name of a generated one.</summary>
    public static readonly SpecDiagnosticDescriptor TypeNameTaken = Error(
        "APIGEN0049", "Type name taken", "The type name '{0}' is taken by the {1}. Rename the type; its name never goes over the wire.");

    /// <summary>A paging path leads nowhere.</summary>
    public static readonly SpecDiagnosticDescriptor PagingPathNotFound = Error(
        "APIGEN0050", "Paging path not found", "'{0}' in '{1}' names no member of {2}. {3}");

    /// <summary>A paging path leads to a member of the wrong type.</summary>
    public static readonly SpecDiagnosticDescriptor PagingTypeMismatch = Error(
        "APIGEN0051", "Paging member of the wrong type", "'{0}' in '{1}' is of the type {2}. It must be {3}.");

    /// <summary>The paging keys do not go together.</summary>
    public static readonly SpecDiagnosticDescriptor InvalidPaging = Error(
        "APIGEN0052", "Contradictory paging", "{0}. {1}.");

    /// <summary>A C# name is fixed that something else has.</summary>
    public static readonly SpecDiagnosticDescriptor CSharpNameTaken = Error(
        "APIGEN0053", "C# name taken", "The C# name '{0}' is taken in {1}. Fix another one for {2}.");

    /// <summary>An example holds a member that is not declared.</summary>
    public static readonly SpecDiagnosticDescriptor ExampleUnknownMember = Warning(
        "APIGEN0060", "Unknown member in an example", "The example gives '{0}', which {1} does not declare. {2}");

    /// <summary>An example lacks a required member.</summary>
    public static readonly SpecDiagnosticDescriptor ExampleMissingMember = Warning(
        "APIGEN0061", "Missing member in an example", "The example lacks '{0}', which {1} requires. Add it, or drop 'required' if the service does not insist.");

    /// <summary>An example gives a value of the wrong type.</summary>
    public static readonly SpecDiagnosticDescriptor ExampleWrongType = Warning(
        "APIGEN0062", "Value of the wrong type in an example", "The example gives {0} for '{1}', which is of the type {2}. Write {3}.");

    /// <summary>An example gives a value that the member's constraint refuses.</summary>
    public static readonly SpecDiagnosticDescriptor ExampleBreaksConstraint = Warning(
        "APIGEN0063", "Value outside of a constraint in an example", "The example's value for '{0}' {1}. Give another one, or widen the constraint.");

    /// <summary>All kinds of diagnostics in the order of their IDs.</summary>
    public static IReadOnlyList<SpecDiagnosticDescriptor> All { get; } = new ReadOnlyCollection<SpecDiagnosticDescriptor>(
    [
        InvalidYaml, TabIndentation, MultipleDocuments, UnknownAlias, TagNotAllowed, FileTooLarge, NestedTooDeep, AliasesTooLarge, TooManyDiagnostics,
        UnknownFileKind, UnknownKey, MissingKey, DuplicateKey, WrongNodeKind, ValueNotAllowed, InvalidName, InvalidVersion, InvalidNamespace,
        InvalidEndpoint, InvalidUrl, InvalidRateLimit, InvalidType, InvalidErrorCode, DuplicateMember, DuplicateErrorCode, InvalidCount,
        InvalidPattern, ConstraintDoesNotFit, ContradictoryConstraint, InvalidConstraintValue, ReservedMember, OctetStreamMember,
        DuplicateRateLimit, NotUnicode, Unreadable,
        OrphanFile, ServiceNotFound, AmbiguousService, DuplicateService, DuplicateNamespace, DuplicateType, DuplicateAction, NamesDifferByCase,
        TypeNotFound, TypeNameTaken, PagingPathNotFound, PagingTypeMismatch, InvalidPaging, CSharpNameTaken,
        ExampleUnknownMember, ExampleMissingMember, ExampleWrongType, ExampleBreaksConstraint,
    ]);

    private static SpecDiagnosticDescriptor Error(string id, string title, string format) => new(id, title, format, SpecSeverity.Error);

    private static SpecDiagnosticDescriptor Warning(string id, string title, string format) => new(id, title, format, SpecSeverity.Warning);
}
