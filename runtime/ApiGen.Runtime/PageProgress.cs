using ApiGen.Runtime.Json;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <summary>Tells whether another page is to be expected.</summary>
/// <param name="pageType">The name of the response's type.</param>
/// <param name="pageSize">How many items a page is asked to hold.</param>
/// <param name="skipped">How many items lie before the first page.</param>
internal struct PageProgress<TItem>(string pageType, long pageSize, long skipped)
{
    private const int MostEmptyPages = 1000;

    private long _read = skipped;
    private int _emptyPages;
    private long _fullPage;
    private GivenPages<TItem>? _given;
    private bool _startsAreKept;
    private long _total;
    private int _pagesThatGrew;
    private string? _requestId;

    /// <summary>Takes note of a page that arrived: if it proves that the pages never end, the failure names its ID.</summary>
    internal void Arrived<TPage>(TPage? page) => _requestId = page is IHasRequestId { RequestId: { Length: > 0 } id } ? LineText.Of(id) : null;

    /// <summary>The exception for pages that would never end.</summary>
    internal readonly ApiMalformedResponseException Endless(string reason)
    {
        const string Suffix = "Response";
        string action = pageType.EndsWith(Suffix, StringComparison.Ordinal) ? pageType[..^Suffix.Length] : pageType;

        // A page arrived; how often its call was sent only that call knew.
        return new ApiMalformedResponseException(action, reason, requestId: _requestId) { Attempts = 1 };
    }

    /// <summary>
    /// Whether a page looks like one that was given before. Then the service takes no notice of where a page is to start, or begins anew, or the items are alike, as counts may
    /// be: what lies behind the last item tells.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="total">The number of all items, as the page gives it; null when it does not.</param>
    /// <exception cref="ApiMalformedResponseException">What was behind the last item has told nothing: the list grows with every page, and all are alike.</exception>
    internal bool IsRepeated(IList<TItem> page, long? total)
    {
        bool hasGrown = total > _total;
        bool isRepeated = (!_startsAreKept || hasGrown) && page.Count > 0 && (_given ??= new GivenPages<TItem>()).IsGivenOrAdd(page);
        _total = total ?? 0;
        if (!_startsAreKept)
        {
            return isRepeated;
        }

        _pagesThatGrew = isRepeated ? _pagesThatGrew + 1 : 0;
        return _pagesThatGrew < MostEmptyPages ? false : throw Repeated();
    }

    /// <summary>Where the page of a list begins that lies behind its last item, and so holds none; null where nothing tells that there is an end.</summary>
    /// <param name="total">The number of all items, as a page gives it; null when it does not.</param>
    internal readonly long? Behind(long? total) => total > _read ? total : null;

    /// <summary>Takes note of what lies behind the last item of the list.</summary>
    /// <param name="page">The page there.</param>
    /// <param name="items">Its items; null when the service refused to give it.</param>
    /// <exception cref="ApiMalformedResponseException">It is a page that was given before.</exception>
    internal void CheckBehind<TPage>(TPage? page, IList<TItem>? items)
    {
        Arrived(page);
        if (items is { Count: > 0 } && _given!.IsGiven(items))
        {
            throw Repeated();
        }

        _startsAreKept = true;
    }

    /// <summary>The exception for a page that is given again and again.</summary>
    internal readonly ApiMalformedResponseException Repeated() =>
        Endless("a page holds the same items as one before it, so that the pages would never end; the service ignores where a page is to start");

    /// <summary>Throws when there should be more, and so many pages in a row were empty that there will be none.</summary>
    /// <exception cref="ApiMalformedResponseException">They were.</exception>
    internal readonly void CheckEmpty(int emptyPages)
    {
        if (emptyPages == MostEmptyPages)
        {
            throw Endless(FormattableString.Invariant($"{MostEmptyPages} pages in a row are empty, although there should be more items"));
        }
    }

    /// <summary>Whether there are more pages after one.</summary>
    /// <param name="page">The items of the page.</param>
    /// <param name="position">Where the next page starts; null when that is after all items that were read.</param>
    /// <param name="total">The number of all items, as the page gives it; null when it does not.</param>
    internal bool IsMoreAfter(IList<TItem> page, long? position, long? total)
    {
        int sent = ShortenedList<TItem>.SentCount(page);
        _read += sent;

        _emptyPages = sent > 0 ? 0 : _emptyPages + 1;
        CheckEmpty(_emptyPages);

        // Some services say 0 when they do not count.
        if (total is { } all && all > 0 && all >= _read)
        {
            _read = Math.Max(_read, position ?? 0);
            return _read < all;
        }

        // The first page shows how many items the service really gives, which may be fewer than asked for.
        bool isShort = sent == 0 || (_fullPage > 0 && sent < Math.Min(pageSize, _fullPage));
        _fullPage = Math.Max(_fullPage, sent);
        return !isShort;
    }
}
