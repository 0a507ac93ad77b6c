using System.Reflection;

namespace ApiGen.Tests;

/// <summary>
/// Walks all options of an assembly with values that nobody can mean. Each is either refused with the name of the option, at once or when the options are used, or it works.
/// An options class of which the test does not say how it is used is a failure, so that none can be forgotten.
/// </summary>
internal static class OptionWalk
{
    /// <summary>Tries every option, one at a time.</summary>
    /// <param name="assembly">The assembly whose public classes with names in -Options are walked.</param>
    /// <param name="uses">How each class is made and used; a use may fail as the library documents.</param>
    /// <returns>What went wrong, a line each.</returns>
    internal static async Task<string[]> FaultsAsync(Assembly assembly, params Use[] uses)
    {
        List<string> faults = [];
        foreach (Type type in assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Options", StringComparison.Ordinal)))
        {
            if (Array.Find(uses, use => use.Type == type) is not { } use)
            {
                faults.Add($"{type.Name}: the test does not say how it is used");
                continue;
            }

            foreach (PropertyInfo property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
            {
                foreach (object? value in Absurd(property))
                {
                    if (await FaultAsync(use, property, value) is { } fault)
                    {
                        faults.Add($"{type.Name}.{property.Name} = {value ?? "null"}: {fault}");
                    }
                }
            }
        }

        return [.. faults];
    }

    private static async Task<string?> FaultAsync(Use use, PropertyInfo property, object? value)
    {
        try
        {
            object options = use.Make();
            property.SetValue(options, value, BindingFlags.DoNotWrapExceptions, null, null, null);
            await use.ApplyAsync(options);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.Contains(property.Name, StringComparison.Ordinal) ? null : $"the message does not name the option: {e.Message}";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static object?[] Absurd(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(TimeSpan) =>
            [
                TimeSpan.MinValue, TimeSpan.FromSeconds(-1), Timeout.InfiniteTimeSpan, TimeSpan.Zero, TimeSpan.FromTicks(1),
                TimeSpan.FromDays(24), TimeSpan.FromDays(25), TimeSpan.FromDays(60), TimeSpan.MaxValue,
            ],
            _ when type == typeof(int) => [int.MinValue, -1, 0, int.MaxValue],
            _ when type == typeof(long) => [long.MinValue, -1L, 0L, long.MaxValue],
            _ when type == typeof(double) => [double.MinValue, -1.0, 0.0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NaN],
            _ when type == typeof(string) => [null, "", " ", "a\nb", "\u00e9", new string('x', 100_000)],
            { IsEnum: true } => [Enum.ToObject(type, -1), Enum.ToObject(type, 99)],
            { IsValueType: true } => [],
            _ => [null],
        };
    }

    /// <summary>How options are made and used.</summary>
    /// <param name="Type">The class.</param>
    /// <param name="Make">Makes options that are in order.</param>
    /// <param name="ApplyAsync">Uses them.</param>
    internal sealed record Use(Type Type, Func<object> Make, Func<object, Task> ApplyAsync)
    {
        internal static Use Of<T>(Func<T> make, Func<T, Task> apply)
            where T : notnull => new(typeof(T), () => make(), options => apply((T)options));
    }
}
