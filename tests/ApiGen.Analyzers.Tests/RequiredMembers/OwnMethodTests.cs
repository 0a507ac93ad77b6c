namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>A method that somebody adds to the client that is generated into their project may complete the request before it sends it.</summary>
public sealed class OwnMethodTests
{
    private const string Methods = """
        namespace TencentCloud.Tcsas
        {
            public partial class TcsasClient
            {
                public Task<ModifyQuotaResponse> ModifyAsync(ModifyQuotaRequest request, CancellationToken stop = default)
                {
                    request.Size ??= "small";
                    return ModifyQuotaAsync(request, stop);
                }

                public Task<ModifyQuotaResponse> DeclaredAsync(ModifyQuotaRequest request) => ModifyAsync(request);
            }

            public partial interface ITcsasClient
            {
                Task<ModifyQuotaResponse> DeclaredAsync(ModifyQuotaRequest request);

                Task<ModifyQuotaResponse> ReadyAsync(ModifyQuotaRequest request, CancellationToken stop = default)
                {
                    request.Size ??= "small";
                    return ModifyQuotaAsync(request, stop);
                }
            }
        }

        """;

    [Theory]
    [InlineData("await client.ModifyAsync({0}, stop);")]
    [InlineData("await client.DeclaredAsync({0});")]
    [InlineData("await api.DeclaredAsync({0});")]
    [InlineData("await api.ReadyAsync({0}, stop);")]
    [Long]
    public async Task Their_defaults_are_theirs_to_know(string call)
    {
        Assert.Empty(await ReportedAsync(call.Replace("{0}", "new ModifyQuotaRequest { Count = 1 }", StringComparison.Ordinal)));
        Assert.Empty(await ReportedAsync("var r = new ModifyQuotaRequest { Count = 1 }; " + call.Replace("{0}", "r", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("await client.ModifyQuotaAsync(new ModifyQuotaRequest { Count = 1 }, stop);")]
    [InlineData("await api.ModifyQuotaAsync(new ModifyQuotaRequest { Count = 1 }, stop);")]
    [InlineData("var r = new ModifyQuotaRequest { Count = 1 }; await api.ModifyQuotaAsync(r, stop);")]
    public async Task What_was_generated_beside_them_sends_what_it_is_given(string call) => Assert.Equal(["APIGEN1001"], await ReportedAsync(call));

    private static Task<IEnumerable<string>> ReportedAsync(string statements) => ClientProject.ReportedAsync("#nullable enable\n" + Consumer.Usings + Methods + $$"""
        public static class Program
        {
            public static async Task Run(TcsasClient client, ITcsasClient api, CancellationToken stop)
            {
                {{statements}}
            }
        }
        """);
}
