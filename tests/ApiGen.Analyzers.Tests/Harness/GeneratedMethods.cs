using System.Text;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>Writes methods at random, with defects of every rule that has a fix, comments and directives strewn in.</summary>
/// <param name="seed">Where chance begins.</param>
internal sealed class GeneratedMethods(int seed)
{
    private readonly Random _random = new(seed);
    private int _name;

    /// <summary>A class with one method.</summary>
    public string Next(string type)
    {
        _name = 0;
        bool isAsync = Chance(60);
        string statements = Statements(depth: 0, isAsync);
        string returned = isAsync ? "return 1;" : Pick("return Task.FromResult(1);", "return Task.FromResult(/* one */ 1); // done", "return Task.FromResult<int>(result: 1);", "return Task.FromResult(flag ? 1 : 2);");
        return $$"""
            public sealed class {{type}}(ITcsasClient client, ITcsasClient? other)
            {
                public {{(isAsync ? "async " : "")}}Task<int> Run(string text, bool flag, List<string> texts, {{Pick("CancellationToken stop", "CancellationToken @event", "CancellationToken stop, CancellationToken late", "int unused")}})
                {
            {{statements}}
                    {{returned}}
                }
            }
            """;
    }

    private string Statements(int depth, bool isAsync)
    {
        StringBuilder text = new();
        int count = _random.Next(1, 3);
        for (int i = 0; i < count; i++)
        {
            text.AppendLine(Statement(depth, isAsync));
        }

        return text.ToString();
    }

    private string Statement(int depth, bool isAsync)
    {
        string note = Pick("", "", "// note\n", "/* note */ ", "\n#region part\n#endregion\n", "\n#if DEBUG\n// on\n#else\n// off\n#endif\n");
        string name = "x" + ++_name;
        if (depth < 2 && Chance(25))
        {
            return note + Pick(
                () => $"if (flag) // why\n{{ {Statements(depth + 1, isAsync)} }}",
                () => $"foreach (string {name} in texts) {{ {Statements(depth + 1, isAsync)} }}",
                () => $"try {{ {Statements(depth + 1, isAsync)} }} catch (ApiException<CreateMNPErrorCode> {name}) when ({CodeTest(name)}) {{ Console.WriteLine({name}.Code); }}",
                () => $"try {{ {Statements(depth + 1, isAsync)} }} catch (ApiServiceException {name}) {{ if ({CodeTest(name)}) {{ throw; }} }}",
                () => $"try {{ {Statements(depth + 1, isAsync)} }} catch (AggregateException {name}) {{ Console.WriteLine({name}.InnerException); }} finally {{ Console.WriteLine(1); }}",
                () => $"Func<Task<int>> {name} = () => {{ {Statements(depth + 1, isAsync: false)} return Task.FromResult(2); }}; Console.WriteLine({name});",
                () => $"async Task {name}() {{ await Task.Yield(); {Statements(depth + 1, isAsync: true)} }}",
                () => $"using (var {name} = new StringReader(text)) {{ {Statements(depth + 1, isAsync)} }}",
                () => $"lock (texts) {{ {Statements(depth + 1, isAsync: false)} }}",
                () => $"for (ReadOnlySpan<char> {name} = text; !{name}.IsEmpty; {name} = {name}[2..]) {{ {Statements(depth + 1, isAsync: false)} }}",
                () => $"{{ ReadOnlySpan<char> {name} = text; int {name}i = 0; {name}again: Console.WriteLine({name}[{name}i++]); {Statements(depth + 1, isAsync: false)} if ({name}i < 2) {{ goto {name}again; }} }}",
                () => $"{{ Span<char> {name} = stackalloc char[2]; {name}.Fill('a'); {Statements(depth + 1, isAsync: false)} Console.WriteLine({name}.Length); }}");
        }

        string call = Call();
        return note + Pick(
            () => $"var {name} = {call}.Result; // what came",
            () => $"Console.WriteLine({call}.Result.RequestId);",
            () => $"Console.WriteLine({call} // the call\n    .GetAwaiter()\n    .GetResult() /* now */ .RequestId);",
            () => $"{call}.Wait();",
            () => $"CancellationToken {name} = default; {call}.Wait(); Console.WriteLine({name}.CanBeCanceled);",
            () => $"Console.WriteLine(other?{call["client".Length..]}.Result.RequestId);",
            () => isAsync ? $"await {call};" : $"_ = {call};",
            () => isAsync ? $"var {name} = await {call}.ConfigureAwait(false);" : $"var {name} = {call}; Console.WriteLine({name}.Result);",
            () => $"CreateMNPRequest {name} = new() {{ MNPName = text }}; {name}.MNPIcon = text; _ = client.CreateMNPAsync({name});",
            () => $"ModifyQuotaRequest {name} = new(); if (flag) {{ {name}.Count = 1; }} _ = client.ModifyQuotaAsync({name});",
            () => $"ModifyQuotaRequest {name} = new() {{ Count = 1 }}; {name}.Size = null; _ = client.ModifyQuotaAsync({name});");
    }

