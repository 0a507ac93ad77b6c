using ApiGen.Analyzers.RequiredMembers;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>Lists that are made element by element, and records that carry what a request is given.</summary>
public sealed class MadeForEachTests
{
    private const string Made = "{|APIGEN1001:new MNPI18NSyncDto|}";

    [Theory]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = texts.Select(t => {Made} {{ Locale = t }}).ToList() }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = texts.ConvertAll(t => {Made} {{ Locale = t }}) }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = [.. texts.Select(t => {Made} {{ Locale = t, Text = null }})] }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = [.. from t in texts select {Made} {{ Locale = t }}] }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = texts.Select(t => {{ var made = {Made} {{ Text = t }}; made.Text = t; return made; }}).ToList() }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = texts.Select(t => {{ var made = {Made}(); if (t.Length > 2) {{ made.Locale = t; }} return made; }}).ToList() }});")]
    [InlineData($"await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = texts.Select(t => {Made} {{ Locale = t.Length > 2 ? t : null }}).ToList() }});")]
    [InlineData("var r = new CreateMNPRequest { ALL }; r.I18nList = texts.Where(t => t.Length > 2).Select(t => new MNPI18NSyncDto { Locale = t }).ToList(); await client.CreateMNPAsync({|APIGEN1001:r|});")]
    [InlineData("var r = new CreateMNPRequest { ALL }; var list = texts.Select(t => new MNPI18NSyncDto { Locale = t, Text = t }).ToList(); list.Add(new() { Locale = text }); r.I18nList = list; await client.CreateMNPAsync({|APIGEN1001:r|});")]
    [InlineData("foreach (var u in texts) { var r = new CreateMNPRequest { ALL }; r.I18nList = texts.Select(t => new MNPI18NSyncDto { Locale = t + u }).ToList(); await client.CreateMNPAsync({|APIGEN1001:r|}); }")]
    public Task An_element_that_a_lambda_makes_lacks_something(string statements) => Verify<RequiredMembersAnalyzer>.Body(Expand(statements));

    [Theory]
    [InlineData("I18nList = texts.Select(t => new MNPI18NSyncDto { Locale = t, Text = t }).ToList()")]
    [InlineData("I18nList = texts.Select(t => { var made = new MNPI18NSyncDto { Locale = t }; made.Text = t; return made; }).ToList()")]
    [InlineData("I18nList = texts.Select(t => { var made = new MNPI18NSyncDto { Locale = t }; Fill(made); return made; }).ToList()")]
    [InlineData("I18nList = texts.Select(t => new MNPI18NSyncDto { Locale = t }).Select(made => Filled(made)).ToList()")]
    [InlineData("I18nList = texts.Select(t => t.Length > 2 ? new MNPI18NSyncDto { Locale = t, Text = t } : Filled(new())).ToList()")]
    [InlineData("I18nList = texts.Select(Named).ToList()")]
    [InlineData("I18nList = Completed(texts.Select(t => new MNPI18NSyncDto { Locale = t }))")]
    public Task An_element_that_a_lambda_makes_lacks_nothing_for_sure(string member) => Verify<RequiredMembersAnalyzer>.Body(Expand(
        $$"""
        await client.CreateMNPAsync(new CreateMNPRequest { ALL, {{member}} });

        static MNPI18NSyncDto Named(string name) => new() { Locale = name, Text = name };
        static void Fill(MNPI18NSyncDto made) => made.Text = "x";
        static MNPI18NSyncDto Filled(MNPI18NSyncDto made) { made.Text = "x"; made.Locale ??= "en"; return made; }
        static List<MNPI18NSyncDto> Completed(IEnumerable<MNPI18NSyncDto> all) { var list = all.ToList(); list.ForEach(static made => made.Text = "x"); return list; }
        """));

    [Theory]
    [InlineData("foreach (var made in list) { made.Text = \"x\"; }")]
    [InlineData("list.ForEach(made => made.Text = \"x\");")]
    [InlineData("list[0].Text = \"x\";")]
    [InlineData("Keep(list);")]
    [InlineData("var second = list.ToList(); second[0].Text = \"x\";")]
    [InlineData("list.Clear();")]
    [InlineData("if (list.All(made => made.Text != null)) { return; }")]
    public Task A_list_that_is_gone_over_afterwards_is_not_told_of(string statement) => Verify<RequiredMembersAnalyzer>.Body(Expand(
        $"var list = texts.Select(t => new MNPI18NSyncDto {{ Locale = t }}).ToList(); {statement} await client.CreateMNPAsync(new CreateMNPRequest {{ ALL, I18nList = list }});"));

    [Theory]
    [InlineData("var form = new Form(null);", true)]
    [InlineData("Form form = new(text); form = form with { Intro = null };", true)]
    [InlineData("var form = new Form(flag ? text : null);", true)]
    [InlineData("string? none = null; var form = new Form(none);", true)]
    [InlineData("var form = new Form(Intro: null) with { };", true)]
    [InlineData("var form = new Form(text);", false)]
    [InlineData("var form = new Form(null) with { Intro = text };", false)]
    [InlineData("var form = new Form(maybe);", false)]
    [InlineData("var form = Form.Read();", false)]
    [InlineData("var form = new Filled(null);", false)]
    [InlineData("var form = new Open { Intro = null }; form.Fill();", false)]
    [InlineData("var form = new Kept { Intro = null };", true)]
    public Task A_member_of_a_record_is_what_the_record_was_given(string statements, bool isReported) => Verify<RequiredMembersAnalyzer>.Source(Consumer.Usings + Expand(
        $$"""
        public sealed record Form(string? Intro) { public static Form Read() => new(Console.ReadLine()); }
        public sealed record Filled(string? Intro) { public string? Intro { get; init; } = Intro ?? "none"; }
        public sealed record Open { public string? Intro { get; set; } public void Fill() => Intro ??= "none"; }
        public sealed record Kept { public string? Intro { get; init; } }

        public static class Forms
        {
            public static async Task Run(ITcsasClient client, bool flag, string text, string? maybe)
            {
                {{statements}}
                await client.CreateMNPAsync({{(isReported ? "{|APIGEN1001:new CreateMNPRequest|}" : "new CreateMNPRequest")}} { MNPType = "a", MNPName = "b", MNPIcon = "c", MNPIntro = form.Intro });
            }
        }
        """));

    private static string Expand(string statements) => "#pragma warning disable CS8321, CS8601, CS8625, CS8669, CS8632\n" +
        statements.Replace("ALL", "MNPType = \"a\", MNPName = \"b\", MNPIcon = \"c\", MNPIntro = \"d\"", StringComparison.Ordinal);
}
