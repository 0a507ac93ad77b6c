using System.Diagnostics;
using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer.Code;
using ApiGen.Explorer.Signing;
using ApiGen.Runtime;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Tests.Code;

public sealed class CodeSamplesTests
{
    private const string Members = """{"Samples":[{"Name":"it's $1"}],"Mode":"Fast"}""";

    [Fact]
    public async Task The_curl_that_is_shown_is_accepted_with_the_same_bytes() => await AssertCurlSendsAsync(Members);

    // What turns the direction of a line would make the code read otherwise than what is copied.
    [Theory]
    [InlineData("a\u202Eb'\u2066c")]
    [InlineData("\u200Bab")]
    [InlineData("\uFEFF\u2028\U000E0067.")]
    public async Task Marks_that_nobody_sees_are_no_part_of_the_commands_and_are_sent_all_the_same(string name)
    {
        string members = $$"""{"Samples":[{"Name":"{{name}}"}],"Mode":"Fast"}""";
        Uri nowhere = new("http://127.0.0.1:1/");

        Assert.Null(TextMarks.First(SampleOf(nowhere, "apigen", members).Text));
        Assert.Null(TextMarks.First(SampleOf(nowhere, "curl", members).Text));
        Assert.Contains("such as U+", SampleOf(nowhere, "HTTP file", members).Note, StringComparison.Ordinal);
        Assert.Contains("body.bin", Store(nowhere, Encoding.UTF8.GetBytes(name)).Single(static sample => sample.Name == "HTTP file").Text, StringComparison.Ordinal);
        Assert.Equal("'👩\u200D🔬 é'", ShellText.Quote("👩\u200D🔬 é"));
        await AssertCurlSendsAsync(members);
    }

    // The tool takes the character itself for what a terminal left of another one.
    [Fact]
    public void A_replacement_character_is_written_as_an_escape_for_the_tool()
    {
        Uri nowhere = new("http://127.0.0.1:1/");
        const string members = "{\"Samples\":[{\"Name\":\"a\uFFFDb\"}],\"Mode\":\"Fast\"}";

        Assert.Contains("\"Name\":\"a\\ufffdb\"", SampleOf(nowhere, "apigen", members).Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', SampleOf(nowhere, "apigen", members).Text);
        Assert.Contains("a\uFFFDb", SampleOf(nowhere, "curl", members).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_the_spec_is_shown_for_programs_that_send_it()
    {
        IReadOnlyList<CodeSample> samples = Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), fits: false);

        Assert.Equal(["Project file", "curl", "HTTP file"], samples.Where(static sample => sample.Text.Length > 0).Select(static sample => sample.Name));
        Assert.All(samples.Where(static sample => sample.Text.Length == 0), static sample => Assert.Contains("shown when the request fits the spec", sample.Note, StringComparison.Ordinal));
    }

    private static async Task AssertCurlSendsAsync(string members)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(Lab.Specs.Services, new ApiEmulatorOptions { RecordBodies = true }, TestContext.Current.CancellationToken);
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/sh"), "There is no curl here.");
        ProcessStartInfo start = new("/bin/sh", ["-c", SampleOf(emulator.Endpoint, "curl", members).Text]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Offices set one, which is on another machine; nothing listens there.
        (start.Environment["http_proxy"], start.Environment["ALL_PROXY"]) = ("http://127.0.0.1:1", "http://127.0.0.1:1");
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("NO_PROXY");
        using Process shell = Process.Start(start)!;
        string output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        ApiArrival arrival = Assert.Single(emulator.Arrivals);
        Assert.True(arrival.Accepted, output);
        Assert.Equal(members, arrival.Body);
    }

    [Fact]
    public void An_HTTP_file_says_that_its_editor_may_send_it_by_a_proxy_and_curl_is_told_to_use_none()
    {
        Uri gateway = new("http://127.0.0.1:1/");

        Assert.StartsWith("curl --noproxy 127.0.0.1 http://127.0.0.1:1/ ", SampleOf(gateway, "curl", Members).Text, StringComparison.Ordinal);
        Assert.Contains("http_proxy), except 127.0.0.1 from it", SampleOf(gateway, "HTTP file", Members).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_HTTP_file_that_is_shown_is_accepted_with_the_same_bytes()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(Lab.Specs.Services, new ApiEmulatorOptions { RecordBodies = true }, TestContext.Current.CancellationToken);
        string[] parts = Sample(emulator.Endpoint, "HTTP file").Split("\n\n", 2);
        string[] lines = parts[0].Split('\n');
        using HttpRequestMessage request = new(HttpMethod.Post, lines[1]["POST ".Length..]) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[1].TrimEnd('\n'))) };
        foreach (string[] header in lines[2..].Select(line => line.Split(": ", 2)))
        {
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
            {
                request.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        }

        using HttpClient http = new();
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        ApiArrival arrival = Assert.Single(emulator.Arrivals);
        Assert.True(arrival.Accepted, arrival.ErrorMessage);
        Assert.Equal(Members, arrival.Body);
    }

