using ApiGen.Analyzers.RequiredMembers;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>Requests that are put together by the type of what there is to send.</summary>
public sealed class TypeTestTests
{
    private const string Set = "r.MNPIntro = \"a\";";

    [Theory]
    [InlineData("if (o is string s) { SET } else if (o is int n) { r.TeamId = \"t\" + n; } else { throw new NotSupportedException(); }")]
    [InlineData("switch (o) { case Square s: SET break; case Circle c: r.TeamId = c.Id; break; default: throw new NotSupportedException(); }")]
    [InlineData("if (o is null) { return; } if (o is Square) { SET } else if (o is not Circle) { return; }")]
    [InlineData("if (o is ApiException) { SET } else if (o is IOException) { Console.WriteLine(1); } else { SET }")]
    [InlineData("if (o is Circle) { SET return; } if (o is not Shape) { return; } if (o is Square) { Console.WriteLine(2); } else { SET }")]
    [InlineData("if (o is Circle { Id: \"x\" }) { Console.WriteLine(1); } else { SET }")]
    [InlineData("if (o is not Circle) { SET }")]
    [Long]
    public Task An_arm_that_leaves_something_out(string statements) => Run(statements, "{|APIGEN1001:r|}");

    [Theory]
    [InlineData("if (o is Shape) { SET } else if (o is Circle) { Console.WriteLine(1); } else { throw new NotSupportedException(); }")]
    [InlineData("if (o is Circle) { SET } else if (o is Square) { SET }")]
    [InlineData("if (o is Circle) { SET } else if (o is Square) { SET } else if (o is not Shape) { throw new NotSupportedException(); }")]
    [InlineData("SET if (o is Circle && o is Square) { r.MNPIntro = null; }")]
    [InlineData("SET if (o is Circle) { if (o is null) { r.MNPIntro = null; } }")]
    [InlineData("SET if (o is Circle c) { if (o is Square s && c.Id == s.Id) { r.MNPIntro = null; } }")]
    [InlineData("if (o is IEnumerable<object>) { SET } else if (o is List<string>) { Console.WriteLine(1); } else { throw new NotSupportedException(); }")]
    [InlineData("if (o is object[]) { SET } else if (o is string[]) { Console.WriteLine(1); } else { throw new NotSupportedException(); }")]
    [InlineData("SET if (o is Square) { if (o is IDisposable) { r.MNPIntro = null; } }")]
    [InlineData("if (o is Circle) { SET } if (o is Circle) { SET } else { return; }")]
    public Task Types_that_leave_nothing_out_for_sure(string statements) => Run(statements, "r");

    [Fact]
    public Task An_arm_that_stands_in_the_call() => Run(
        "await client.CreateMNPAsync(o switch { Square s => new CreateMNPRequest { MNPType = \"a\", MNPName = \"b\", MNPIcon = \"c\", MNPIntro = s.Id }, Circle c => {|APIGEN1001:new CreateMNPRequest|} { MNPType = \"a\", MNPName = \"b\", MNPIcon = c.Id }, _ => throw new NotSupportedException() }); SET",
        "r");

    [Theory]
    [InlineData("""var r = new CreateMNPRequest { MNPType = row.GetString(0), MNPName = "b", MNPIcon = "c" }; if (!row.IsDBNull(1)) { r.MNPIntro = row.GetString(1); } await client.CreateMNPAsync({|APIGEN1001:r|});""")]
    [InlineData("""while (row.Read()) { await client.CreateMNPAsync({|APIGEN1001:new CreateMNPRequest|} { MNPType = row.GetString(0), MNPName = "b", MNPIcon = "c", MNPIntro = row.IsDBNull(1) ? null : row.GetString(1) }); }""")]
    [InlineData("""while (row.Read()) { if (row.IsDBNull(1)) { continue; } var r = new CreateMNPRequest { MNPType = row.GetString(0), MNPName = "b", MNPIcon = "c" }; if (!row.IsDBNull(1)) { r.MNPIntro = row.GetString(1); } await client.CreateMNPAsync(r); }""")]
    public Task A_column_that_may_be_null(string statements) => Verify<RequiredMembersAnalyzer>.Source(Consumer.Usings + $$"""
        public static class Rows
        {
            public static async Task Run(ITcsasClient client, System.Data.Common.DbDataReader row)
            {
                {{statements}}
            }
        }
        """);

    private static Task Run(string statements, string request) => Verify<RequiredMembersAnalyzer>.Source(Consumer.Usings + $$"""
        public abstract record Shape(string Id);
        public sealed record Circle(string Id) : Shape(Id);
        public sealed record Square(string Id) : Shape(Id);

        public static class Sender
        {
            public static async Task Run(ITcsasClient client, object o)
            {
                var r = new CreateMNPRequest { MNPType = "a", MNPName = "b", MNPIcon = "c" };
                {{statements.Replace("SET", Set, StringComparison.Ordinal)}}
                await client.CreateMNPAsync({{request}});
            }
        }
        """);
}
