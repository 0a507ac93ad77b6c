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

    /// <summary>A defect for each rule. What lies innermost.</summary>
    private static readonly (string Rule, string Statements)[] Defects =
    [
        ("APIGEN1001", "await client.CreateMNPAsync(new CreateMNPRequest { MNPName = \"ab\" }); if (done) Console.Write(1);"),
        ("APIGEN1002", "Console.Write(new ModifyQuotaRequest { Size = \"huge\" });"),
        ("APIGEN1003", "Console.Write(new TencentCloudCredential(\"AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPh8Qa\", text));"),
        ("APIGEN1004", "Console.Write(new CreateMNPRequest { GroupId = text });"),
        ("APIGEN1005", "client.DescribeMNPAsync(new()).Wait();"),
        ("APIGEN1006", "while (done) { using var made = new TcsasClient(new TencentCloudCredential(text, text)); await made.DescribeMNPAsync(new()); }"),
        ("APIGEN1007", "using var source = new CancellationTokenSource(); var token = source.Token; await client.DescribeMNPAsync(new());"),
        ("APIGEN1008", "try { await client.CreateMNPAsync(given); } catch (ApiServiceException e) when (e.Code == \"FailedOperation.MNPNumberExceedLimit\") { Console.Write(2); }"),
    ];

    public static int Kinds => Wraps.Length;

    /// <summary>How many orders there are.</summary>
    public static int AllOrders { get; } = (int)Math.Pow(Wraps.Length, Depth);

    /// <summary>The bodies of methods, spread evenly over all orders, each with the rule that it breaks.</summary>
    public static IEnumerable<(string Rule, string Body)> Orders(int count) => Enumerable.Range(0, count).Select(index =>
        (Defects[index % Defects.Length].Rule, Order((int)((long)index * AllOrders / count), Defects[index % Defects.Length].Statements)));

    public static string Class(IReadOnlyList<string> bodies)
    {
        StringBuilder text = new(Consumer.Usings + "#nullable enable\npublic class Consumer(ITcsasClient client)\n{\n");
        for (int index = 0; index < bodies.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public async Task M{index}(string text, bool done, CreateMNPRequest given) {{ {bodies[index]} }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Order(int number, string innermost)
    {
        string body = innermost;
        for (int depth = 0; depth < Depth; depth++)
        {
            body = Wraps[number % Wraps.Length](body, "n" + depth.ToString(CultureInfo.InvariantCulture));
            number /= Wraps.Length;
        }

        return body;
    }
}
