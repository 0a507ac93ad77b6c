namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>A property that somebody adds to a request asks it like a method that is given it, whatever it is called.</summary>
public sealed class OwnPropertyTests
{
    private const string Properties = """
        namespace TencentCloud.Tcsas
        {
            public abstract class Asked { public bool IsSound => ToString() != ""; }

            public interface INamed { string? MNPName { get; } bool IsNamed => MNPName is not null; }

            public partial class ModifyQuotaRequest : Asked, INamed
            {
                string? INamed.MNPName => Size;
                public bool IsPart => Size is not null && Count is not null;
                public bool IsReady { get { return Size is { Length: > 0 }; } set { if (value) { Size = "small"; } } }
                public string? State => Size is null ? null : "complete";
                public Func<bool> Asks => () => Size is not null;
                public bool Noted { get; set; }
            }
        }

        public static class QuotaExtensions
        {
            extension(TencentCloud.Tcsas.ModifyQuotaRequest request)
            {
                public bool Ok => request.Size is { Length: > 0 };
                public bool IsComplete => request.Count > 0;
            }
        }

        """;

    [Theory]
    [InlineData("if (r.IsPart) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.IsReady) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.Ok) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (!r.Ok) { return; } await client.ModifyQuotaAsync(r, stop);")]
    [InlineData("if (r.IsComplete && flag) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("switch (r.Ok) { case true: await client.ModifyQuotaAsync(r, stop); break; }")]
    [InlineData("bool ok = r.IsPart; if (ok) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r is { IsPart: true }) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r?.IsPart == true) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.State is not null) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.State?.Length > 0) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.Asks()) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.IsSound) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (((INamed)r).IsNamed) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("while (!r.IsPart) { r.Size = \"small\"; r.Count = 1; } await client.ModifyQuotaAsync(r, stop);")]
    [InlineData("var other = flag ? r : new ModifyQuotaRequest(); if (other.IsPart) { await client.ModifyQuotaAsync(other, stop); }")]
    [Long]
    public async Task A_request_that_its_own_property_was_asked_about_is_not_reported(string statements) => Assert.Empty(await ReportedAsync(statements));

    [Theory]
    [InlineData("if (r.Size is null || flag) { await client.ModifyQuotaAsync(r, stop); }")]
    [InlineData("if (r.Noted) { return; } await client.ModifyQuotaAsync(r, stop);")]
    [InlineData("r.Noted = true; await client.ModifyQuotaAsync(r, stop);")]
    [InlineData("Console.WriteLine(r.Offset); await client.ModifyQuotaAsync(r, stop);")]
    public async Task A_property_that_only_keeps_a_value_asks_nothing(string statements) => Assert.Equal(["APIGEN1001"], await ReportedAsync(statements));

    private static Task<IEnumerable<string>> ReportedAsync(string statements) => ClientProject.ReportedAsync("#nullable enable\n" + Consumer.Usings + Properties + $$"""
        public static class Program
        {
            public static async Task Run(ITcsasClient client, bool flag, CancellationToken stop)
            {
                var r = new ModifyQuotaRequest { Count = 1 };
                if (flag) { r.Size = "small"; }
                {{statements}}
            }
        }
        """);
}
