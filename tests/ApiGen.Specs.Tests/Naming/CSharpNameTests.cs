using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Specs.Tests.Naming;

public class CSharpNameTests
{
    [Fact]
    public void Members_types_and_actions_take_a_fixed_name()
    {
        SpecSet set = Spec.WithAction(
            "action: act\ncsharpName: Perform\nrequest: { a: { type: Item, csharpName: First } }\n",
            "types: { Item: { csharpName: Thing, members: { b: { type: string, csharpName: Second } } } }\n");

        Assert.Empty(Spec.Lines(set));
        ServiceModel service = Assert.Single(set.Services);
        ServiceNames names = new(service, []);
        ActionModel action = Assert.Single(service.Actions);
        TypeModel type = Assert.Single(service.Types);
        Assert.Equal(("PerformRequest", "PerformResponse", "PerformErrorCode", "PerformAsync"), (names[action].Request, names[action].Response, names[action].ErrorCode, names[action].Method));
        Assert.Equal("Thing", names.TypeName("Item"));
        Assert.Equal("First", new MemberNames(action.Request, names[action].Request, isResponse: false)["a"]);
        Assert.Equal("Second", new MemberNames(type.Members, "Thing", isResponse: false)["b"]);
    }

    [Theory]
    [InlineData("class", "it is a keyword of C#")]
    [InlineData("'1st'", "not starting with a digit")]
    [InlineData("'A B'", "write letters, digits and underscores")]
    [InlineData("'@A'", "write letters, digits and underscores")]
    [InlineData("A.B", "write letters, digits and underscores")]
    [InlineData("title", "it does not begin with a capital")]
    [InlineData("é", "it does not begin with a capital")]
    public void What_is_no_name_in_CSharp_is_told_at_its_place_and_left_out(string name, string reason)
    {
        foreach ((string action, string types) in new[]
        {
            ($"action: Act\nrequest: {{ A: {{ type: string, csharpName: {name} }} }}\n", "types: {}\n"),
            ($"action: Act\ncsharpName: {name}\n", "types: {}\n"),
            ("action: Act\n", $"types: {{ T: {{ csharpName: {name} }} }}\n"),
            ($"action: Act\nerrors: {{ A.B: {{ csharpName: {name} }} }}\n", "types: {}\n"),
        })
        {
            SpecSet set = Spec.WithAction(action, types);

            SpecDiagnostic diagnostic = Assert.Single(set.Diagnostics);
            Assert.Equal("APIGEN0016", diagnostic.Descriptor.Id);
            Assert.Contains(reason, diagnostic.Message, StringComparison.Ordinal);
            Assert.EndsWith($" '{name}'", Assert.Single(Spec.ActionMarks(action, types)), StringComparison.Ordinal);
            Assert.Single(Assert.Single(set.Services).Actions);
        }
    }

    [Theory]
    [InlineData("Title")]
    [InlineData("_")]
    [InlineData("_x")]
    [InlineData("Élan")]
    [InlineData("页")]
    [InlineData("A1")]
    public void A_name_of_any_script_can_be_fixed(string name) => Assert.Equal(name, Spec.Member($"{{ type: string, csharpName: {name} }}").CSharpName);

    [Theory]
    [InlineData("request: { A: { type: string, csharpName: X }, B: { type: string, csharpName: X } }", "APIGEN0053(2,79) 'X'")]
    [InlineData("request: { A: { type: string, csharpName: ActRequest } }", "APIGEN0053(2,43) 'ActRequest'")]
    [InlineData("request: { A: { type: string, csharpName: ToJson } }", "APIGEN0053(2,43) 'ToJson'")]
    [InlineData("response: { A: { type: string, csharpName: RequestId } }", "APIGEN0053(2,44) 'RequestId'")]
    [InlineData("types: { T: { csharpName: X }, U: { csharpName: X } }", "APIGEN0053(2,49) 'X'")]
    [InlineData("types: { T: { csharpName: DemoClient } }", "APIGEN0053(2,27) 'DemoClient'")]
    [InlineData("types: { T: { csharpName: IDemoClient } }", "APIGEN0053(2,27) 'IDemoClient'")]
    [InlineData("types: { T: { csharpName: X, members: { A: { type: string, csharpName: X } } } }", "APIGEN0053(2,72) 'X'")]
    [InlineData("errors: { A.B: { csharpName: X }, A.C: { csharpName: X } }", "APIGEN0053(2,54) 'X'")]
    [InlineData("errors: { A.B: { csharpName: Unknown } }", "APIGEN0053(2,30) 'Unknown'")]
    [InlineData("csharpName: Go\ntypes: { T: { csharpName: GoRequest } }", "APIGEN0053(3,27) 'GoRequest'")]
    [InlineData("csharpName: Go\ntypes: { GoRequest: { } }", "APIGEN0049(3,10) 'GoRequest'")]
    public void Two_fixed_names_of_one_scope_are_told_at_the_later_one(string body, string mark) =>
        Assert.Equal([mark], Spec.ActionMarks("action: Act\n" + body + "\n"));

