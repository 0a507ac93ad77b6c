using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Generator.Options;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>Plans the class of a request, a response or a declared type.</summary>
internal sealed class ClassPlanner(string @namespace, EmitOptions options, ValueTypes valueTypes)
{
    private const string ClientToken = "ClientToken";

    /// <summary>Plans a class.</summary>
    /// <param name="name">Its settled C# name.</param>
    /// <param name="role">What it stands for.</param>
    /// <param name="inRequests">Whether it is used in requests.</param>
    /// <param name="summary">The text of its summary, escaped for XML.</param>
    /// <param name="members">Its members in spec order.</param>
    /// <param name="action">The action whose request it is; null for other classes.</param>
    public ClassEmitModel Plan(
        string name,
        ClassRole role,
        bool inRequests,
        string summary,
        EquatableArray<MemberModel> members,
        ActionModel? action = null)
    {
        MemberNames memberNames = new(members, name, role == ClassRole.Response);
        NameScope scope = memberNames.Scope;
        string namesField = scope.Take("_jsonNames");
        PropertyEmitModel[] properties = [.. members.Select((member, index) => PlanProperty(name, role, inRequests, member, memberNames, index, namesField))];

        List<string> wireNames = [.. members.Select(member => CSharpText.Literal(member.Name))];
        int requestIdIndex = -1;
        int errorIndex = -1;
        string? errorProperty = null;
        if (role == ClassRole.Response)
        {
            requestIdIndex = wireNames.Count;
            wireNames.Add("\"RequestId\"");
            int declared = members.ToList().FindIndex(member => member.Name == "Error");
            if (declared >= 0)
            {
                errorProperty = memberNames[members[declared].Name];
            }
            else
            {
                errorIndex = wireNames.Count;
                wireNames.Add("\"Error\"");
            }
        }

        bool bypass = options.RequiredKeyword && inRequests && members.Any(member => member.Required);
        return new ClassEmitModel
        {
            Name = name,
            FullName = $"global::{@namespace}.{name}",
            Role = role,
            Accessibility = options.Accessibility,
            Summary = summary,
            InRequests = inRequests,
            NamesField = namesField,
            Interfaces = string.Join(", ", [Interface(name, role), .. Validatable(role, inRequests)]),
            Construction = bypass ? "new(default(global::ApiGen.Runtime.Json.JsonConstruction))" : "new()",
            HasBypassConstructor = bypass,
            RequestIdIndex = requestIdIndex,
            ErrorIndex = errorIndex,
            ErrorProperty = errorProperty,
            WireNames = wireNames.ToEquatableArray(),
            Properties = properties.ToEquatableArray(),
            ClientTokenProperty = action is not null && HasClientToken(action) ? memberNames[ClientToken] : null,
            BodyProperty = action?.RequestBody == RequestBodyKind.OctetStream ? scope.Take("Body", "BodyContent") : null,
            PageCopy = action?.Paging is { } paging ? PagingPlanner.Copy(action, paging, memberNames) : null,
        };
    }

    private static string Interface(string name, ClassRole role) => role switch
    {
        ClassRole.Request => $"{RuntimeNames.Json}IApiRequest<{name}>",
        ClassRole.Response => $"{RuntimeNames.Json}IApiResponse<{name}>",
        _ => $"{RuntimeNames.Json}IJsonModel<{name}>",
    };

    private static IEnumerable<string> Validatable(ClassRole role, bool inRequests) =>
        role == ClassRole.Data && inRequests ? [RuntimeNames.Json + "IValidatable"] : [];

    private static bool HasClientToken(ActionModel action) =>
        action.Request.Any(member => member.Name == ClientToken && member.Type.Kind == ValueKind.String);

