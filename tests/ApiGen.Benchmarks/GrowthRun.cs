using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Benchmarks.Generator;
using ApiGen.Benchmarks.Measuring;
using ApiGen.Benchmarks.Peers;
using ApiGen.Benchmarks.Rows;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks;

/// <summary>Shows how cost grows: with the size of a body, with the number of actions in the specs, with the number of waiting callers.</summary>
internal static class GrowthRun
{
    private static readonly int[] Translations = [0, 8, 80, 800, 8_000];
    private static readonly int[] Actions = [10, 150, 600, 6_000];
    private static readonly int[] Callers = [100, 1_000, 10_000];

    internal static void Run(TextWriter output)
    {
        BodySizes(output);
        ActionCounts(output);
        CallerCounts(output);
    }

    private static void BodySizes(TextWriter output)
    {
        output.WriteLine("| body | full call, CPU | bytes allocated | / floor | / hand-written |");
        output.WriteLine("|---:|---:|---:|---:|---:|");
        foreach (int translations in Translations)
        {
            PeerCreateRequest peerRequest = translations == 0 ? Fixture.PeerRequest : Fixture.PeerRequestWith(translations);
            CreateMNPRequest request = CreateMNPRequest.FromJson(JsonSerializer.Serialize(peerRequest, PeerJson.Default.PeerCreateRequest));
            byte[] body = Encoding.UTF8.GetBytes(request.ToJson());
            using TcsasClient client = Fixture.Client();
            HandWrittenClient handWritten = Fixture.HandWritten();
            Floor floor = new(Fixture.Handler(), body);
            Contender ours = Contender.OfTask("generated", () => client.CreateMNPAsync(request));
            Contender least = Contender.OfTask("floor", floor.HashAndCallAsync);
            Contender byHand = Contender.OfTask("hand-written", () => handWritten.CreateAsync(peerRequest));
            Heat heat = Heat.Run(101, TimeSpan.FromMilliseconds(4), ours, least, byHand);
            Cost cost = heat.MedianOf(ours);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {body.Length:#,0} B | {cost.Nanoseconds / 1000:#,0.0} us | {cost.Bytes:#,0} B | {heat.TimeRatio(ours, least):0.00}x | {heat.TimeRatio(ours, byHand):0.00}x |"));
        }

        output.WriteLine();
    }

    private static void ActionCounts(TextWriter output)
    {
        output.WriteLine("| actions | C# written | generator cold, CPU | per action | after a spec edit | after a C# edit |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (int actions in Actions)
        {
            ConsumerProject project = ConsumerProject.OfActions(actions);
            Contender cold = Contender.Of("cold", project.GenerateCold);
            Contender specEdit = Contender.Of("spec edit", project.GenerateAfterSpecEdit);
            Contender sourceEdit = Contender.Of("source edit", project.GenerateAfterSourceEdit);
            Heat heat = Heat.Run(actions > 1_000 ? 3 : 15, TimeSpan.FromMilliseconds(10), actions > 1_000 ? 2 : 6, cold, specEdit, sourceEdit);
            double milliseconds = heat.MedianOf(cold).Nanoseconds / 1e6;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {actions:#,0} | {project.GeneratedCharacters / 1e6:0.0} MB | {milliseconds:#,0} ms | {milliseconds / actions:0.00} ms | {heat.MedianOf(specEdit).Nanoseconds / 1e6:0.0} ms | {heat.MedianOf(sourceEdit).Nanoseconds / 1e6:0.00} ms |"));
        }

        output.WriteLine();
    }

    private static void CallerCounts(TextWriter output)
    {
        output.WriteLine("| waiting callers | memory per caller besides its body |");
        output.WriteLine("|---:|---:|");
        _ = WaitingCallers.BytesPerCaller(1_000);
        foreach (int callers in Callers)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {callers:#,0} | {WaitingCallers.BytesPerCaller(callers):#,0} B |"));
        }
    }
}
