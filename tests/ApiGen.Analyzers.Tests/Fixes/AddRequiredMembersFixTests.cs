using ApiGen.Analyzers.RequiredMembers;
using ApiGen.CodeFixes;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1001.</summary>
public sealed class AddRequiredMembersFixTests
{
    [Fact]
    [Long]
    public Task Members_are_put_in_the_specs_order() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPName = text, TeamId = "a" });""",
        """await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "TODO", MNPName = text, MNPIcon = "TODO", MNPIntro = "TODO", TeamId = "a" });""");

    [Fact]
    [Long]
    public Task Lines_and_comments_are_kept() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
            // What it is.
            MNPType = "a", // The kind.
            TeamId = text // Whose.
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            // What it is.
            MNPType = "a", // The kind.
            MNPName = "TODO",
            MNPIcon = "TODO",
            MNPIntro = "TODO",
            TeamId = text // Whose.
        });
        """);

    [Theory]
    [InlineData(
        """{ MNPType = "a", MNPName = "b", MNPIcon = "c", /* whose */ TeamId = text }""",
        """{ MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "TODO", /* whose */ TeamId = text }""")]
    [InlineData(
        """{ /* the name */ MNPName = "b", MNPIcon = "c", MNPIntro = "d" }""",
        """{ MNPType = "TODO", /* the name */ MNPName = "b", MNPIcon = "c", MNPIntro = "d" }""")]
    [InlineData(
        """
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c"
            , /* whose */ TeamId = text
        }
        """,
        """
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c"
            , MNPIntro = "TODO"
            , /* whose */ TeamId = text
        }
        """)]
    [Long]
    public Task A_comment_before_a_member_stays_with_it(string members, string expected) => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        $"await client.CreateMNPAsync({{|APIGEN1001:new CreateMNPRequest|}} {members});",
        $"await client.CreateMNPAsync(new CreateMNPRequest {expected});");

    [Fact]
    [Long]
    public Task The_order_is_kept_before_a_directive() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
            MNPType = "a", // The kind.
        #if NEVER
            TeamId = "b",
        #endif
            MNPIntro = text
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", // The kind.
            MNPName = "TODO",
            MNPIcon = "TODO",
        #if NEVER
            TeamId = "b",
        #endif
            MNPIntro = text
        });
        """);

    /// <summary>What is in a region, or under a pragma, is compiled in any case.</summary>
    [Theory]
    [InlineData("#region Names", "#endregion")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    [Long]
    public Task The_order_is_kept_among_other_directives(string begin, string end) => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        $$"""
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
        {{begin}}
            MNPName = text,
        {{end}}
            TeamId = "b",
        });
        """,
        $$"""
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "TODO",
        {{begin}}
            MNPName = text,
            MNPIcon = "TODO",
            MNPIntro = "TODO",
        {{end}}
            TeamId = "b",
        });
        """);

    [Fact]
    [Long]
    public Task A_last_comma_is_kept() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c", // Last.
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c", // Last.
            MNPIntro = "TODO",
        });
        """);

    [Fact]
    [Long]
    public Task A_comment_behind_the_last_member_stays_with_it() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c" // Last.
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c", // Last.
            MNPIntro = "TODO"
        });
        """);

    [Fact]
    public Task An_empty_creation_gets_an_initialiser() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        CreateMNPRequest request = new();
        await client.CreateMNPAsync({|APIGEN1001:request|});
        """,
        """
        CreateMNPRequest request = new()
        {
            MNPType = "TODO",
            MNPName = "TODO",
            MNPIcon = "TODO",
            MNPIntro = "TODO",
        };
        await client.CreateMNPAsync(request);
        """);

    [Theory]
    [InlineData("  ")]
    [InlineData("    ")]
    [InlineData("\t")]
    [Long]
    public Task An_initialiser_is_as_deep_as_the_steps_of_the_file(string step)
    {
        string before = """
            public static class A
            {
              public static async Task Run(TcsasClient client)
              {
                await client.CreateMNPAsync(
                  {|APIGEN1001:new CreateMNPRequest|}());
                CreateMNPRequest request = new();
                await client.CreateMNPAsync({|APIGEN1001:request|});
              }
            }
            """;
        string after = """
            public static class A
            {
              public static async Task Run(TcsasClient client)
              {
                await client.CreateMNPAsync(
                  new CreateMNPRequest
                  {
                    MNPType = "TODO",
                    MNPName = "TODO",
                    MNPIcon = "TODO",
                    MNPIntro = "TODO",
                  });
                CreateMNPRequest request = new()
                {
                  MNPType = "TODO",
                  MNPName = "TODO",
                  MNPIcon = "TODO",
                  MNPIntro = "TODO",
                };
                await client.CreateMNPAsync(request);
              }
            }
            """;
        return VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Source(Consumer.Usings + before.Replace("  ", step, StringComparison.Ordinal), Consumer.Usings + after.Replace("  ", step, StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public Task Placeholders_have_the_right_type_and_a_value_that_the_spec_allows() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        "await client.ModifyQuotaAsync({|APIGEN1001:new ModifyQuotaRequest|}());",
        """await client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = "small", Count = 1 });""");

    [Fact]
    [Long]
    public Task A_part_comes_with_its_own_required_members() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c",
            MNPIntro = "d",
            Owner = {|APIGEN1001:new MNPOwner|} { Uin = "1" },
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c",
            MNPIntro = "d",
            Owner = new MNPOwner { Uin = "1", Contact = new MNPContact { Mail = "TODO" } },
        });
        """);

    [Fact]
    [Long]
    public Task Null_is_replaced() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """await client.ModifyQuotaAsync({|APIGEN1001:new ModifyQuotaRequest|} { Size = null!, Count = default });""",
        """await client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = "small", Count = 1 });""");

    [Fact]
    [Long]
    public Task A_creation_that_is_handed_over_later_is_fixed_where_it_is() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        var request = new ModifyQuotaRequest { Size = "small" };
        if (flag)
        {
            request.Count = 2;
        }

        await client.ModifyQuotaAsync({|APIGEN1001:request|});
        """,
        """
        var request = new ModifyQuotaRequest { Size = "small", Count = 1 };
        if (flag)
        {
            request.Count = 2;
        }

        await client.ModifyQuotaAsync(request);
        """);

    [Fact]
    [Long]
    public Task A_request_and_its_parts_are_fixed_together() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|}
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c",
            I18nList = [{|APIGEN1001:new()|} { Locale = "en" }, {|APIGEN1001:new MNPI18NSyncDto|} { Text = "x" }],
        });
        """,
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a",
            MNPName = "b",
            MNPIcon = "c",
            MNPIntro = "TODO",
            I18nList = [new() { Locale = "en", Text = "TODO" }, new MNPI18NSyncDto { Locale = "TODO", Text = "x" }],
        });
        """);

    /// <summary>Both are put at the end of the part.</summary>
    [Theory]
    [InlineData("new()", "new() { City = \"TODO\", Zip = \"TODO\" }")]
    [InlineData("new OrderAddress()", "new OrderAddress { City = \"TODO\", Zip = \"TODO\" }")]
    [InlineData("new OrderAddress(/* none */)", "new OrderAddress(/* none */) { City = \"TODO\", Zip = \"TODO\" }")]
    [Long]
    public Task A_part_without_members_is_fixed_together_with_the_member_behind_it(string part, string completed)
    {
        const string Members = "Code = \"12345678\", Pin = \"1234\", Slug = \"abcdef\", Kind = \"ab\", Lines = [new OrderLine { Sku = \"a\", Count = 1 }], Marks = [\"abcde\", \"fghij\"]";
        return VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
            $"PlaceOrderRequest request = new() {{ {Members}, Ship = {part} }}; await client.PlaceOrderAsync({{|APIGEN1001:{{|APIGEN1001:request|}}|}});",
            $"PlaceOrderRequest request = new() {{ {Members}, Ship = {completed}, Ratio = -0.5, Level = 3, Express = false, Grid = [] }}; await client.PlaceOrderAsync(request);");
    }

    [Fact]
    [Long]
    public Task A_factory_in_the_same_file_is_fixed() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        await client.ModifyQuotaAsync({|APIGEN1001:Make()|});

        static ModifyQuotaRequest Make() => new() { Count = 2 };
        """,
        """
        await client.ModifyQuotaAsync(Make());

        static ModifyQuotaRequest Make() => new() { Size = "small", Count = 2 };
        """);

    [Theory]
    [InlineData("await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = \"a\", MNPName = \"b\", MNPIcon = \"c\", MNPIntro = flag ? text : null! });")]
    [InlineData("var copy = new CreateMNPRequest { MNPType = \"a\", MNPName = \"b\", MNPIcon = \"c\" }; await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = \"a\", MNPName = \"b\", MNPIcon = \"c\", MNPIntro = copy.MNPIntro! });")]
    [Long]
    public Task An_expression_that_may_come_to_null_is_left_to_its_author(string statements) => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Nothing(statements);

    [Fact]
    [Long]
    public Task A_creation_that_two_calls_share_is_fixed_once() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Body(
        """
        if (flag)
        {
            await client.ModifyQuotaAsync({|APIGEN1001:Make()|});
        }

        await client.ModifyQuotaAsync({|APIGEN1001:Make()|});

        static ModifyQuotaRequest Make() => new() { Count = 2 };
        """,
        """
        if (flag)
        {
            await client.ModifyQuotaAsync(Make());
        }

        await client.ModifyQuotaAsync(Make());

        static ModifyQuotaRequest Make() => new() { Size = "small", Count = 2 };
        """);

    [Fact]
    [Long]
    public Task A_factory_in_another_file_is_fixed_there() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Sources(
        [Factory("new() { Count = 2 }"), File("A", "{|APIGEN1001:Factory.Make()|}"), File("B", "{|APIGEN1001:Factory.Make()|}")],
        [Factory("new() { Size = \"small\", Count = 2 }"), File("A", "Factory.Make()"), File("B", "Factory.Make()")]);

    [Fact]
    [Long]
    public Task All_are_fixed_in_document_project_and_solution() => VerifyFix<RequiredMembersAnalyzer, AddRequiredMembersFix>.Sources(
        [File("A", "{|APIGEN1001:new ModifyQuotaRequest|} { Count = 1 }"), File("B", "{|APIGEN1001:new ModifyQuotaRequest|} { Count = 2 }")],
        [File("A", "new ModifyQuotaRequest { Size = \"small\", Count = 1 }"), File("B", "new ModifyQuotaRequest { Size = \"small\", Count = 2 }")]);

    private static string Factory(string creation) =>
        Consumer.Usings + $$"""
        public static class Factory
        {
            public static ModifyQuotaRequest Make() => {{creation}};
        }
        """;

    private static string File(string name, string creation) =>
        Consumer.Usings + $$"""
        public static class {{name}}
        {
            public static async Task Run(TcsasClient client)
            {
                await client.ModifyQuotaAsync({{creation}});
                await client.ModifyQuotaAsync({{creation}});
            }
        }
        """;
}