    [Theory]
    [InlineData("A.B: { csharpName: AB }, AB: ''", "AB=ABCode A.B=AB")]
    [InlineData("AB: '', A.B: { csharpName: AB }", "AB=ABCode A.B=AB")]
    [InlineData("A.B: '', AB: ''", "AB=AB A.B=ABCode")]
    [InlineData("A.B: { csharpName: Busy, summary: It is busy. }, a.b: ''", "A.B=Busy a.b=AB")]
    public void An_error_code_takes_a_fixed_name_in_the_enum_before_all_others(string errors, string expected)
    {
        ActionModel action = Spec.Action($"action: Act\nerrors: {{ {errors} }}\n");

        IReadOnlyDictionary<string, string> names = ErrorCodeNames.Of(action.Errors);

        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), names.Select(name => $"{name.Key}={name.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_error_code_with_a_fixed_name_keeps_its_summary() =>
        Assert.Equal(new ErrorModel("A.B", "It is busy.", "Busy"), Assert.Single(Spec.Action("action: Act\nerrors: { A.B: { csharpName: Busy, summary: It is busy. } }\n").Errors));

    [Fact]
    public void What_an_error_code_cannot_say_is_told() =>
        Assert.Equal(["APIGEN0011(2,18) 'name'"], Spec.ActionMarks("action: Act\nerrors: { A.B: { name: Busy } }\n"));

    [Fact]
    public void Two_actions_cannot_fix_one_name()
    {
        SpecText text = new("specs/demo/actions.yaml", "actions:\n  A: { csharpName: Same }\n  B: { csharpName: Same }\n");

        SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service), text]);

        Assert.Equal(["specs/demo/actions.yaml(3,20): error APIGEN0053: The C# name 'SameRequest' is taken in the namespace Demo.Api. Fix another one for the action 'B'."], Spec.Lines(set));
    }

    [Fact]
    public void A_class_cannot_be_called_as_a_namespace_inside_its_own()
    {
        SpecSet set = SpecLoader.Load(
        [
            new SpecText(Spec.ServicePath, Spec.Service + "types: { T: { csharpName: Orders } }\n"),
            new SpecText("specs/other/service.yaml", "service: other\nversion: 2025-01-06\nnamespace: Demo.Api.Orders\nendpoint: other.example.com\n"),
        ]);

        Assert.Equal("APIGEN0053", Assert.Single(set.Diagnostics).Descriptor.Id);
    }

    [Theory]
    [InlineData("request: { foo: { type: string, csharpName: Foo } }", "request: { foo: { type: string, csharpName: Foo }, Foo: string, FOO: string }")]
    [InlineData("response: { foo: { type: string, csharpName: Foo } }", "response: { Foo: string, foo: { type: string, csharpName: Foo } }")]
    public void A_new_member_never_renames_a_fixed_property(string before, string after)
    {
        Assert.Equal("Foo", Name(before));
        Assert.Equal("Foo", Name(after));

        static string Name(string body)
        {
            ActionModel action = Spec.Action("action: Act\n" + body + "\n");
            return new MemberNames(action.Request.IsEmpty ? action.Response : action.Request, "C", isResponse: action.Request.IsEmpty)["foo"];
        }
    }

    [Theory]
    [InlineData("{ Name: string }", "Item")]
    [InlineData("{ Name: string, Item: string }", "Item")]
    public void A_new_member_of_the_types_name_never_renames_a_fixed_class(string members, string name) =>
        Assert.Equal(name, Names($"types: {{ Item: {{ csharpName: Item, members: {members} }} }}\n").TypeName("Item"));

    [Fact]
    public void A_class_that_gives_way_to_a_member_leaves_fixed_properties_alone()
    {
        SpecSet set = Spec.WithAction("action: Act\n", "types: { Item: { members: { Old: { type: string, csharpName: ItemInfo }, Item: string } } }\n");

        Assert.Empty(Spec.Lines(set));
        ServiceModel service = Assert.Single(set.Services);
        string className = new ServiceNames(service, []).TypeName("Item");
        Assert.Equal("ItemInfoModel", className);
        Assert.Equal("ItemInfo", new MemberNames(service.Types[0].Members, className, isResponse: false)["Old"]);
    }

    [Fact]
    public void A_new_action_never_takes_the_name_of_a_fixed_class_or_method()
    {
        SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service + """
            types: { GetRequest: { csharpName: GetRequest } }
            actions:
              Get: { }
              List:
                csharpName: List
                paging: { position: Offset, items: Items }
                request: { Offset: int64 }
                response: { Items: list<string> }
              ListItems: { }
            """)]);

        Assert.Empty(Spec.Lines(set));
        ServiceModel service = Assert.Single(set.Services);
        ServiceNames names = new(service, []);
        Assert.Equal("GetRequest", names.TypeName("GetRequest"));
        Assert.Equal("GetRequest2", names[service.Actions.Single(action => action.Name == "Get")].Request);
        Assert.Equal("ListItemsAsync", names[service.Actions.Single(action => action.Name == "List")].ItemsMethod);
        Assert.Equal("ListItemsAsync2", names[service.Actions.Single(action => action.Name == "ListItems")].Method);
    }

    [Theory]
    [InlineData("Dispose")]
    [InlineData("OnCreated")]
    [InlineData("ServiceDescription")]
    [InlineData("ServiceHolder")]
    [InlineData("_client")]
    public void A_client_cannot_be_called_as_a_member_that_every_client_has(string client)
    {
        SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service + $"client: {client}\n")]);

        Assert.Equal("APIGEN0016", Assert.Single(set.Diagnostics).Descriptor.Id);
    }

    private static ServiceNames Names(string types)
    {
        SpecSet set = Spec.WithAction("action: Act\n", types);
        Assert.Empty(Spec.Lines(set));
        return new ServiceNames(Assert.Single(set.Services), []);
    }
}
