using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Binding;

public class HappyPathTests
{
    private const string Types = """
        types:
          ResourceIdStringInfo:
            summary: The ID of a resource.
            members:
              ResourceId: { type: string, nullable: true, summary: The ID. }
          MNPI18NSyncDto:
            members:
              Lang: string
              Children: list<MNPI18NSyncDto>
        """;

    private const string CreateMNP = """
        # yaml-language-server: $schema=../../../apigen.schema.json
        action: CreateMNP
        summary: Creates a mini program.
        region: required
        rateLimit: 20/s
        request:
          MNPName: { type: string, required: true, summary: Name of the mini program. }
          TeamId: string
          I18nList: { type: list<MNPI18NSyncDto> }
        response:
          Data: { type: ResourceIdStringInfo }
        errors:
          FailedOperation: Operation failed.
          FailedOperation.MNPNumberExceedLimit: The account already has the most mini programs it may have.
        examples:
          - title: CreateMNP
            request: { MNPName: apiminiprogram, TeamId: 6519624807 }
            response: { Data: { ResourceId: mp1mkdcf53ob2h8m }, RequestId: e5b444cb698246b6852bd980114ca151 }
        """;

    private static readonly ActionModel Action = Spec.Action(CreateMNP, Types);

    [Fact]
    public void An_action_file_gives_an_action_with_its_facts()
    {
        Assert.Equal("CreateMNP", Action.Name);
        Assert.Equal("Creates a mini program.", Action.Summary);
        Assert.Equal(RegionRequirement.Required, Action.Region);
        Assert.Equal([new RateWindow(20, 1)], Action.RateLimits);
        Assert.False(Action.RateLimitAssumed);
        Assert.Equal(Spec.ActionPath, Action.Source);
        Assert.Equal(["FailedOperation", "FailedOperation.MNPNumberExceedLimit"], Action.Errors.Select(e => e.Code));
    }

    [Fact]
    public void Members_keep_their_order_flags_and_types()
    {
        Assert.Equal(["MNPName: string", "TeamId: string", "I18nList: list<MNPI18NSyncDto>"], Action.Request.Select(m => $"{m.Name}: {m.Type}"));
        Assert.Equal([true, false, false], Action.Request.Select(m => m.Required));
        Assert.Equal("Name of the mini program.", Action.Request[0].Summary);
    }

    [Fact]
    public void An_example_becomes_JSON_by_the_types_of_its_members()
    {
        ExampleModel example = Assert.Single(Action.Examples);
        Assert.Equal("""{"MNPName":"apiminiprogram","TeamId":"6519624807"}""", example.Request);
        Assert.Equal("""{"Data":{"ResourceId":"mp1mkdcf53ob2h8m"},"RequestId":"e5b444cb698246b6852bd980114ca151"}""", example.Response);
    }

    [Fact]
    public void A_service_has_its_facts_and_its_types_and_actions_in_the_order_of_names()
    {
        SpecSet set = Spec.WithAction(CreateMNP, Types);
        ServiceModel service = Assert.Single(set.Services);
        Assert.Equal(("demo", "2025-01-06", "Demo.Api", "demo.example.com", "DemoClient"), (service.Name, service.Version, service.Namespace, service.Endpoint, service.ClientName));
        Assert.Equal(["MNPI18NSyncDto", "ResourceIdStringInfo"], service.Types.Select(t => t.Name));
        Assert.Equal("list<MNPI18NSyncDto>", service.Types[0].Members[1].Type.ToString());
    }
}
