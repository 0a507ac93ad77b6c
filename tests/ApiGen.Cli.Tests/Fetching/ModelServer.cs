using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ApiGen.Cli.Tests.Fetching;

/// <summary>A server on this machine with the layout of the vendor's repositories, or that of any other server.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _redirects = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _halts = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _encodings = new(StringComparer.Ordinal);

    private ModelServer(WebApplication application)
    {
        _application = application;
        application.Run(RespondAsync);
    }

    public Uri Address => new(_application.Urls.Single() + "/");

    /// <summary>Is complete when a response has stopped halfway.</summary>
    public TaskCompletionSource Halted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Method and target of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<ModelServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        ModelServer server = new(builder.Build());
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A repository as the vendor lays it out, below a path.</summary>
    public void Publish(string root, params string[] versions)
    {
        string list = string.Concat(versions.Select(version => $"    \"v{version.Replace("-", "", StringComparison.Ordinal)}\",\n"));
        Put(root + "tccli/services/tea/tea_client.py", $"# -*- coding: utf-8 -*-\nACTION_MAP = {{\n    \"CreateKettle\": doCreateKettle,\n}}\n\nAVAILABLE_VERSION_LIST = [\n{list}\n]\n");
        foreach (string version in versions)
        {
            string folder = $"{root}tccli/services/tea/v{version.Replace("-", "", StringComparison.Ordinal)}/";
            Put(folder + "api.json", Model(version));
            Put(folder + "examples.json", File.ReadAllText(Path.Combine(TestData.Model, "examples.json")));
        }
    }

    /// <summary>The model of a version.</summary>
    public static string Model(string version = "2024-03-01") => File.ReadAllText(Path.Combine(TestData.Model, "api.json")).Replace("2024-03-01", version, StringComparison.Ordinal);

    /// <summary>What Git asks for first.</summary>
    public void PublishCommits(string repository)
    {
        static string Line(string text) => (text.Length + 4).ToString("x4", System.Globalization.CultureInfo.InvariantCulture) + text;
        Put($"/{repository}.git/info/refs", Line("# service=git-upload-pack\n") + "0000" + Line($"{Commit} HEAD\0multi_ack symref=HEAD:refs/heads/master\n") + Line($"{Commit} refs/heads/master\n")
            + Line("1111111111111111111111111111111111111111 refs/tags/3.0.1\n") + Line("2222222222222222222222222222222222222222 refs/tags/3.0.1^{}\n") + "0000");
    }

    public void Put(string path, string text) => _files[path] = Encoding.UTF8.GetBytes(text);

    public void Put(string path, byte[] content) => _files[path] = content;

    /// <summary>Responds with the beginning of a body, or with nothing at all, and then waits until the client is gone.</summary>
    public void Halt(string path, string beginning) => _halts[path] = beginning;

    public void Redirect(string path, string location) => _redirects[path] = location;

    /// <summary>Says of a file that it is encoded, which need not be so.</summary>
    public void Encode(string path, string encoding) => _encodings[path] = encoding;

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    public static byte[] Bomb(int size)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < size; i++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    }

    private async Task RespondAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        Requests.Enqueue(context.Request.Method + " " + path);
        if (_redirects.TryGetValue(path, out string? location))
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
        }
        else if (_halts.TryGetValue(path, out string? beginning))
        {
            if (beginning.Length > 0)
            {
                await context.Response.WriteAsync(beginning);
                await context.Response.Body.FlushAsync();
            }

            Halted.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (_files.TryGetValue(path, out byte[]? content))
        {
            if (content.AsSpan().StartsWith((byte[])[0x1F, 0x8B]))
            {
                context.Response.Headers.ContentEncoding = "gzip";
            }

            if (_encodings.TryGetValue(path, out string? encoding))
            {
                context.Response.Headers.ContentEncoding = encoding;
            }

            await context.Response.Body.WriteAsync(content);
        }
        else
        {
            context.Response.StatusCode = context.Request.Method == "CONNECT" ? 502 : 404;
        }
    }
}
