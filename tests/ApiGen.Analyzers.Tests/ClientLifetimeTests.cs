using ApiGen.Analyzers.ClientLifetime;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1006.</summary>
public sealed class ClientLifetimeTests
{
    [Theory]
    [InlineData("foreach (var t in texts) { using var c = {|APIGEN1006:new TcsasClient|}(credential, \"ap-singapore\"); await c.DescribeMNPAsync(new() { MNPId = t }); }")]
    [InlineData("for (int i = 0; i < number; i++) { await {|APIGEN1006:new TcsasClient|}(credential).DescribeMNPAsync(new()); }")]
    [InlineData("while (flag) { TcsasClient c = {|APIGEN1006:new(credential)|}; await c.DescribeMNPAsync(new()); c.Dispose(); }")]
    [InlineData("do { using (var c = {|APIGEN1006:new TcsasClient|}(credential)) { await c.DescribeMNPAsync(new()); } } while (flag);")]
    [InlineData("while (true) { try { using var c = {|APIGEN1006:new TcsasClient|}(credential); await c.DescribeMNPAsync(new()); break; } catch (ApiException) { await Task.Delay(10); } }")]
    [InlineData("try { Keep(flag ? 1 : 2); Keep(flag ? 1 : 2); Keep(flag ? 1 : 2); Keep(flag ? 1 : 2); Keep(flag ? 1 : 2); Func<Task> send = async () => { while (flag) { using var c = {|APIGEN1006:new TcsasClient|}(credential); await c.DescribeMNPAsync(new()); } }; await send(); } catch (ApiException) { Keep(text); }")]
    public Task A_client_of_one_pass_is_reported(string statements) => Verify<ClientPerCallAnalyzer>.Body(
        "TencentCloudCredential credential = new(text, text); " + statements);

    [Theory]
    [InlineData("using var c = new TcsasClient(credential); foreach (var t in texts) { await c.DescribeMNPAsync(new() { MNPId = t }); }")]
    [InlineData("foreach (var region in texts) { using var c = new TcsasClient(credential, region); await c.DescribeMNPAsync(new()); }")]
    [InlineData("foreach (var key in texts) { var own = new TencentCloudCredential(key, key); using var c = new TcsasClient(own); await c.DescribeMNPAsync(new()); }")]
    [InlineData("var all = new List<TcsasClient>(); foreach (var t in texts) { all.Add(new TcsasClient(credential)); }")]
    [InlineData("var all = new Dictionary<string, TcsasClient>(); foreach (var t in texts) { var c = new TcsasClient(credential); all[t] = c; }")]
    [InlineData("TcsasClient? c = null; foreach (var t in texts) { c ??= new TcsasClient(credential); await c.DescribeMNPAsync(new()); }")]
    [InlineData("foreach (var t in texts) { Keep(new TcsasClient(credential)); }")]
    [InlineData("var makers = texts.Select(t => new Func<TcsasClient>(() => new TcsasClient(credential))).ToList();")]
    [InlineData("foreach (var t in texts) { Func<TcsasClient> make = () => new TcsasClient(credential); Keep(make); }")]
    [InlineData("try { Func<Task> send = async () => { if (flag) { Keep(text); } while (flag) { using var c = new TcsasClient(credential); await c.DescribeMNPAsync(new()); break; } }; await send(); } catch (ApiException) { Keep(text); }")]
    [InlineData("try { await SendAsync(); async Task SendAsync() { if (flag) { Keep(text); } while (flag) { using var c = new TcsasClient(credential); await c.DescribeMNPAsync(new()); break; } } } catch (ApiException) { Keep(text); }")]
    public Task A_shared_or_a_particular_client_is_not_reported(string statements) => Verify<ClientPerCallAnalyzer>.Body(
        "TencentCloudCredential credential = new(text, text); await Task.Yield(); " + statements);

