namespace ApiGen.Runtime.Json;

/// <summary>A list of a response that came with nulls, which are left out. Who asks for what follows counts them.</summary>
internal sealed class ShortenedList<T> : List<T>
{
    private int _omitted;

    private ShortenedList(List<T> list)
        : base(list)
    {
    }

    /// <summary>The list with one more element, or with one more that is left out.</summary>
    public static List<T> With(List<T> list, T? element)
    {
        if (element is not null)
        {
            list.Add(element);
            return list;
        }

        ShortenedList<T> shortened = list as ShortenedList<T> ?? new ShortenedList<T>(list);
        shortened._omitted++;
        return shortened;
    }

    /// <summary>How many elements a list had when it came.</summary>
    public static int SentCount(IList<T> list) => list.Count + ((list as ShortenedList<T>)?._omitted ?? 0);
}