    private string Call() => Pick(
        () => $"client.CreateMNPAsync({Create()})",
        () => $"client.ModifyQuotaAsync({Quota()})",
        () => $"client.PlaceOrderAsync({Order()})",
        () => "client.DescribeMNPAsync(\n    new DescribeMNPRequest { MNPId = text } // which\n    )",
        () => "client.DescribeMNPAsync(request: new() { MNPId = text /* it */ })",
        () => "client\n    .DescribeMNPAsync(new())");

    private string Create() => Pick(
        "new CreateMNPRequest()",
        "new CreateMNPRequest(/* nothing yet */)",
        "new CreateMNPRequest { }",
        "new CreateMNPRequest { /* c */ }",
        "new CreateMNPRequest { // c\n }",
        "new CreateMNPRequest\n{\n    // the name comes from the form\n}",
        "new CreateMNPRequest { MNPType = \"a\", TeamId = text /* whose */ }",
        "new CreateMNPRequest\n{\n    MNPType = \"a\", // the kind\n\n    // whose\n    TeamId = text // of Asia\n    // the rest follows\n}",
        "new CreateMNPRequest\n{ MNPName = text\n, TeamId = text\n}",
        "new CreateMNPRequest {\n#if DEBUG\n    TeamId = \"debug\",\n#else\n    TeamId = \"release\",\n#endif\n}",
        "new CreateMNPRequest {\n#if DEBUG\n    MNPName = \"debug\",\n#else\n    MNPIcon = \"release\",\n#endif\n}",
        "new CreateMNPRequest {\n#pragma warning disable CS0618\n    MNPName = text,\n#pragma warning restore CS0618\n    #region rest\n    MNPIcon = text\n    #endregion\n}",
        "new() { MNPName = text, MNPType = null!, MNPIcon = \"i\", MNPIntro = \"t\" }",
        "new() { MNPName = text, MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"t\", Owner = new() { Uin = text } }",
        "new() { MNPName = text, MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"t\" }");

    private string Quota() => Pick("new ModifyQuotaRequest()", "new() { Size = \"small\" }", "new ModifyQuotaRequest { Count = 1, /* c */ }", "new() { Size = \"small\", Count = 2 }");

    private string Order() => Pick(
        "new PlaceOrderRequest()",
        "new PlaceOrderRequest { Lines = [new() { Gift = new() }], Ship = new OrderAddress() }",
        "new PlaceOrderRequest { Code = \"12345678\", /* pin */ Pin = \"1234\", Level = 3, Express = flag }");

    private string CodeTest(string e) => Pick(
        $"{e}.Code == \"FailedOperation.MNPNumberExceedLimit\"",
        $"{e}.Code /* a */ != /* b */ \"FailedOperation.MNPNumberExceedLimit\" && flag",
        $"!string.Equals({e}.Code, \"FailedOperation.MNPNumberExceedLimit\", StringComparison.Ordinal)",
        $"{e}.Code.Equals(\"FailedOperation.MNPNumberExceedLimit\", StringComparison.OrdinalIgnoreCase)",
        $"{e}.Code is \"FailedOperation.MNPNumberExceedLimit\" /* or so */ or \"InvalidParameterValue.InvalidMNPName\"",
        $"{e}.Code is not (\"FailedOperation.MNPNumberExceedLimit\" or \"LimitExceeded\")",
        $"{e}.Code switch {{ \"FailedOperation.MNPNumberExceedLimit\" => true, var c => c.Length > 3 }}",
        $"{e}.Code switch {{ \"FailedOperation.MNPNumberExceedLimit\" => true, string c when c.Length > 3 => flag, _ => false }}",
        $"{e}.Code switch {{ \"FailedOperation.MNPNumberExceedLimit\" => true, _ => false }}",
        $"{e} is ApiException<CreateMNPErrorCode> {{ Code: \"FailedOperation.MNPNumberExceedLimit\" }}");

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private string Pick(params Func<string>[] choices) => choices[_random.Next(choices.Length)]();
}
