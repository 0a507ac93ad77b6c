using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>APIGEN1001 at a creation that goes straight into a call.</summary>
public sealed class StraightIntoTheCallTests
{
    [Fact]
    public Task An_initialiser_without_some_required_members_is_reported_with_all_of_them() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync({|#0:new CreateMNPRequest|} { MNPType = "a", MNPName = text });""",
        Missing("CreateMNPRequest", "CreateMNPAsync", "MNPIcon, MNPIntro"));

    [Fact]
    [Long]
    public Task An_empty_creation_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        "await client.CreateMNPAsync({|#0:new CreateMNPRequest|}());",
        Missing("CreateMNPRequest", "CreateMNPAsync", "MNPType, MNPName, MNPIcon, MNPIntro"));

    [Fact]
    public Task A_target_typed_creation_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync({|#0:new()|} { Size = "small" });""",
        Missing("ModifyQuotaRequest", "ModifyQuotaAsync", "Count"));

    [Fact]
    public Task Null_given_to_a_required_member_counts_as_missing() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync({|#0:new ModifyQuotaRequest|} { Size = null!, Count = 1 });""",
        Missing("ModifyQuotaRequest", "ModifyQuotaAsync", "Size"));

    [Fact]
    public Task Default_given_to_a_required_member_counts_as_missing() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync({|#0:new ModifyQuotaRequest|} { Size = "small", Count = default });""",
        Missing("ModifyQuotaRequest", "ModifyQuotaAsync", "Count"));

    [Fact]
    [Long]
    public Task A_typed_default_given_to_a_required_member_counts_as_missing() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync({|#0:new ModifyQuotaRequest|} { Size = default(string), Count = (long?)null });""",
        Missing("ModifyQuotaRequest", "ModifyQuotaAsync", "Size, Count"));

    [Fact]
    public Task The_default_of_a_number_is_a_number() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = "", Count = default(long) });""");

    [Fact]
    public Task A_call_through_the_interface_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await api.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = "a" });""");

    [Fact]
    public Task A_call_with_options_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await api.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = "a" }, null, CancellationToken.None);""");

    [Fact]
    public Task A_call_by_named_argument_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await api.CreateMNPAsync(cancellationToken: default, request: {|APIGEN1001:new CreateMNPRequest|} { MNPType = "a" });""");

    [Fact]
    [Long]
    public Task A_conditional_call_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """
        ITcsasClient? perhaps = flag ? api : null;
        await (perhaps?.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = "a" }) ?? Task.FromResult(new CreateMNPResponse()));
        """);

    [Fact]
    public Task A_nested_object_is_reported_at_its_own_creation() => Verify<RequiredMembersAnalyzer>.Body(
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d",
            Owner = {|#0:new MNPOwner|} { Uin = "1" },
        });
        """,
        Missing("CreateMNPRequest.Owner", "CreateMNPAsync", "Contact"));

    [Fact]
    [Long]
    public Task An_object_two_levels_down_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d",
            Owner = new MNPOwner { Uin = "1", Contact = {|#0:new()|} },
        });
        """,
        Missing("CreateMNPRequest.Owner.Contact", "CreateMNPAsync", "Mail"));

    [Theory]
    [InlineData("""new List<MNPI18NSyncDto> { new MNPI18NSyncDto { Locale = "en", Text = "a" }, {|APIGEN1001:new MNPI18NSyncDto|} { Locale = "de" } }""")]
    [InlineData("""new[] { {|APIGEN1001:new MNPI18NSyncDto|} { Locale = "de" } }""")]
    [InlineData("""new MNPI18NSyncDto[] { {|APIGEN1001:new()|} { Text = "de" } }""")]
    [InlineData("""[new MNPI18NSyncDto { Locale = "en", Text = "a" }, {|APIGEN1001:new MNPI18NSyncDto|} { Locale = "de" }]""")]
    [InlineData("""[{|APIGEN1001:new()|}, {|APIGEN1001:new()|} { Locale = "de" }]""")]
    [Long]
    public Task Objects_in_a_list_are_reported_each(string list) => Verify<RequiredMembersAnalyzer>.Body(
        $$"""
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d",
            I18nList = {{list}},
        });
        """);

    [Fact]
    public Task Both_the_request_and_its_part_are_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = "a", Owner = {|APIGEN1001:new()|} { Uin = "a" } });""");

    [Fact]
    [Long]
    public Task Null_chosen_by_a_condition_is_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.ModifyQuotaAsync({|#0:new ModifyQuotaRequest|} { Size = flag ? "small" : null, Count = 1 });""",
        Missing("ModifyQuotaRequest", "ModifyQuotaAsync", "Size", " on at least one path"));

    [Fact]
    public Task What_was_refused_at_one_call_does_not_speak_for_all_paths_to_another() => Verify<RequiredMembersAnalyzer>.Body(
        """
        var refused = new CreateMNPRequest { MNPType = "a", MNPName = "b", MNPIntro = "d" };
        var r = new CreateMNPRequest { MNPType = "a", MNPName = "b", MNPIntro = "d" };
        await client.CreateMNPAsync({|#0:refused|});
        if (flag) { r = new CreateMNPRequest { MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d" }; }
        if (other) { refused = new CreateMNPRequest { MNPIcon = text }; }
        r.MNPType = refused.MNPIcon;
        await client.CreateMNPAsync({|#1:r|});
        """,
        Missing("CreateMNPRequest", "CreateMNPAsync", "MNPIcon", ""),
        Missing("CreateMNPRequest", "CreateMNPAsync", "MNPIcon", " on at least one path", 1));

    [Fact]
    public Task A_complete_initialiser_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync(new CreateMNPRequest { MNPType = "a", MNPName = text, MNPIcon = "c", MNPIntro = "d" });""");

    [Fact]
    public Task Values_that_may_be_null_are_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """await client.CreateMNPAsync(new CreateMNPRequest { MNPType = maybe, MNPName = maybe?.Trim(), MNPIcon = given?.MNPIcon, MNPIntro = maybe ?? text });""");

    [Fact]
    public Task A_request_without_required_members_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        "await client.DescribeMNPAsync(new DescribeMNPRequest());");

    [Fact]
    public Task Null_as_the_whole_request_is_not_this_rules_matter() => Verify<RequiredMembersAnalyzer>.Body(
        "await client.CreateMNPAsync(null!);");

    [Fact]
    public Task A_request_read_from_json_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        "await client.CreateMNPAsync(CreateMNPRequest.FromJson(text));");

    [Fact]
    public Task A_complete_list_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d",
            I18nList = [new() { Locale = "en", Text = "a" }, .. texts.Select(t => new MNPI18NSyncDto { Locale = t, Text = t })],
        });
        """);

    [Fact]
    public Task Lists_made_by_a_query_are_not_looked_into() => Verify<RequiredMembersAnalyzer>.Body(
        """
        await client.CreateMNPAsync(new CreateMNPRequest
        {
            MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = "d",
            I18nList = texts.Select(t => new MNPI18NSyncDto { Locale = t }).Select(Complete).ToList(),
        });

        static MNPI18NSyncDto Complete(MNPI18NSyncDto dto) { dto.Text = "x"; return dto; }
        """);

    [Fact]
    public Task Other_methods_that_take_a_request_are_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """Keep(new CreateMNPRequest { MNPType = "a" }); await Task.Yield();""");

    [Fact]
    public Task Code_in_an_expression_tree_is_not_reported() => Verify<RequiredMembersAnalyzer>.Body(
        """
        System.Linq.Expressions.Expression<Func<ITcsasClient, Task>> setup = c => c.CreateMNPAsync(new CreateMNPRequest { MNPType = "a" }, default);
        await Task.Yield();
        Keep(setup);
        """);

    [Fact]
    [Long]
    public Task A_member_that_is_required_by_the_language_is_left_to_the_compiler() => Verify<RequiredMembersAnalyzer>.Source(
        Consumer.Usings + """
        using ApiGen.Runtime.Annotations;

        [ApiModel(Usage = ApiModelUsage.Request)]
        public sealed class OpenRequest
        {
            [ApiRequired]
            public required string Name { get; set; }
        }

        [ApiClient("x", "1")]
        public interface IOpenClient
        {
            [ApiAction("Open")]
            Task OpenAsync(OpenRequest request);
        }

        public static class Use
        {
            public static Task Run(IOpenClient client) => client.OpenAsync({|CS9035:new OpenRequest|}());
        }
        """.Replace("{|CS9035:new OpenRequest|}()", "new {|CS9035:OpenRequest|}()", StringComparison.Ordinal));

    [Fact]
    public Task A_constructor_written_by_hand_is_trusted() => Verify<RequiredMembersAnalyzer>.Source(
        Consumer.Usings + """
        using ApiGen.Runtime.Annotations;

        [ApiModel(Usage = ApiModelUsage.Request)]
        public sealed class OpenRequest
        {
            public OpenRequest() => Name = "x";

            [ApiRequired]
            public string Name { get; set; }
        }

        [ApiClient("x", "1")]
        public interface IOpenClient
        {
            [ApiAction("Open")]
            Task OpenAsync(OpenRequest request);
        }

        public static class Use
        {
            public static Task Run(IOpenClient client) => client.OpenAsync(new OpenRequest());
        }
        """);

    [Fact]
    [Long]
    public Task A_factory_in_an_extension_block_is_looked_into() => Verify<RequiredMembersAnalyzer>.Source(
        Consumer.Usings + """
        #nullable enable
        public static class Requests
        {
            extension(string size)
            {
                public ModifyQuotaRequest ToQuota() => new() { Size = size };

                public ModifyQuotaRequest ToQuota(int? count) => new() { Size = size, Count = count };

                public ModifyQuotaRequest ToWhole()
                {
                    ModifyQuotaRequest made = new() { Size = size };
                    made.Count = size.Length;
                    return made;
                }
            }

            extension(ModifyQuotaRequest request)
            {
                public static ModifyQuotaRequest Of(int count) => new() { Count = count };

                public static ModifyQuotaRequest Whole(string size) => new() { Size = size, Count = 1 };

                public ModifyQuotaRequest With(int count)
                {
                    request.Count = count;
                    return request;
                }
            }
        }

        public static class Use
        {
            public static async Task Run(ITcsasClient client, string size, int count)
            {
                await client.ModifyQuotaAsync({|APIGEN1001:size.ToQuota()|});
                await client.ModifyQuotaAsync({|APIGEN1001:Requests.ToQuota(size)|});
                await client.ModifyQuotaAsync({|APIGEN1001:size.ToQuota(null)|});
                await client.ModifyQuotaAsync({|APIGEN1001:ModifyQuotaRequest.Of(count)|});
                await client.ModifyQuotaAsync(size.ToQuota(count));
                await client.ModifyQuotaAsync(size.ToWhole());
                await client.ModifyQuotaAsync(Requests.ToWhole(size));
                await client.ModifyQuotaAsync(ModifyQuotaRequest.Whole(size));
                await client.ModifyQuotaAsync(size.ToQuota().With(count));
                await client.ModifyQuotaAsync(new ModifyQuotaRequest { Size = size }.With(count));

                var made = size.ToQuota();
                made.Count = count;
                await client.ModifyQuotaAsync(made);
            }
        }
        """);

    [Fact]
    public Task A_factory_in_the_users_part_of_the_class_is_looked_into() => Verify<RequiredMembersAnalyzer>.Source(
        Consumer.Usings + """
        #nullable enable
        using ApiGen.Runtime.Annotations;

        [ApiModel(Usage = ApiModelUsage.Request)]
        public sealed partial class OpenRequest
        {
            [ApiRequired]
            public string? Name { get; set; }
        }

        public sealed partial class OpenRequest
        {
            public static OpenRequest Named(string name) => new() { Name = name };

            public static OpenRequest Unnamed() => new();
        }

        [ApiClient("x", "1")]
        public interface IOpenClient
        {
            [ApiAction("Open")]
            Task OpenAsync(OpenRequest request);
        }

        public static class Use
        {
            public static Task Run(IOpenClient client) => client.OpenAsync({|APIGEN1001:OpenRequest.Unnamed()|});

            public static Task RunWell(IOpenClient client) => client.OpenAsync(OpenRequest.Named("a"));
        }
        """);

    [Fact]
    [Long]
    public Task A_value_given_at_the_declaration_is_a_value() => Verify<RequiredMembersAnalyzer>.Source(
        Consumer.Usings + """
        #nullable enable
        using ApiGen.Runtime.Annotations;

        [ApiModel(Usage = ApiModelUsage.Request)]
        public sealed class OpenRequest
        {
            [ApiRequired]
            public string? Name { get; set; } = "x";

            [ApiRequired]
            public string Text { get; set; } = null!;
        }

        [ApiClient("x", "1")]
        public interface IOpenClient
        {
            [ApiAction("Open")]
            Task OpenAsync(OpenRequest request);
        }

        public static class Use
        {
            public static Task Run(IOpenClient client) => client.OpenAsync({|APIGEN1001:new OpenRequest|}());

            public static Task RunWell(IOpenClient client) => client.OpenAsync(new OpenRequest { Text = "a" });
        }
        """);

    private static DiagnosticResult Missing(string path, string method, string names, string paths = "", int location = 0) =>
        new DiagnosticResult(Rules.RequiredMembers).WithLocation(location).WithArguments(path, method, names, paths).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
