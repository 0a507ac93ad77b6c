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
    public async Task The_curl_that_is_shown_is_accepted_with_the_same_bytes()
    {
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(Lab.Specs.Services, new ApiEmulatorOptions { RecordBodies = true }, TestContext.Current.CancellationToken);
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/sh"), "There is no curl here.");
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Sample(emulator.Endpoint, "curl")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        ApiArrival arrival = Assert.Single(emulator.Arrivals);
        Assert.True(arrival.Accepted, output);
        Assert.Equal(Members, arrival.Body);
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

    [Fact]
    public void The_command_of_the_tool_quotes_what_a_shell_would_change() => Assert.Equal(
        """apigen call lab Weigh --api-version 2026-01-01 --region ap-singapore --json '{"Samples":[{"Name":"it'\''s $1"}],"Mode":"Fast"}' --endpoint http://127.0.0.1:1/ --credential Example --specs specs/s0/lab.yaml""" + "\n",
        Sample(new Uri("http://127.0.0.1:1/"), "apigen"));

    private static string Sample(Uri gateway, string name)
    {
        byte[] members = Encoding.UTF8.GetBytes(Members);
        Specs.Model.ActionModel action = Lab.Action("Weigh");
        SignedRequest signed = SignedRequest.Of(Lab.Service, action, members, [], "ap-singapore", new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return CodeSamples.Of(Lab.Service, new ServiceNames(Lab.Service, ["Example.Lab"]), action, members, true, "ap-singapore", new CodeTarget(gateway), gateway, signed).Single(sample => sample.Name == name).Text;
    }
}
