using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Binding;

public class PagingTests
{
    private const string Types = "types: { Page: { members: { List: list<string>, TotalCount: int64, Next: string, Broken: strng } } }\n";

    private static string Act(string paging, string more = "") => $$"""
        action: Act
        paging: {{paging}}
        request: { Offset: uint64, Limit: { type: int64, maximum: 50 }, Token: string, Filters: list<string> }
        response: { Data: Page, Pages: list<Page>, Cursor: string, Count: uint64 }
        {{more}}
        """;

    [Fact]
    public void Paging_by_offset_is_the_default()
    {
        Assert.Equal(
            new PagingModel(PagingStyle.Offset, "Offset", "Limit", "Data.List", "Data.TotalCount", null, 20),
            Bound("{ position: Offset, limit: Limit, items: Data.List, total: Data.TotalCount }"));
    }

    [Fact]
    public void A_next_token_makes_it_paging_by_token()
    {
        Assert.Equal(
            new PagingModel(PagingStyle.Token, "Token", null, "Pages", null, "Cursor", 20),
            Bound("{ position: Token, items: Pages, next: Cursor }"));
    }

    [Fact]
    public void Paging_by_page_number_is_stated()
    {
        Assert.Equal(
            new PagingModel(PagingStyle.PageNumber, "Offset", "Limit", "Pages", "Count", null, 50),
            Bound("{ style: page, position: Offset, limit: Limit, items: Pages, total: Count, pageSize: 50 }"));
    }

    [Theory]
    [InlineData("{ position: Offest, items: Pages }", "APIGEN0050(2,21) 'Offest'")]
    [InlineData("{ position: Offset, limit: Size, items: Pages }", "APIGEN0050(2,36) 'Size'")]
    [InlineData("{ position: Offset, items: Data.Lst }", "APIGEN0050(2,41) 'Lst'")]
    [InlineData("{ position: Offset, items: Dta.List }", "APIGEN0050(2,36) 'Dta'")]
    [InlineData("{ position: Offset, items: Data..List }", "APIGEN0050(2,41) ''")]
    [InlineData("{ position: Token, items: Pages }", "APIGEN0051(2,21) 'Token'")]
    [InlineData("{ position: Offset, limit: Token, items: Pages }", "APIGEN0051(2,36) 'Token'")]
    [InlineData("{ position: Offset, items: Data }", "APIGEN0051(2,36) 'Data'")]
    [InlineData("{ position: Offset, items: Pages.List }", "APIGEN0051(2,36) 'Pages'")]
    [InlineData("{ position: Offset, items: Pages, total: Cursor }", "APIGEN0051(2,50) 'Cursor'")]
    [InlineData("{ position: Offset, items: Pages, next: Cursor }", "APIGEN0051(2,21) 'Offset'")]
    [InlineData("{ position: Token, items: Pages, next: Data.List }", "APIGEN0051(2,53) 'List'")]
    [InlineData("{ style: token, position: Token, items: Pages }", "APIGEN0052(2,1) 'paging'")]
    [InlineData("{ style: offset, position: Offset, items: Pages, next: Cursor }", "APIGEN0052(2,64) 'Cursor'")]
    [InlineData("{ position: Offset, limit: Limit, items: Pages, pageSize: 51 }", "APIGEN0052(2,67) '51'")]
    public void Wrong_paging_is_the_only_diagnostic_and_marks_its_token(string paging, string mark)
    {
        string text = Act(paging);
        Assert.Equal([mark], Spec.ActionMarks(text, Types.Replace(", Broken: strng", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("responseBody: event-stream")]
    public void A_stream_has_no_pages(string more)
    {
        Assert.Equal(["APIGEN0052(2,1) 'paging'"], Spec.ActionMarks(Act("{ position: Offset, items: Pages }", more), Types.Replace(", Broken: strng", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_path_through_a_wrong_member_is_not_reported_again()
    {
        Assert.Equal(["APIGEN0048"], Spec.ActionMarks(Act("{ position: Offset, items: Data.Broken }"), Types).Select(m => m[..10]));
    }

    [Fact]
    public void Wrong_paging_leaves_the_action_without_paging()
    {
        SpecSet set = Spec.WithAction(Act("{ position: Nowhere, items: Pages }"), Types);
        Assert.Null(Assert.Single(Assert.Single(set.Services).Actions).Paging);
    }

    private static PagingModel? Bound(string paging) => Spec.Action(Act(paging), Types.Replace(", Broken: strng", "", StringComparison.Ordinal)).Paging;
}