    // What was typed goes with the call: nobody reads a file that was never written.
    [Theory]
    [InlineData("hello\nit's $1 ü", true, true, true)]
    [InlineData("", true, false, true)]
    [InlineData("@file", true, false, false)]
    [InlineData("-", true, false, true)]
    [InlineData("< ./other.bin", true, true, false)]
    [InlineData("a\n### b", true, true, false)]
    [InlineData("{{token}}", true, true, false)]
    [InlineData("a line\n", true, true, false)]
    [InlineData("a\r\nb", false, false, false)]
    [InlineData("a\0b", false, false, false)]
    public async Task A_raw_body_stands_in_the_code_where_it_can_and_else_the_file_is_named_in_a_note(string body, bool inCode, bool inArgument, bool inHttpFile)
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(Lab.Specs.Services, new ApiEmulatorOptions { RecordBodies = true }, TestContext.Current.CancellationToken);
        IReadOnlyList<CodeSample> samples = Store(emulator.Endpoint, Encoding.UTF8.GetBytes(body));
        foreach ((string name, bool isInline) in new[] { ("C#", inCode), ("apigen", inArgument), ("curl", inCode), ("HTTP file", inHttpFile) })
        {
            CodeSample sample = samples.Single(sample => sample.Name == name);
            Assert.Equal((name, !isInline), (name, sample.Text.Contains("body.bin", StringComparison.Ordinal)));
            Assert.Equal((name, !isInline), (name, sample.Note.StartsWith("The raw body is read from the file body.bin: write it there first.", StringComparison.Ordinal)));
        }

