using System.Reflection;

IEnumerable<string> methods = Assembly.GetExecutingAssembly().GetTypes()
    .Where(type => type is { IsClass: true, Namespace: not null } && type.Namespace.StartsWith("Example.", StringComparison.Ordinal) && type.Name.EndsWith("Client", StringComparison.Ordinal))
    .SelectMany(type => type.GetMethods().Where(method => method.Name is "FindAsync" or "LeaveAsync").Select(method => $"{type.Name}.{method.Name}"))
    .Distinct()
    .Order(StringComparer.Ordinal);
Console.WriteLine(string.Join(' ', methods));
Console.WriteLine(File.Exists(Path.Combine(AppContext.BaseDirectory, "specs", "copied.yaml")));
