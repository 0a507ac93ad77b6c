using System.Runtime.CompilerServices;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>
/// Reads a result page by page, as far as the caller enumerates. Generated clients pass delegates; each call of
/// <c>getPage</c> must use a request object of its own, so that the caller's stays as it is.
/// </summary>
public static class ApiPaging
{
    /// <summary>Pages that start at an offset.</summary>
    /// <param name="getPage">Calls the action for the page that starts at an offset.</param>
    /// <param name="items">The items of a page; null for none.</param>
    /// <param name="total">The number of all items as a page gives it; null when pages do not tell. Without it the pages end with one that is empty, or shorter than those before. A number that cannot be right, less than what came already, does not count.</param>
    /// <param name="start">The first offset.</param>
    /// <param name="pageSize">How many items a page is asked to hold; at least 1. A service may give fewer.</param>
    /// <param name="cancellationToken">Ends the enumeration early.</param>
    /// <param name="pageSizeName">What the caller calls the page's size, for the exception about one that is too small.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is less than 1.</exception>
    /// <exception cref="ApiMalformedResponseException">The pages would never end, because the service gives one again.</exception>
    public static async IAsyncEnumerable<TItem> EnumerateByOffsetAsync<TPage, TItem>(
        Func<long, CancellationToken, Task<TPage>> getPage,
        Func<TPage, IList<TItem>?> items,
        Func<TPage, long?>? total,
        long start,
        long pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(pageSize))] string pageSizeName = "pageSize")
    {
        ArgumentNullException.ThrowIfNull(getPage);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1, pageSizeName);
        PageProgress<TItem> progress = new(typeof(TPage).Name, pageSize, start);
        long offset = start;
        bool more = true;
        while (more)
        {
            TPage page = await getPage(offset, cancellationToken).ConfigureAwait(false);
            progress.Arrived(page);
            IList<TItem> found = items(page) ?? [];
            if (progress.IsRepeated(found, total?.Invoke(page)))
            {
                long behind = progress.Behind(total?.Invoke(page)) ?? throw progress.Repeated();
                PageBehind<TPage> last = await PageBehindAsync(getPage, behind, cancellationToken).ConfigureAwait(false);
                progress.CheckBehind(last.Page, last.WasGiven ? items(last.Page!) ?? [] : null);
            }

            foreach (TItem item in found)
            {
                yield return item;
            }

            // A page may be empty although more follow, when the service leaves out items after it has counted them.
            int sent = ShortenedList<TItem>.SentCount(found);
            long next = long.CreateSaturating((Int128)offset + (sent > 0 ? sent : pageSize));
            more = progress.IsMoreAfter(found, next, total?.Invoke(page)) && next > offset;
            offset = next;
        }
    }

    /// <summary>Pages that are numbered.</summary>
    /// <param name="getPage">Calls the action for the page with a number.</param>
    /// <param name="items">The items of a page; null for none.</param>
    /// <param name="total">The number of all items as a page gives it; null when pages do not tell. Without it the pages end with one that is empty, or shorter than those before. A number that cannot be right, less than what came already, does not count.</param>
    /// <param name="start">The first number, usually 1.</param>
    /// <param name="pageSize">How many items a page is asked to hold; at least 1. A service may give fewer.</param>
    /// <param name="cancellationToken">Ends the enumeration early.</param>
    /// <param name="pageSizeName">What the caller calls the page's size, for the exception about one that is too small.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is less than 1.</exception>
    /// <exception cref="ApiMalformedResponseException">The pages would never end, because the service gives one again.</exception>
    public static async IAsyncEnumerable<TItem> EnumerateByPageNumberAsync<TPage, TItem>(
        Func<long, CancellationToken, Task<TPage>> getPage,
        Func<TPage, IList<TItem>?> items,
        Func<TPage, long?>? total,
        long start,
        long pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(pageSize))] string pageSizeName = "pageSize")
    {
        ArgumentNullException.ThrowIfNull(getPage);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1, pageSizeName);
        PageProgress<TItem> progress = new(typeof(TPage).Name, pageSize, PageStart(start - 1, pageSize));
        bool more = true;
        for (long number = start; more; number++)
        {
            TPage page = await getPage(number, cancellationToken).ConfigureAwait(false);
            progress.Arrived(page);
            IList<TItem> found = items(page) ?? [];
            if (progress.IsRepeated(found, total?.Invoke(page)))
            {
                // The pages may hold fewer items than they were asked to.
                long behind = progress.Behind(total?.Invoke(page)) ?? throw progress.Repeated();
                PageBehind<TPage> last = await PageBehindAsync(getPage, (behind / found.Count) + 2, cancellationToken).ConfigureAwait(false);
                progress.CheckBehind(last.Page, last.WasGiven ? items(last.Page!) ?? [] : null);
            }

            foreach (TItem item in found)
            {
                yield return item;
            }

            more = progress.IsMoreAfter(found, ShortenedList<TItem>.SentCount(found) > 0 ? null : PageStart(number, pageSize), total?.Invoke(page)) && number < long.MaxValue;
        }
    }

    /// <summary>Pages of which each gives the token of the next.</summary>
    /// <param name="getPage">Calls the action with a token.</param>
    /// <param name="items">The items of a page; null for none.</param>
    /// <param name="next">The token of the next page; null or empty after the last. An empty page that gives its own token is the last too.</param>
    /// <param name="start">The first token; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the enumeration early.</param>
    /// <exception cref="ApiMalformedResponseException">The pages would never end, because the service gives one again, or a thousand in a row without items.</exception>
    public static async IAsyncEnumerable<TItem> EnumerateByTokenAsync<TPage, TItem>(
        Func<string?, CancellationToken, Task<TPage>> getPage,
        Func<TPage, IList<TItem>?> items,
        Func<TPage, string?> next,
        string? start = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(getPage);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(next);
        PageProgress<TItem> progress = new(typeof(TPage).Name, pageSize: 1, skipped: 0);
        string? token = start;
        HashSet<string> seen = string.IsNullOrEmpty(start) ? [] : [start];
        int emptyPages = 0;
        bool more = true;
        while (more)
        {
            TPage page = await getPage(token, cancellationToken).ConfigureAwait(false);
            progress.Arrived(page);
            IList<TItem> found = items(page) ?? [];
            foreach (TItem item in found)
            {
                yield return item;
            }

            // Some services say by it that there is nothing after this.
            string? following = next(page);
            more = !string.IsNullOrEmpty(following) && (found.Count > 0 || following != token);
            if (more && !seen.Add(following!))
            {
                throw progress.Endless("a page gives a token that was used already, so that the pages would never end");
            }

            emptyPages = ShortenedList<TItem>.SentCount(found) > 0 ? 0 : emptyPages + 1;
            progress.CheckEmpty(more ? emptyPages : 0);
            token = following;
        }
    }

    private static long PageStart(long pages, long pageSize) => long.CreateSaturating((Int128)pages * pageSize);

    /// <summary>The page behind the last item, which the service may refuse to give: that shows that it looks where a page is to start.</summary>
    private static async Task<PageBehind<TPage>> PageBehindAsync<TPage>(Func<long, CancellationToken, Task<TPage>> getPage, long position, CancellationToken cancellationToken)
    {
        try
        {
            return new PageBehind<TPage>(await getPage(position, cancellationToken).ConfigureAwait(false), WasGiven: true);
        }
        catch (ApiServiceException e) when (e.Code.StartsWith("InvalidParameter", StringComparison.Ordinal) || e.Code.StartsWith("ResourceNotFound", StringComparison.Ordinal))
        {
            return default;
        }
    }

    private readonly record struct PageBehind<TPage>(TPage? Page, bool WasGiven);
}