        if (inCode && File.Exists("/usr/bin/curl"))
        {
            using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", samples.Single(sample => sample.Name == "curl").Text]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(Assert.Single(emulator.Arrivals).Accepted, output);
            Assert.Equal(body, emulator.Arrivals[0].Body ?? "");
        }
    }

    [Fact]
    public void A_raw_body_that_is_no_text_or_is_long_is_read_from_a_file()
    {
        foreach (byte[] body in new byte[][] { [0xFF, 0xFE], Encoding.UTF8.GetBytes(new string('x', 5_000)) })
        {
            Assert.Equal(4, Store(new Uri("http://127.0.0.1:1/"), body).Count(static sample => sample.Text.Contains("body.bin", StringComparison.Ordinal)));
        }
    }

    // One more line would be a header of its own in curl, and in an HTTP file a request to anywhere.
    [Theory]
    [InlineData("a\nX-Evil: 1\n\nx\n\n### second\nGET http://evil.example/ HTTP/1.1", null, false)]
    [InlineData("a\rb", null, false)]
    [InlineData("a\0b", null, false)]
    [InlineData("é", null, false)]
    [InlineData("", null, false)]
    [InlineData(" a", null, false)]
    [InlineData("notes", "ap-tokyo\nX-Evil: 1", false)]
    [InlineData("notes", "ap-tokyo", true)]
    public void What_cannot_stand_in_a_header_is_not_written_into_curl_and_the_HTTP_file(string label, string? region, bool isShown)
    {
        IReadOnlyList<CodeSample> samples = Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), System.Text.Json.JsonSerializer.Serialize(new { Label = label }), region);
        foreach (CodeSample sample in samples.Where(static sample => sample.Name is "curl" or "HTTP file"))
        {
            Assert.Equal((sample.Name, isShown), (sample.Name, sample.Text.Length > 0));
            Assert.Equal(!isShown, sample.Note.StartsWith(region is null ? "Not shown: X-LAB-Label " : "Not shown: X-TC-Region ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_name_that_nobody_declared_becomes_no_header_of_its_own_either()
    {
        IReadOnlyList<CodeSample> samples = Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), """{"Label":"notes","A: b\r\nX-Evil":"1"}""");

        Assert.All(samples, static sample => Assert.DoesNotContain("\nX-Evil", sample.Text, StringComparison.Ordinal));
        Assert.All(samples.Where(static sample => sample.Name is "curl" or "HTTP file"), static sample => Assert.Equal("", sample.Text));
    }

    [Theory]
    [InlineData("{{$guid}}", "notes")]
    [InlineData("x", "{{token}}")]
    public void An_HTTP_file_with_what_an_editor_takes_for_a_variable_is_not_shown_or_reads_a_file(string body, string label)
    {
        CodeSample sample = Store(new Uri("http://127.0.0.1:1/"), Encoding.UTF8.GetBytes(body), System.Text.Json.JsonSerializer.Serialize(new { Label = label })).Single(static sample => sample.Name == "HTTP file");

        Assert.DoesNotContain("{{", sample.Text, StringComparison.Ordinal);
        Assert.NotEqual("", sample.Note);
    }

    [Fact]
    public void The_samples_for_the_real_service_call_as_whom_the_page_calls()
    {
        SampleCredential second = new("new ProfileFileCredentialProvider(new ProfileFileOptions { Profile = \"second\" })", ["--credential", "Profile", "--profile", "second"]);
        IReadOnlyList<CodeSample> samples = Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), target: new CodeTarget(null, second));
        IReadOnlyList<CodeSample> unknown = Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), target: new CodeTarget(null, SampleCredential.OfApplication));

        Assert.Contains(" --credential Profile --profile second", Text(samples, "apigen"), StringComparison.Ordinal);
        Assert.Contains("ProfileFileOptions { Profile = \"second\" }", Text(samples, "C#"), StringComparison.Ordinal);
        Assert.DoesNotContain("second", Text(Store(new Uri("http://127.0.0.1:1/"), "x"u8.ToArray(), target: new CodeTarget(new Uri("http://127.0.0.1:1/"), second)), "apigen"), StringComparison.Ordinal);
        Assert.All(unknown.Where(static sample => sample.Name is "C#" or "apigen"), static sample => Assert.Contains("may belong to another account", sample.Note, StringComparison.Ordinal));
        Assert.All(unknown.Where(static sample => sample.Name is "curl" or "HTTP file"), static sample => Assert.Contains("goes to the embedded gateway", sample.Note, StringComparison.Ordinal));

        static string Text(IReadOnlyList<CodeSample> samples, string name) => samples.Single(sample => sample.Name == name).Text;
    }

    [Fact]
    public void The_command_of_the_tool_quotes_what_a_shell_would_change() => Assert.Equal(
        """apigen call lab Weigh --api-version 2026-01-01 --region ap-singapore --json '{"Samples":[{"Name":"it'\''s $1"}],"Mode":"Fast"}' --endpoint http://127.0.0.1:1/ --credential Example --specs specs/s0/lab.yaml""" + "\n",
        Sample(new Uri("http://127.0.0.1:1/"), "apigen"));

    [Fact]
    public void Where_the_path_of_a_spec_begins_stands_beside_the_code_unless_it_is_a_whole_one()
    {
        foreach (string name in new[] { "apigen", "Project file" })
        {
            Assert.Contains($"The path of the spec begins at {Directory.GetCurrentDirectory()}", SampleOf(new Uri("http://127.0.0.1:1/"), name, Members).Note, StringComparison.Ordinal);
        }

        Assert.Equal("", new SpecPlace("/home/x/lab.yaml", IsFile: true).Note);
        Assert.Contains("begins at", new SpecPlace("", IsFile: false).Note, StringComparison.Ordinal);
    }

    // MSBuild itself reads them, in a project that has nothing else.
    [Fact]
    [Long]
    public async Task MSBuild_reads_the_path_of_a_spec_as_it_is_whatever_the_names_of_its_folders_have()
    {
        string[] paths = ["v/a;b/x.yaml", "v/p%41q/x.yaml", "v/m$(OS)n/x.yaml", "v/@(ApiSpec)/x.yaml", "v/%(Identity)/x.yaml", "v/a*b?/x.yaml", "v/it's <&> \"x\"/x.yaml", " v/ü\u202E 👩/x.yaml "];
        string folder = Directory.CreateTempSubdirectory().FullName;
        string project = Path.Combine(folder, "x.proj");
        await File.WriteAllTextAsync(project, $"<Project><ItemGroup>{string.Concat(paths.Select(static path => $"\n<ApiSpec Include=\"{MsBuildValue.Quote(path)}\" />"))}</ItemGroup></Project>", TestContext.Current.CancellationToken);
        using Process build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:ApiSpec", "-nologo"]) { RedirectStandardOutput = true })!;
        string output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);

        using System.Text.Json.JsonDocument read = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(paths, read.RootElement.GetProperty("Items").GetProperty("ApiSpec").EnumerateArray().Select(static item => item.GetProperty("Identity").GetString()!));
        Assert.Null(TextMarks.First(string.Concat(paths.Select(MsBuildValue.Quote))));
    }

    [Fact]
    public void A_place_that_no_item_can_name_is_not_shown_with_the_reason()
    {
        Assert.Null(MsBuildValue.Fault(new SpecPlace("v/a;b/", IsFile: false)));
        Assert.Null(MsBuildValue.Fault(new SpecPlace("v/a*/x.yaml", IsFile: true)));
        Assert.Contains("wildcard", MsBuildValue.Fault(new SpecPlace("v/a*/", IsFile: false)), StringComparison.Ordinal);
        Assert.All(["v/a\"b/x.yaml", "v/a|b/x.yaml", "v/a\nb/x.yaml"], static path => Assert.Contains("APIGEN0116", MsBuildValue.Fault(new SpecPlace(path, IsFile: true)), StringComparison.Ordinal));
        Assert.Contains("backslash", MsBuildValue.Fault(new SpecPlace("v/a\\b/x.yaml", IsFile: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_file_names_the_packages_of_this_build()
    {
        string version = System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(ApiExplorerOptions).Assembly.Location).ProductVersion!.Split('+')[0];

        Assert.Contains($"<PackageReference Include=\"ApiGen\" Version=\"{version}\" />", Sample(new Uri("http://127.0.0.1:1/"), "Project file"), StringComparison.Ordinal);
        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+", version);
    }

    private static IReadOnlyList<CodeSample> Store(Uri gateway, byte[] body, string json = """{"Label":"notes"}""", string? region = null, CodeTarget? target = null, bool fits = true)
    {
        Specs.Model.ActionModel action = Lab.Action("Store");
        byte[] members = Encoding.UTF8.GetBytes(json);
        SignedRequest signed = SignedRequest.Of(Lab.Service, action, members, body, region, new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return CodeSamples.Of(Lab.Service, new ServiceNames(Lab.Service, ["Example.Lab"]), action, members, fits, region, target ?? new CodeTarget(gateway), gateway, signed);
    }

    private static string Sample(Uri gateway, string name) => SampleOf(gateway, name, Members).Text;

    private static CodeSample SampleOf(Uri gateway, string name, string json)
    {
        byte[] members = Encoding.UTF8.GetBytes(json);
        Specs.Model.ActionModel action = Lab.Action("Weigh");
        SignedRequest signed = SignedRequest.Of(Lab.Service, action, members, [], "ap-singapore", new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return CodeSamples.Of(Lab.Service, new ServiceNames(Lab.Service, ["Example.Lab"]), action, members, true, "ap-singapore", new CodeTarget(gateway), gateway, signed).Single(sample => sample.Name == name);
    }
}