    [Fact]
    public Task A_client_of_one_request_is_reported() => Verify<ClientPerCallAnalyzer>.Source(
        Consumer.Usings + AspNetCore + """
        public sealed class MiniProgramController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly ICredentialProvider _credential = null;

            public async Task<string> Get(string id)
            {
                using var client = {|APIGEN1006:new TcsasClient|}(_credential, "ap-singapore");
                return (await client.DescribeMNPAsync(new() { MNPId = id })).MNPName;
            }

            public async Task<string> GetOf(string region)
            {
                using var client = new TcsasClient(_credential, region);
                return (await client.DescribeMNPAsync(new())).MNPName;
            }

            private TcsasClient Make() => new(_credential);

            private async Task Warm()
            {
                using var client = new TcsasClient(_credential);
                await client.DescribeMNPAsync(new());
            }
        }

        public sealed class Middleware
        {
            private readonly ICredentialProvider _credential = null;

            public async Task InvokeAsync(Microsoft.AspNetCore.Http.HttpContext context)
            {
                await {|APIGEN1006:new TcsasClient|}(_credential).DescribeMNPAsync(new());
            }
        }

        public static class Endpoints
        {
            public static void Add(object app, ICredentialProvider credential)
            {
                var shared = new TcsasClient(credential);
                Microsoft.AspNetCore.Builder.Endpoints.MapGet(app, "/a", () => { using var c = {|APIGEN1006:new TcsasClient|}(credential, null); return c.DescribeMNPAsync(new()); });
                Microsoft.AspNetCore.Builder.Endpoints.MapGet(app, "/b", () => shared.DescribeMNPAsync(new()));
                Microsoft.AspNetCore.Builder.Endpoints.MapGet(app, "/c", () => { using var c = {|APIGEN1006:new TcsasClient|}(Known); return c.DescribeMNPAsync(new()); });
            }

            private static readonly ICredentialProvider Known = null;
        }
        """);

    [Fact]
    [Long]
    public Task Settings_are_the_same_each_time_and_shells_and_what_is_no_action_are_let_pass() => Verify<ClientPerCallAnalyzer>.Source(
        Consumer.Usings + AspNetCore + """
        namespace Microsoft.Extensions.Options { public interface IOptions<out T> where T : class { T Value { get; } } }
        public sealed record Account(string Id, string Key);
        public sealed class Place { public string Region { get; set; } = ""; public string Now => DateTime.Now.ToString(); }

        public sealed class ShopController(Microsoft.Extensions.Options.IOptions<Account> account, Microsoft.Extensions.Options.IOptions<Place> place, ApiClient shared) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task Get()
            {
                using var client = {|APIGEN1006:new TcsasClient|}(new TencentCloudCredential(account.Value.Id, account.Value.Key), place.Value.Region);
                await client.DescribeMNPAsync(new());
            }

            public async Task GetAgain()
            {
                var settings = account.Value;
                using var client = {|APIGEN1006:new TcsasClient|}(new TencentCloudCredential(settings.Id, settings.Key));
                await client.DescribeMNPAsync(new());
            }

            public async Task GetNow()
            {
                using var client = new TcsasClient(new TencentCloudCredential(account.Value.Id, account.Value.Key), place.Value.Now);
                await client.DescribeMNPAsync(new());
            }

            public async Task GetShared()
            {
                var client = new TcsasClient(shared);
                await client.DescribeMNPAsync(new());
            }

            [Microsoft.AspNetCore.Mvc.NonAction]
            public async Task Warm()
            {
                using var client = new TcsasClient(new TencentCloudCredential(account.Value.Id, account.Value.Key));
                await client.DescribeMNPAsync(new());
            }
        }
        """);

