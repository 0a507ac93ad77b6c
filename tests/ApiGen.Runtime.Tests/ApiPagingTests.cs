using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests;

public sealed class ApiPagingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 3, true, new long[] { 0 })]
    [InlineData(7, 3, true, new long[] { 0, 3, 6 })]
    [InlineData(6, 3, true, new long[] { 0, 3 })]
    [InlineData(0, 3, false, new long[] { 0 })]
    [InlineData(7, 3, false, new long[] { 0, 3, 6 })]
    [InlineData(6, 3, false, new long[] { 0, 3, 6 })]
    [InlineData(2, 3, false, new long[] { 0, 2 })]
    public async Task Offsets_go_on_until_nothing_is_left(int count, int pageSize, bool withTotal, long[] offsets) =>
        await ByOffsetAsync(count, pageSize, pageSize, withTotal, offsets);

    [Theory]
    [InlineData(true, new long[] { 0, 2, 4 })]
    [InlineData(false, new long[] { 0, 2, 4 })]
    public async Task A_service_that_gives_fewer_items_than_asked_for_loses_none(bool withTotal, long[] offsets) =>
        await ByOffsetAsync(5, 100, 2, withTotal, offsets);

    [Theory]
    [InlineData("[1,null,3,4,5,6]", 3, true)]
    [InlineData("[1,null,3,4,5,6]", 3, false)]
    [InlineData("[null,null,null,1,2,3,null]", 3, true)]
    [InlineData("[null,null,null,1,2,3,null]", 3, false)]
    [InlineData("[1,2,3,null,5]", 2, true)]
    [InlineData("[\"\",null,1,null,2]", 100, false)]
    public async Task Nulls_that_are_left_out_count_for_what_follows(string json, int pageSize, bool withTotal)
    {
        string[] all = [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(item => item.GetRawText())];
        List<string> expected = [.. all.Where(item => item != "null").Select(item => item.Trim('"'))];
        Func<IList<string>, long?>? total = withTotal ? _ => all.Length : null;

        List<string> byOffset = await ListAsync(ApiPaging.EnumerateByOffsetAsync<IList<string>, string>((offset, _) => Task.FromResult(Page(offset)), page => page, total, 0, pageSize, Token));
        List<string> byNumber = await ListAsync(ApiPaging.EnumerateByPageNumberAsync<IList<string>, string>((number, _) => Task.FromResult(Page((number - 1) * pageSize)), page => page, total, 1, pageSize, Token));

        Assert.Equal(expected, byOffset);
        Assert.Equal(expected, byNumber);

        IList<string> Page(long offset)
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes($"[{string.Join(',', all.Skip((int)offset).Take(pageSize))}]"));
            reader.Read();
            return JsonRead.StringList(ref reader)!;
        }

        static async Task<List<string>> ListAsync(IAsyncEnumerable<string> items)
        {
            List<string> list = [];
            await foreach (string item in items)
            {
                list.Add(item);
            }

            return list;
        }
    }

    [Fact]
    public async Task A_page_that_is_empty_before_the_end_is_passed_over()
    {
        List<int> items = await ToListAsync((offset, _) => Task.FromResult<int[]>(offset == 3 ? [] : [.. Enumerable.Range((int)offset, 3)]), _ => 9);

        Assert.Equal([0, 1, 2, 6, 7, 8], items);
    }

    [Fact]
    public async Task A_total_of_0_beside_items_does_not_count()
    {
        List<int> items = await ToListAsync((offset, _) => Task.FromResult<int[]>([.. Enumerable.Range(0, 8).Skip((int)offset).Take(3)]), _ => 0);

        Assert.Equal(Enumerable.Range(0, 8), items);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9L)]
    public async Task A_service_that_ignores_the_offset_is_found_out(long? total)
    {
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(
            () => ToListAsync((_, _) => Task.FromResult<int[]>([1, 2, 3]), _ => total));

        Assert.Contains("the service ignores where a page is to start", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 10, 10)]
    [InlineData(45, 10, 10)]
    [InlineData(40, 10, 7)]
    [InlineData(5, 1, 1)]
    [InlineData(20, 10, 10)]
    public async Task Pages_that_are_equal_because_their_items_are_alike_are_read_to_the_end_that_the_total_tells(int count, int pageSize, int most)
    {
        int[] all = [.. Enumerable.Repeat(0, count)];
        List<long> offsets = [];
        List<int> byOffset = [];
        await foreach (int item in ApiPaging.EnumerateByOffsetAsync(
            (offset, _) =>
            {
                offsets.Add(offset);
                return Task.FromResult<int[]>([.. all.Skip((int)offset).Take(Math.Min(pageSize, most))]);
            },
            page => page, _ => count, 0, pageSize, Token))
        {
            byOffset.Add(item);
        }

        List<int> byNumber = [];
        await foreach (int item in ApiPaging.EnumerateByPageNumberAsync(
            (number, _) => Task.FromResult<int[]>([.. all.Skip((int)(number - 1) * most).Take(most)]), page => page, _ => count, 1, pageSize, Token))
        {
            byNumber.Add(item);
        }

        Assert.Equal(all, byOffset);
        Assert.Equal(all, byNumber);
        Assert.Single(offsets, offset => offset >= count);
    }

    [Fact]
    public async Task A_service_that_refuses_to_give_a_page_behind_the_end_looks_where_a_page_starts()
    {
        List<int> items = await ToListAsync(
            (offset, _) => offset < 9 ? Task.FromResult<int[]>([7, 7, 7]) : throw ApiException.For(CommonErrorCode.InvalidParameterValue), _ => 9);

        Assert.Equal(9, items.Count);
    }

    [Theory]
    [InlineData(9_999_999L)]
    [InlineData(7L)]
    public async Task Items_that_are_alike_hide_no_service_that_ignores_the_offset(long total)
    {
        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => ToListAsync((_, _) => Task.FromResult<int[]>([7, 7, 7]), _ => total));
    }

    [Fact]
    public async Task Equal_pages_end_although_their_total_grows_with_each_and_nothing_is_behind_it()
    {
        long total = 10;
        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => ToListAsync((offset, _) => Task.FromResult<int[]>(offset < total ? [7, 7, 7] : []), _ => total += 5));
    }

    [Fact]
    public async Task Items_that_are_alike_are_read_to_the_end_although_some_come_meanwhile()
    {
        int count = 9;
        List<int> items = await ToListAsync(
            (offset, _) => Task.FromResult<int[]>([.. Enumerable.Repeat(7, count).Skip((int)offset).Take(3)]), _ => count = Math.Min(count + 1, 30));

        Assert.InRange(items.Count, 28, 30);
    }

    [Fact]
    public async Task Pages_of_equal_objects_are_found_out_too()
    {
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (ThingPart part in ApiPaging.EnumerateByPageNumberAsync(
                (_, _) => Task.FromResult<ThingPart[]>([new() { Text = "a" }, new() { Text = "b" }]), page => page, null, 1, 2, Token))
            {
                Assert.NotNull(part.Text);
            }
        });
    }

    [Theory]
    [InlineData("AB", null, 0)]
    [InlineData("ABC", null, 0)]
    [InlineData("ABBA", 1000L, 0)]
    [InlineData("ABC", 1000L, 0)]
    [InlineData("AB", 10L, 7)]
    public async Task Pages_that_come_again_in_turns_are_found_out_before_an_item_is_given_twice(string turns, long? total, int growth)
    {
        long? known = total;
        int asked = 0;
        List<string?> items = [];
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (ThingPart part in ApiPaging.EnumerateByOffsetAsync(Turn, page => page, _ => known += growth, 0, 2, Token))
            {
                items.Add(part.Text);
            }
        });
        Assert.Contains("the service ignores where a page is to start", e.Message, StringComparison.Ordinal);
        Assert.Equal(items.Distinct(), items);

        (asked, known) = (0, total);
        List<long> numbers = [];
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (long number in ApiPaging.EnumerateByPageNumberAsync(
                (_, _) => Task.FromResult<IList<long>>([turns[asked++ % turns.Length], 7]), page => page, _ => known += growth, 1, 2, Token))
            {
                numbers.Add(number);
            }
        });
        Assert.Equal(2 * (turns == "ABBA" ? 2 : turns.Length), numbers.Count);

        Task<ThingPart[]> Turn(long offset, CancellationToken cancellationToken)
        {
            char turn = turns[asked++ % turns.Length];
            return Task.FromResult<ThingPart[]>([new() { Text = $"{turn}1" }, new() { Text = $"{turn}2" }]);
        }
    }

    [Fact]
    public async Task Pages_that_come_again_because_their_items_are_alike_are_read_to_the_end_that_the_total_tells()
    {
        int[] all = [.. Enumerable.Range(0, 60).Select(i => i / 3 % 2)];
        List<long> offsets = [];
        List<int> items = await ToListAsync(
            (offset, _) =>
            {
                offsets.Add(offset);
                return Task.FromResult<int[]>([.. all.Skip((int)offset).Take(3)]);
            },
            _ => all.Length);

        Assert.Equal(all, items);
        Assert.Single(offsets, offset => offset >= all.Length);
    }

    [Fact]
    public async Task Lists_as_items_and_items_that_only_their_type_compares_are_found_out_too()
    {
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (IList<string> item in ApiPaging.EnumerateByOffsetAsync(
                (offset, _) => Task.FromResult<IList<IList<string>>>([[offset % 2 == 0 ? "a" : "b"]]), page => page, null, 0, 1, Token))
            {
                Assert.Single(item);
            }
        });
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (Own item in ApiPaging.EnumerateByOffsetAsync((_, _) => Task.FromResult<Own[]>([new("a")]), page => page, null, 0, 1, Token))
            {
                Assert.Equal("a", item.Text);
            }
        });
    }

    private sealed record Own(string Text);

    [Fact]
    public async Task Positions_end_where_numbers_do()
    {
        List<long> offsets = [];
        List<long> numbers = [];
        await foreach (int item in ApiPaging.EnumerateByOffsetAsync<int[], int>((offset, _) => Task.FromResult(Page(offsets, offset)), page => page, null, long.MaxValue - 5, 3, Token))
        {
            Assert.Equal(offsets.Count, item);
        }

        await foreach (int item in ApiPaging.EnumerateByPageNumberAsync<int[], int>((number, _) => Task.FromResult(Page(numbers, number)), page => page, null, long.MaxValue - 1, 3, Token))
        {
            Assert.Equal(numbers.Count, item);
        }

        Assert.Equal([long.MaxValue - 5, long.MaxValue - 2, long.MaxValue], offsets);
        Assert.Equal([long.MaxValue - 1, long.MaxValue], numbers);

        static int[] Page(List<long> asked, long position)
        {
            asked.Add(position);
            return [asked.Count, asked.Count, asked.Count];
        }
    }

    [Fact]
    public async Task Empty_pages_below_a_total_end()
    {
        await Assert.ThrowsAsync<ApiMalformedResponseException>(() => ToListAsync((_, _) => Task.FromResult<int[]>([]), _ => long.MaxValue / 2));
    }

    [Fact]
    public async Task Empty_pages_with_ever_new_tokens_end()
    {
        int pages = 0;
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (int item in ApiPaging.EnumerateByTokenAsync<int, int>((_, _) => Task.FromResult(++pages), page => page == 500 ? [1] : [], page => $"{page}", null, Token))
            {
                Assert.Equal(1, item);
            }
        });

        Assert.Contains("1000 pages in a row are empty", e.Message, StringComparison.Ordinal);
        Assert.Equal(1500, pages);
    }

    [Fact]
    public async Task A_thousand_empty_pages_of_which_the_last_has_no_token_are_none_too_many()
    {
        int pages = 0;
        await foreach (int item in ApiPaging.EnumerateByTokenAsync<int, int>((_, _) => Task.FromResult(++pages), _ => [], page => page == 1000 ? null : $"{page}", null, Token))
        {
            Assert.Fail($"{item}");
        }

        Assert.Equal(1000, pages);
    }

    [Fact]
    public async Task Tokens_that_come_again_are_found_out()
    {
        List<int> items = [];
        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (int item in ApiPaging.EnumerateByTokenAsync<string, int>((token, _) => Task.FromResult(token == "A" ? "B" : "A"), _ => [1], next => next, null, Token))
            {
                items.Add(item);
            }
        });

        Assert.Contains("a page gives a token that was used already", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, items.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("A")]
    public async Task A_page_that_gives_its_own_token_is_found_out_and_one_without_items_is_the_last(string? start)
    {
        List<int> items = [];
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (int item in ApiPaging.EnumerateByTokenAsync<string?, int>((token, _) => Task.FromResult(token), _ => [1], _ => "A", start, Token))
            {
                items.Add(item);
            }
        });
        Assert.Equal(start is null ? 2 : 1, items.Count);

        await foreach (int item in ApiPaging.EnumerateByTokenAsync<string?, int>((token, _) => Task.FromResult(token), page => page == "A" ? [] : [1], _ => "A", start, Token))
        {
            items.Add(item);
        }

        Assert.Equal(3 - (start is null ? 0 : 2), items.Count);
    }

    [Fact]
    public async Task The_first_token_counts_as_used()
    {
        List<int> items = [];
        await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (int item in ApiPaging.EnumerateByTokenAsync<string, int>((token, _) => Task.FromResult(token == "A" ? "B" : "A"), _ => [1], next => next, "A", Token))
            {
                items.Add(item);
            }
        });

        Assert.Equal(2, items.Count);
    }

    public static TheoryData<string, string> Endless => new()
    {
        { "equal", "page-2" },
        { "equal below a total", "page-3" },
        { "numbered", "page-2" },
        { "token", "page-2" },
        { "empty", "page-1000" },
        { "empty with tokens", "page-1000" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task Pages_that_never_end_are_told_with_the_ID_of_the_one_that_showed_it(string kind, string id)
    {
        int pages = 0;
        IAsyncEnumerable<ThingPart> items = kind switch
        {
            "numbered" => ApiPaging.EnumerateByPageNumberAsync((_, _) => Page(), page => page.Parts, null, 1, 1, Token),
            "token" => ApiPaging.EnumerateByTokenAsync((_, _) => Page(), page => page.Parts, _ => "A", null, Token),
            "empty with tokens" => ApiPaging.EnumerateByTokenAsync((_, _) => Page(), page => page.Parts, page => page.RequestId, null, Token),
            _ => ApiPaging.EnumerateByOffsetAsync((_, _) => Page(), page => page.Parts, kind == "equal" ? null : _ => 1_000_000, 0, 1, Token),
        };

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(async () =>
        {
            await foreach (ThingPart part in items)
            {
                Assert.Equal("a", part.Text);
            }
        });

        Assert.Equal(("ListParts", id, 1), (e.Action, e.RequestId, e.Attempts));
        Assert.Contains($"(RequestId: {id})", e.Message, StringComparison.Ordinal);

        Task<ListPartsResponse> Page() => Task.FromResult(new ListPartsResponse
        {
            RequestId = FormattableString.Invariant($"page-{++pages}"),
            Parts = kind.StartsWith("empty", StringComparison.Ordinal) ? [] : [new ThingPart { Text = "a" }],
        });
    }

    private static async Task<List<int>> ToListAsync(Func<long, CancellationToken, Task<int[]>> getPage, Func<int[], long?> total)
    {
        List<int> items = [];
        await foreach (int item in ApiPaging.EnumerateByOffsetAsync(getPage, page => page, total, 0, 3, Token))
        {
            items.Add(item);
        }

        return items;
    }

    [Fact]
    public async Task A_page_size_that_is_too_small_is_told_by_the_request_s_own_name_for_it()
    {
        using ThingClient client = new(new TencentCloudCredential("AKIDx", "key"));

        ArgumentOutOfRangeException e = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (ThingPart part in client.ListPartsItemsAsync(new ListPartsRequest { Limit = 0 }, cancellationToken: Token))
            {
                Assert.NotNull(part);
            }
        });

        Assert.Equal("Limit", e.ParamName);
    }

    [Fact]
    public async Task Page_numbers_count_up()
    {
        List<long> asked = [];
        List<int> items = [];
        await foreach (int item in ApiPaging.EnumerateByPageNumberAsync(
            (number, _) =>
            {
                asked.Add(number);
                return Task.FromResult<IList<int>>([.. Enumerable.Range(0, 7).Skip((int)(number - 1) * 3).Take(3)]);
            },
            page => page,
            _ => 7,
            1,
            3,
            Token))
        {
            items.Add(item);
        }

        Assert.Equal([1L, 2L, 3L], asked);
        Assert.Equal(Enumerable.Range(0, 7), items);
    }

    [Fact]
    public async Task Tokens_lead_from_page_to_page_until_there_is_none()
    {
        List<string?> asked = [];
        List<string> items = [];
        await foreach (string item in ApiPaging.EnumerateByTokenAsync(
            (token, _) =>
            {
                asked.Add(token);
                return Task.FromResult(token ?? "start");
            },
            page => new List<string> { page },
            page => page switch { "start" => "a", "a" => "b", _ => null },
            cancellationToken: Token))
        {
            items.Add(item);
        }

        Assert.Equal([null, "a", "b"], asked);
        Assert.Equal(["start", "a", "b"], items);
    }

    [Fact]
    public async Task Pages_are_called_for_only_as_far_as_the_caller_reads()
    {
        int calls = 0;
        await foreach (int item in ApiPaging.EnumerateByOffsetAsync(
            (_, _) =>
            {
                calls++;
                return Task.FromResult<IList<int>>([1, 2, 3]);
            },
            page => page,
            _ => 1000,
            0,
            3,
            Token))
        {
            if (item == 3)
            {
                break;
            }
        }

        Assert.Equal(1, calls);
    }

    private static async Task ByOffsetAsync(int count, int pageSize, int given, bool withTotal, long[] offsets)
    {
        List<long> asked = [];
        List<int> items = [];
        await foreach (int item in ApiPaging.EnumerateByOffsetAsync(
            (offset, _) =>
            {
                asked.Add(offset);
                return Task.FromResult<IList<int>>([.. Enumerable.Range(0, count).Skip((int)offset).Take(given)]);
            },
            page => page,
            withTotal ? _ => count : null,
            0,
            pageSize,
            Token))
        {
            items.Add(item);
        }

        Assert.Equal(offsets, asked);
        Assert.Equal(Enumerable.Range(0, count), items);
    }
}
