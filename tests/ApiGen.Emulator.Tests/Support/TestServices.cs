using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Tests.Support;

/// <summary>Services to serve. CreateMNP has the facts of the vendor's page; the others exist to show one behaviour each.</summary>
internal static class TestServices
{
    public const string CreateMNPRequest =
        """
        {
            "PlatformId": "T02245JR9111721GKOI",
            "TeamId": "6519624807",
            "MNPName": "apiminiprogram",
            "MNPType": "Life Service->144_Lilliputian Services",
            "MNPIntro": "api create mini program",
            "MNPDesc": "api create mini program",
            "MNPIcon": "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg"
        }
        """;

    public static readonly TypeReference Text = new(ValueKind.String);
    public static readonly TypeReference Integer = new(ValueKind.Int64);

    public static ActionModel CreateMNP { get; } = new()
    {
        Name = "CreateMNP",
        Region = RegionRequirement.Required,
        RateLimits = Limits(new RateWindow(20, 1)),
        Request = Members(
            Required("MNPType", Text),
            Required("MNPName", Text),
            Required("MNPIcon", Text),
            Required("MNPIntro", Text),
            Required("MNPDesc", Text),
            Required("PlatformId", Text),
            Optional("TeamId", Text),
            Optional("I18nList", ListOf(ObjectOf("MNPI18NSyncDto")))),
        Response = Members(Optional("Data", ObjectOf("ResourceIdStringInfo"))),
        Errors = new EquatableArray<ErrorModel>([new ErrorModel("InvalidParameterValue.InvalidMNPName", "The name is not allowed.")]),
        Examples = new EquatableArray<ExampleModel>(
        [
            new ExampleModel(
                "CreateMNP",
                CreateMNPRequest,
                """{"Data":{"ResourceId":"mp1mkdcf53ob2h8m"},"RequestId":"e5b444cb698246b6852bd980114ca151"}"""),
        ]),
    };

    public static ServiceModel Tcsas { get; } = new()
    {
        Name = "tcsas",
        Version = "2025-01-06",
        Namespace = "TencentCloud.Tcsas",
        Endpoint = "tcsas.intl.tencentcloudapi.com",
        ClientName = "TcsasClient",
        Types = Types(
            new TypeModel { Name = "MNPI18NSyncDto", Members = Members(Required("Lang", Text), Optional("Name", Text)) },
            new TypeModel { Name = "ResourceIdStringInfo", Members = Members(Optional("ResourceId", Text)) }),
        Actions = Actions(CreateMNP),
    };

    /// <summary>The action of the vendor's signature examples.</summary>
    public static ServiceModel Cvm { get; } = Service(
        "cvm",
        "2017-03-12",
        new ActionModel
        {
            Name = "DescribeInstances",
            Request = Members(Optional("Limit", Integer), Optional("Offset", Integer), Optional("Filters", ListOf(ObjectOf("Filter")))),
            Response = Members(Optional("TotalCount", Integer)),
        }) with
    {
        Types = Types(new TypeModel { Name = "Filter", Members = Members(Optional("Name", Text), Optional("Values", ListOf(Text))) }),
    };

    public static ServiceModel Service(string name, string version, params ActionModel[] actions) => new()
    {
        Name = name,
        Version = version,
        Namespace = "TencentCloud." + name,
        Endpoint = $"{name}.tencentcloudapi.com",
        ClientName = name + "Client",
        Actions = Actions(actions),
    };

    public static MemberModel Required(string name, TypeReference type, ConstraintModel? constraint = null) =>
        new() { Name = name, Type = type, Required = true, Constraint = constraint };

    public static MemberModel Optional(string name, TypeReference type, ConstraintModel? constraint = null) =>
        new() { Name = name, Type = type, Constraint = constraint };

    public static TypeReference ListOf(TypeReference element) => new(ValueKind.List, Element: element);

    public static TypeReference ObjectOf(string name) => new(ValueKind.Object, name);

    public static EquatableArray<MemberModel> Members(params MemberModel[] members) => new(members);

    public static EquatableArray<TypeModel> Types(params TypeModel[] types) => new(types);

    public static EquatableArray<ActionModel> Actions(params ActionModel[] actions) => new(actions);

    public static EquatableArray<RateWindow> Limits(params RateWindow[] limits) => new(limits);
}
