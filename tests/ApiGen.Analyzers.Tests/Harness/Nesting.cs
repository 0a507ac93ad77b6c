using System.Globalization;
using System.Text;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>Methods in which everything lies in everything: lambdas, local functions, handlers, loops and the like, in every order.</summary>
internal static class Nesting
{
    /// <summary>How many things lie in each other.</summary>
    public const int Depth = 6;

    private static readonly Func<string, string, string>[] Wraps =
    [
        static (body, name) => $"Func<Task> {name} = async () => {{ {body} }}; await {name}();",
        static (body, name) => $"async Task {name}() {{ {body} }} await {name}();",
        static (body, _) => $"try {{ {body} }} catch (ApiException) {{ }}",
        static (body, name) => $"try {{ {body} }} catch (Exception {name}) when (done && {name}.Message.Length > 3) {{ Console.Write(1); }}",
        static (body, _) => $"try {{ {body} }} finally {{ done = !done; }}",
        static (body, name) => $"using (var {name} = File.OpenRead(text)) {{ {body} }}",
        static (body, name) => $"await using (var {name} = File.OpenRead(text)) {{ await Task.Yield(); {body} }}",
        static (body, name) => $"async IAsyncEnumerable<int> {name}() {{ {body} yield return 1; }} await foreach (int {name}i in {name}()) {{ Console.Write({name}i); }}",
        static (body, _) => $"switch (text.Length) {{ case 1: Console.Write(2); break; default: {{ {body} }} break; }}",
        static (body, name) => $"foreach (char {name} in text) {{ if ({name} == 'a') continue; {body} }}",
        static (body, _) => $"while (!done) {{ {body} }}",
    ];

    public static int Kinds => Wraps.Length;

    /// <summary>How many orders there are.</summary>
    public static int AllOrders { get; } = (int)Math.Pow(Wraps.Length, Depth);

    /// <summary>The bodies of methods, spread evenly over all orders.</summary>
    public static IEnumerable<string> Orders(int count) => Enumerable.Range(0, count).Select(index => Order((int)((long)index * AllOrders / count)));

    public static string Class(IReadOnlyList<string> bodies)
    {
        StringBuilder text = new(Consumer.Usings + "#nullable enable\npublic class Consumer(ITcsasClient client)\n{\n");
        for (int index = 0; index < bodies.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public async Task M{index}(string text, bool done) {{ {bodies[index]} }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Order(int number)
    {
        string body = "await client.CreateMNPAsync(new CreateMNPRequest { MNPName = \"a\" }); if (done) Console.Write(1);";
        for (int depth = 0; depth < Depth; depth++)
        {
            body = Wraps[number % Wraps.Length](body, "n" + depth.ToString(CultureInfo.InvariantCulture));
            number /= Wraps.Length;
        }

        return body;
    }
}