    [Fact]
    public Task What_the_constructor_keeps_is_what_it_was_given() => Verify<ClientPerCallAnalyzer>.Source(
        Consumer.Usings + AspNetCore + """
        namespace Microsoft.Extensions.Options { public interface IOptions<out T> where T : class { T Value { get; } } }
        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { string this[string key] { get; } }
            public static class ConfigurationBinder { public static T Get<T>(this IConfiguration configuration) => default; }
        }

        public interface IAccessor { Dictionary<string, string> Headers { get; } }
        public sealed class Place { public string Region { get; set; } = ""; public string Now => DateTime.Now.ToString(); }

        public sealed class KeepingController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly Place _place;
            private readonly Place _bound;
            private readonly string _region, _written, _local;
            private readonly string _tenant, _now, _caller, _either, _handed;
            private readonly ICredentialProvider _credential, _made, _callers;

            public KeepingController(ICredentialProvider credential, Microsoft.Extensions.Options.IOptions<Place> place, Microsoft.Extensions.Configuration.IConfiguration settings, IAccessor accessor)
            {
                (_credential, _place) = (credential ?? throw new ArgumentNullException(), place.Value ?? throw new ArgumentNullException());
                _bound = Microsoft.Extensions.Configuration.ConfigurationBinder.Get<Place>(settings);
                _region = place.Value.Region;
                _written = settings["Region"] ?? "ap-singapore";
                var kept = settings["Region"];
                _local = kept;
                Named = kept;
                _made = new TencentCloudCredential(settings["Id"]!, Environment.GetEnvironmentVariable("KEY")!);

                string header = accessor.Headers["Region"];
                _tenant = header;
                _caller = accessor.Headers["Region"];
                _now = place.Value.Now;
                _callers = new TencentCloudCredential(header, "k");
                _either = "ap-jakarta";
                if (header == "s")
                {
                    _either = header;
                }

                Fill(accessor, out _handed);
            }

            public string Named { get; }

            public string Of { get; } = DateTime.Now.ToString();

            private static void Fill(IAccessor accessor, out string region) => region = accessor.Headers["Region"];

            public async Task Get()
            {
                await {|APIGEN1006:new TcsasClient|}(_credential, _place.Region).DescribeMNPAsync(new());
                await {|APIGEN1006:new TcsasClient|}(_made, _region).DescribeMNPAsync(new());
                await {|APIGEN1006:new TcsasClient|}(_credential, _written).DescribeMNPAsync(new());
                await {|APIGEN1006:new TcsasClient|}(_credential, _local).DescribeMNPAsync(new());
                await {|APIGEN1006:new TcsasClient|}(_credential, this.Named).DescribeMNPAsync(new());
                await {|APIGEN1006:new TcsasClient|}(_credential, _bound.Region).DescribeMNPAsync(new());
            }

            public async Task GetOfCaller()
            {
                await new TcsasClient(_credential, _tenant).DescribeMNPAsync(new());
                await new TcsasClient(_credential, _caller).DescribeMNPAsync(new());
                await new TcsasClient(_credential, _now).DescribeMNPAsync(new());
                await new TcsasClient(_credential, _place.Now).DescribeMNPAsync(new());
                await new TcsasClient(_callers).DescribeMNPAsync(new());
                await new TcsasClient(_credential, _either).DescribeMNPAsync(new());
                await new TcsasClient(_credential, _handed).DescribeMNPAsync(new());
                await new TcsasClient(_credential, Of).DescribeMNPAsync(new());
            }
        }

        public sealed class Tenant(string region) { public readonly string Region = region; }

        public sealed partial class PrimaryController(ICredentialProvider credential, Microsoft.Extensions.Options.IOptions<Place> place) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly string _region = place.Value.Region;

            public async Task Get(List<Tenant> tenants)
            {
                await {|APIGEN1006:new TcsasClient|}(credential, _region).DescribeMNPAsync(new());
                foreach (Tenant tenant in tenants)
                {
                    await new TcsasClient(credential, tenant.Region).DescribeMNPAsync(new());
                }
            }
        }
        """);

    private const string AspNetCore = """
        namespace Microsoft.AspNetCore.Mvc { public abstract class ControllerBase { } public sealed class NonActionAttribute : Attribute { } }
        namespace Microsoft.AspNetCore.Http { public abstract class HttpContext { } }
        namespace Microsoft.AspNetCore.Builder { public static class Endpoints { public static void MapGet(object app, string route, Delegate handler) { } } }

        """;
}
