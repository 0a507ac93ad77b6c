using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Tests.Commands;

public sealed partial class ExploreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Long]
    public async Task The_address_is_printed_and_a_signal_ends_it()
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser");
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        string home = await http.GetStringAsync(address, Cancelled);
        CliProcess.Signal(explorer, "INT");
        CliResult result = await CliProcess.FinishAsync(explorer);

        Assert.Contains("/services/tcsas/2025-01-06", home, StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.ExitCode, result.Error.Replace("apigen: stopping.", "", StringComparison.Ordinal).Trim()));
    }

    [Fact]
    [Long]
    public async Task The_command_that_a_page_shows_is_accepted_by_its_gateway()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--credential", "Example");
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("X-Explorer-Page", PageToken().Match(await http.GetStringAsync(address, Cancelled)).Groups[1].Value);
        using StringContent body = new(
            """{"service":"tcsas","version":"2025-01-06","action":"DescribeMNP","region":"ap-singapore","json":"{\"PlatformId\":\"it's $HOME\",\"MNPId\":\"mp1\"}"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(address, "preview"), body, Cancelled);
        JsonElement preview = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        string command = preview.GetProperty("samples").EnumerateArray().Single(sample => sample.GetProperty("name").GetString() == "apigen").GetProperty("text").GetString()!;

        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"apigen() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "apigen.dll")}' \"$@\"; }}\n{command}"])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        CliResult result = await CliProcess.FinishAsync(shell);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("RequestId", result.Output, StringComparison.Ordinal);
    }

    // Also the loopback where it is asked for: a proxy on this machine connects from it.
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.1")]
    public async Task With_an_address_to_listen_on_every_caller_needs_the_token_that_is_printed(string listen)
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--listen", listen);
        Uri address = await AddressAsync(explorer);
        Assert.NotEqual("0.0.0.0", address.Host);
        UriBuilder here = new(address) { Host = "127.0.0.1" };
        using HttpClient http = new();
        using HttpResponseMessage with = await http.GetAsync(here.Uri, Cancelled);
        using HttpResponseMessage without = await new HttpClient().GetAsync(new Uri(here.Uri, "/"), Cancelled);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Matches("^\\?token=[0-9a-f]{32}$", address.Query);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (with.StatusCode, without.StatusCode));
    }

    [Theory]
    [InlineData("127.0.0.1", "", "10.0.0.7", "http://127.0.0.1:5730/", "http://127.0.0.1:5730/")]
    [InlineData("0.0.0.0", "", "10.0.0.7 fd00::7 10.0.0.8", "http://10.0.0.7:5730/ http://10.0.0.8:5730/", "http://127.0.0.1:5730/")]
    [InlineData("0.0.0.0", "build-7.example.com", "10.0.0.7", "http://build-7.example.com:5730/ http://10.0.0.7:5730/", "http://127.0.0.1:5730/")]
    [InlineData("0.0.0.0", "", "", "http://127.0.0.1:5730/", "http://127.0.0.1:5730/")]
    [InlineData("::", "", "10.0.0.7 fd00::7", "http://10.0.0.7:5730/ http://[fd00::7]:5730/", "http://[::1]:5730/")]
    [InlineData("10.0.0.7", "build-7.example.com", "10.0.0.8", "http://build-7.example.com:5730/ http://10.0.0.7:5730/", "http://10.0.0.7:5730/")]
    public void The_addresses_that_are_printed_can_be_opened(string listen, string names, string machine, string printed, string opened)
    {
        IPAddress address = IPAddress.Parse(listen);
        Uri listening = new UriBuilder("http", listen, 5730).Uri;

        IReadOnlyList<Uri> found = ReachableAddress.Of(listening, address, Words(names), Words(machine).Select(IPAddress.Parse));

        Assert.Equal(Words(printed), found.Select(static page => page.ToString()));
        Assert.Equal(opened, ReachableAddress.Here(listening, address).ToString());

        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("Any", true)]
    [InlineData("Environment", true)]
    [InlineData("Example", false)]
    public async Task Calls_to_the_real_services_are_off_with_the_credential_of_the_gateway(string credential, bool isOn)
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--credential", credential, "--allow-host", "build-7.example.com");
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        string form = await http.GetStringAsync(new Uri(address, "form?service=tcsas&version=2025-01-06&action=DescribeMNP"), Cancelled);
        using HttpRequestMessage request = new(HttpMethod.Get, address) { Headers = { Host = "build-7.example.com" } };
        using HttpResponseMessage named = await http.SendAsync(request, Cancelled);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Contains($"\"canCallService\":{(isOn ? "true" : "false")}", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
    }

    // A socket of IPv6 cannot listen on an address of IPv4, in whatever form it is written.
    [Fact]
    public async Task An_address_of_IPv4_is_listened_on_in_the_form_of_IPv6_as_well()
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, "explore", TestData.Specs, "--no-browser", "--listen", "::ffff:127.0.0.1");
        Uri address = await AddressAsync(explorer);
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Assert.Equal("127.0.0.1", address.Host);
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    public async Task An_address_that_cannot_be_listened_on_is_what_is_named(string listen)
    {
        CliResult result = await CliProcess.RunAsync("explore", TestData.Specs, "--no-browser", "--listen", listen);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"^apigen: error: .*address {Regex.Escape(listen)} .* Choose one of ", result.Error);
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, "10.0.0.7", 80, "there is no right to listen on port 80.")]
    [InlineData(SocketError.AccessDenied, "10.0.0.7", 8080, "the address 10.0.0.7 cannot be listened on: ")]
    [InlineData(SocketError.AddressNotAvailable, "::1", 8080, "this machine has no address ::1 to listen on.")]
    [InlineData(SocketError.InvalidArgument, "fe80::1", 8080, "the address fe80::1 cannot be listened on: ")]
    [InlineData(SocketError.AddressFamilyNotSupported, "fd00::7", 0, "the address fd00::7 cannot be listened on: ")]
    [InlineData(SocketError.InvalidArgument, "127.0.0.1", 8080, "port 8080 cannot be listened on: ")]
    [InlineData(SocketError.AddressAlreadyInUse, "10.0.0.7", 8080, "port 8080 is in use by another program.")]
    public void Port_or_address_is_named_whichever_is_wrong(SocketError error, string address, int port, string message) =>
        Assert.StartsWith(message, ServeCommand.Reason(new InvalidOperationException("x", new SocketException((int)error)), port, IPAddress.Parse(address)), StringComparison.Ordinal);

    // A signal that comes at the moment of this line is how it ends as well.
    [Theory]
    [InlineData("explore", "--no-browser")]
    [InlineData("serve", "--quiet")]
    public async Task A_stop_while_it_says_where_it_listens_is_no_failure(string command, string option)
    {
        using CancellationTokenSource stop = new();
        await using StoppingWriter output = new(stop);
        await using StringWriter error = new();
        InvocationConfiguration configuration = new() { Output = output, Error = error, ProcessTerminationTimeout = null };

        int code = await ApiGenCommand.Create().Parse([command, TestData.Specs, option], ApiGenCommand.Parsing).InvokeAsync(configuration, stop.Token);

        Assert.Equal((0, "apigen: stopping."), (code, error.ToString().Trim()));
        Assert.StartsWith("listening on http://127.0.0.1:", output.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_browser_is_opened_at_the_printed_address_unless_that_is_not_wanted(bool isWanted)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What opens a browser is named otherwise here.");
        using TemporaryFolder folder = new();
        string opened = Path.Combine(folder.Path, "opened");
        using Process explorer = StartBeside(folder, $"printf '%s\n' \"$1\" > '{opened}.new' && mv '{opened}.new' '{opened}'", isWanted ? "--port=0" : "--no-browser");
        Uri address = await AddressAsync(explorer);
        while (isWanted && !File.Exists(opened))
        {
            await Task.Delay(20, Cancelled);
        }

        CliProcess.Signal(explorer, "INT");
        CliResult result = await CliProcess.FinishAsync(explorer);

        Assert.Equal((0, "apigen: stopping."), (result.ExitCode, result.Error.Trim()));
        Assert.Equal(isWanted ? address.ToString() : null, File.Exists(opened) ? new Uri((await File.ReadAllTextAsync(opened, Cancelled)).Trim()).ToString() : null);
    }

    // What opens a browser prints a page of its attempts where there is none, and so do many browsers while they run.
    [Theory]
    [InlineData("echo 'xdg-open: 882: x-www-browser: not found' >&2; echo 'no method available'; exit 3")]
    [InlineData(null)]
    public async Task A_machine_without_a_browser_is_told_in_one_line_without_the_noise_of_what_looked_for_one(string? opener)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What opens a browser is named otherwise here.");
        using TemporaryFolder folder = new();
        using Process explorer = StartBeside(folder, opener, "--port=0");
        await AddressAsync(explorer);
        Assert.Equal("apigen: no browser could be opened; open the address above.", await explorer.StandardError.ReadLineAsync(Cancelled));
        CliProcess.Signal(explorer, "INT");
        CliResult result = await CliProcess.FinishAsync(explorer);

        Assert.Equal((0, "", "apigen: stopping."), (result.ExitCode, result.Output, result.Error.Trim()));
    }

    [Fact]
    public async Task What_a_browser_prints_while_it_runs_is_not_shown_and_a_signal_does_not_wait_for_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What opens a browser is named otherwise here.");
        using TemporaryFolder folder = new();
        string running = Path.Combine(folder.Path, "running");
        using Process explorer = StartBeside(folder, $"echo noise; echo noise >&2; echo $$ > '{running}.new'; mv '{running}.new' '{running}'; exec sleep 1000", "--port=0");
        await AddressAsync(explorer);
        while (!File.Exists(running))
        {
            await Task.Delay(20, Cancelled);
        }

        CliProcess.Signal(explorer, "INT");
        CliResult result = await CliProcess.FinishAsync(explorer);
        using Process browser = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(running, Cancelled), CultureInfo.InvariantCulture));
        bool isRunning = !browser.HasExited;
        browser.Kill();

        Assert.Equal((0, "", "apigen: stopping."), (result.ExitCode, result.Output, result.Error.Trim()));
        Assert.True(isRunning);
    }

    // The page calls as one account; what is copied from it must not call as another.
    [Theory]
    [InlineData("", "new DefaultCredentialProvider()")]
    [InlineData("--profile second", "new CredentialChain(new ProfileFileCredentialProvider(new ProfileFileOptions { Profile = \"second\" }), new TccliCredentialProvider(new TccliOptions { Profile = \"second\" }))")]
    [InlineData("--credential Profile --profile second", "new ProfileFileCredentialProvider(new ProfileFileOptions { Profile = \"second\" })")]
    [InlineData("--credential Tccli", "new TccliCredentialProvider()")]
    [InlineData("--credential Environment", "new EnvironmentCredentialProvider()")]
    [InlineData("--credential Machine", "new CvmRoleCredentialProvider()")]
    [InlineData("--credential Kubernetes", "new TkeOidcCredentialProvider()")]
    public async Task The_code_for_the_real_service_names_the_credential_that_the_page_calls_with(string options, string expected)
    {
        using Process explorer = CliProcess.Start(AppContext.BaseDirectory, ["explore", TestData.Specs, "--no-browser", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Uri address = await AddressAsync(explorer);
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("X-Explorer-Page", PageToken().Match(await http.GetStringAsync(address, Cancelled)).Groups[1].Value);
        using StringContent body = new(
            """{"service":"tcsas","version":"2025-01-06","action":"DescribeMNP","region":"ap-singapore","isReal":true,"json":"{\"PlatformId\":\"T1\",\"MNPId\":\"mp1\"}"}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(address, "preview"), body, Cancelled);
        JsonElement preview = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        CliProcess.Signal(explorer, "INT");
        await CliProcess.FinishAsync(explorer);

        Dictionary<string, string> samples = preview.GetProperty("samples").EnumerateArray().ToDictionary(static sample => sample.GetProperty("name").GetString()!, static sample => sample.GetProperty("text").GetString()!);
        Assert.Contains($"    {expected},\n", samples["C#"], StringComparison.Ordinal);
        Assert.Equal(options, string.Join(' ', samples["apigen"].Split(" --").Skip(1).Select(static word => "--" + word.Trim()).Where(static word => word.StartsWith("--credential", StringComparison.Ordinal) || word.StartsWith("--profile", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Specs_with_errors_are_not_opened()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "shop.yaml"), "service: shop\nversion: 2026-01-01\nnamespace: Shop\nendpoint: shop.example.com\nactions:\n  Find: { rateLimit: often }\n", Cancelled);
        CliResult result = await CliProcess.RunAsync("explore", folder.Path, "--no-browser");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("apigen check", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("listening", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'everywhere' is no IP address", "--listen", "everywhere")]
    [InlineData("'a b' is no name of a host, such as build-7.example.com", "--allow-host", "build-7", "--allow-host", "a b")]
    [InlineData("--profile has no effect beside --credential Environment", "--credential", "Environment", "--profile", "second")]
    [InlineData("'70000' is no whole number from 0 to 65535", "--port", "70000")]
    public async Task A_value_that_cannot_be_used_is_told(string message, params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(["explore", TestData.Specs, "--no-browser", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    /// <summary>Starts an explorer where <c>xdg-open</c> is the given script, or is not there at all.</summary>
    private static Process StartBeside(TemporaryFolder folder, string? opener, string option)
    {
        foreach (string tool in new[] { "mv", "sleep" })
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, tool), Path.Combine("/bin", tool));
        }

        if (opener is not null)
        {
            string program = folder.Write($"#!/bin/sh\n{opener}\n", "xdg-open");
            using Process chmod = Process.Start("chmod", ["+x", program]);
            chmod.WaitForExit();
        }

        return CliProcess.StartWith([$"PATH={folder.Path}"], "explore", TestData.Specs, option);
    }

    private static async Task<Uri> AddressAsync(Process explorer)
    {
        string? line = await explorer.StandardOutput.ReadLineAsync(Cancelled);
        Assert.StartsWith("listening on http://", line, StringComparison.Ordinal);
        return new Uri(line!["listening on ".Length..]);
    }

    [GeneratedRegex("data-page=\"([0-9a-f]+)\"")]
    private static partial Regex PageToken();
}
