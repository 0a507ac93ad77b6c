namespace ApiGen.Runtime.Pipeline;

/// <summary>Limits of one action that say the same.</summary>
internal static class IdleLimits
{
    /// <summary>A limit that another one of the list always reaches first; null if there is none.</summary>
    public static (ApiRateLimit Idle, ApiRateLimit Stricter)? Of(IReadOnlyList<ApiRateLimit> limits)
    {
        foreach (ApiRateLimit idle in limits)
        {
            foreach (ApiRateLimit stricter in limits)
            {
                // No window of the one is longer than so many of the other, each full.
                if (stricter != idle && Math.Ceiling(idle.Window / stricter.Window) * stricter.Limit <= idle.Limit)
                {
                    return (idle, stricter);
                }
            }
        }

        return null;
    }
}