    private PropertyEmitModel PlanProperty(
        string className,
        ClassRole role,
        bool inRequests,
        MemberModel member,
        MemberNames names,
        int index,
        string namesField)
    {
        string property = names[member.Name];
        NameScope scope = names.Scope;
        string declared = valueTypes.Declared(member.Type);
        bool alwaysSent = MemberNames.IsNeverNull(member, inRequests);
        bool mustBeSet = inRequests && member.Required;
        string field = alwaysSent ? scope.Take(CSharpText.FieldName(property), CSharpText.FieldName(property) + "Field") : "";
        ConstraintPlanner constraint = new(member, valueTypes);
        bool isChecked = inRequests && member.Constraint is not null;
        string patternField = isChecked ? scope.Take(CSharpText.FieldName(property) + "Pattern") : "";
        string valuesField = isChecked ? scope.Take(CSharpText.FieldName(property) + "Values") : "";
        (string condition, string write) = ValueTypes.Write(member.Type, alwaysSent ? field : property, $"{namesField}[{index}]");
        string read = valueTypes.Read(member.Type, "reader");

        return new PropertyEmitModel
        {
            Name = property,
            WireName = CSharpText.LiteralContent(member.Name),
            Index = index,
            TypeName = alwaysSent ? declared : declared + "?",
            Summary = CSharpText.Documentation(member.Summary, $"The member {member.Name} of {className}."),
            Remarks = Remarks(member, constraint).Select(CSharpText.XmlText).ToEquatableArray(),
            Attributes = Attributes(member, inRequests).ToEquatableArray(),
            Modifier = mustBeSet && options.RequiredKeyword ? "required " : "",
            Field = field,
            FieldType = alwaysSent ? declared : "",
            Fallback = alwaysSent ? Fallback(member, className, role) : "",
            Read = mustBeSet || alwaysSent ? read + "!" : read,
            Constants = TypedViews.Constants(member, names.Beside(member.Name)),
            View = TypedViews.View(member, property, alwaysSent ? field : mustBeSet ? "" : property, names.Beside(member.Name)),
            WriteCondition = condition,
            Write = write,
            IsRequired = mustBeSet,
            IsSensitive = member.Sensitive,
            IsDouble = member.Type.Kind == ValueKind.Double,
            IsObject = member.Type.Kind == ValueKind.Object,
            ListCheck = inRequests ? constraint.ListCheck() : null,
            Constraint = inRequests ? constraint.Plan(patternField, valuesField) : null,
        };
    }

    private string Fallback(MemberModel member, string className, ClassRole role) => member.Type.Kind switch
    {
        ValueKind.String => "\"\"",
        ValueKind.List => $"global::System.Array.Empty<{valueTypes.Element(member.Type.Element!)}>()",
        _ => $"throw {RuntimeNames.Json}JsonModel.MemberNotSent({CSharpText.Literal(className)}, {CSharpText.Literal(member.Name)}, {(role == ClassRole.Response ? "RequestId" : "null")})",
    };

    private static IEnumerable<string> Remarks(MemberModel member, ConstraintPlanner constraint)
    {
        if (member.Deprecated is not null)
        {
            yield return "Deprecated. " + member.Deprecated;
        }

        if (member.Disabled is not null)
        {
            yield return "Has no effect any more. " + member.Disabled;
        }

        if (member.Default is not null)
        {
            yield return $"Default: {member.Default}.";
        }

        if (member.Format is not null)
        {
            yield return $"Format: {member.Format}.";
        }

        foreach (string remark in constraint.Remarks())
        {
            yield return remark;
        }
    }

    private static IEnumerable<string> Attributes(MemberModel member, bool inRequests)
    {
        if (member.Required && inRequests)
        {
            yield return RuntimeNames.Annotations + "ApiRequired";
            yield return "global::System.Diagnostics.CodeAnalysis.DisallowNull";
        }

        if (member.Sensitive)
        {
            yield return RuntimeNames.Annotations + "ApiSensitive";
        }

        if (member.Deprecated is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiDeprecated({CSharpText.Literal(member.Deprecated)})";
        }

        if (member.Disabled is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiDisabled({CSharpText.Literal(member.Disabled)})";
        }
    }
}
