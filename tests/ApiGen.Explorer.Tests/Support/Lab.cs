using System.Net;
using ApiGen.Explorer.Hosting;
using ApiGen.Runtime;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Support;

/// <summary>A service that has everything an explorer shows, and explorers to show it.</summary>
internal static class Lab
{
    public const string Version = "2026-01-01";

    /// <summary>One service in one file.</summary>
    public const string Spec = """
        service: lab
        version: 2026-01-01
        namespace: Example.Lab
        endpoint: lab.example.com
        summary: Experiments.

        types:
          Sample:
            summary: What is looked at.
            members:
              Name: { type: string, required: true, minLength: 3, maxLength: 8, summary: What it is called. }
              Weight: { type: double, summary: Grams. }
              Parts: { type: list<Sample>, summary: What it is made of. }
          Outcome:
            members:
              Id: { type: int64 }
              Note: { type: string }

        actions:
          Weigh:
            summary: Weighs samples.
            rateLimit: 20/s
            request:
              Samples: { type: list<Sample>, required: true, minItems: 1, maxItems: 3, summary: What to weigh. }
              Mode: { type: string, values: [Fast, Exact], summary: How. }
              Serial: { type: int64, minimum: 1, summary: A large number. }
              Dry: { type: bool, summary: Only pretend. }
              Day: { type: string, format: date, summary: When. }
            response:
              Outcomes: { type: list<Outcome> }
            errors:
              FailedOperation.ScalesBroken: The scales are out of order; call the workshop.
            examples:
              - title: Two samples
                request: { Samples: [{ Name: iron, Weight: 7.5 }, { Name: copper }], Mode: Fast, Serial: 9007199254740993 }
                response: { Outcomes: [{ Id: 9007199254740993, Note: heavy }] }
          Watch:
            summary: Tells as it happens.
            idempotent: true
            responseBody: event-stream
            request:
              Name: { type: string, required: true }
            response:
              Note: { type: string }
            examples:
              - request: { Name: iron }
                response: { Note: still there }
          Store:
            summary: Keeps bytes.
            requestBody: octet-stream
            request:
              Label: { type: string, required: true }
            response:
              Size: { type: int64 }
            examples:
              - request: { Label: notes }
                response: { Size: 5 }
        """;

    public static ApiExplorerSpecs Specs { get; } = Read(Spec);

    public static ServiceModel Service => Specs.Services[0];

    /// <summary>Specs of a text.</summary>
    public static ApiExplorerSpecs Read(params string[] texts)
    {
        Dictionary<string, string> files = texts.Select((text, i) => (Path: FormattableString.Invariant($"specs/s{i}/lab.yaml"), Text: text)).ToDictionary(file => file.Path, file => file.Text);
        SpecSet set = SpecLoader.Load(files.Select(file => new SpecText(file.Key, file.Value)));
        Assert.Empty(set.Diagnostics);
        return new ApiExplorerSpecs(set.Services, files.GetValueOrDefault);
    }

    /// <summary>Starts an explorer.</summary>
    public static Task<ExplorerServer> StartAsync(ApiExplorerSpecs? specs = null, ICredentialProvider? credentials = null, Action<ApiExplorerOptions>? configure = null)
    {
        ApiExplorerOptions options = new() { Specs = specs ?? Specs, Credentials = credentials };
        configure?.Invoke(options);
        return ExplorerServer.StartAsync(options, IPAddress.Loopback, 0, TestContext.Current.CancellationToken);
    }

    /// <summary>An action of the service.</summary>
    public static ActionModel Action(string name) => Service.Actions.Single(action => action.Name == name);
}
