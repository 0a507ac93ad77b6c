using System.Collections.Immutable;
using System.Reflection;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Emission;

/// <summary>What a text gets beside its property: constants for its values, a typed view for its format.</summary>
public class TypedAccessTests
{
    private const string Job = """
        types:
          Job:
            members:
              Status: { type: string, values: [NOT_STARTED, done, zh-CN, "1", "-1", "", StatusValues, Équipe] }
              Tags: { type: "list<string>", values: [A, a] }
              Level: { type: int64, values: [1, 2] }
              Created: { type: string, format: date-time }
              Updated: { type: string, format: datetime }
              Utc: { type: string, format: datetime, timeZone: "+00:00" }
              Day: { type: string, format: date }
              Image: { type: string, format: base64 }
              Body: { type: string, format: json }
              Times: { type: "list<string>", format: date-time }
              Fresh: { type: string, format: date-time, required: true }
              FreshAsDateTime: string
        actions:
          ListJobs: { request: { From: { type: string, format: date-time, required: true }, Example: Job }, response: { Jobs: "list<Job>", Until: { type: string, format: datetime, required: true } } }
        """;

    private static readonly Assembly Consumer = ConsumerBuild.Load([Spec.Service(Job)]);

    [Theory]
    [InlineData("NotStarted", "NOT_STARTED")]
    [InlineData("Done", "done")]
    [InlineData("ZhCn", "zh-CN")]
    [InlineData("Value1", "1")]
    [InlineData("Minus1", "-1")]
    [InlineData("Empty", "")]
    [InlineData("StatusValuesValue", "StatusValues")]
    [InlineData("Équipe", "Équipe")]
    public void Allowed_texts_are_constants(string name, string value) =>
        Assert.Equal(value, Type("Job+StatusValues").GetField(name)?.GetRawConstantValue());

    [Fact]
    public void The_description_of_the_property_leads_to_them_and_completion_lists_them()
    {
        GeneratorHost host = new([Spec.Service(Job)]);
        host.Run();
        INamedTypeSymbol job = host.Output.GetTypeByMetadataName("Acme.Demo.Job")!;
        INamedTypeSymbol values = Assert.Single(job.GetTypeMembers("StatusValues"));

        Assert.Contains("<see cref=\"T:Acme.Demo.Job.StatusValues\"", job.GetMembers("Status").Single().GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken), StringComparison.Ordinal);
        ImmutableArray<ISymbol> listed = host.Output.GetSemanticModel(host.Output.SyntaxTrees.First()).LookupStaticMembers(0, values);
        Assert.Superset(new HashSet<string>(["NotStarted", "Done", "ZhCn"]), listed.Select(symbol => symbol.Name).ToHashSet());
    }

    [Fact]
    public void Texts_that_differ_by_case_are_two_constants() =>
        Assert.Equal(["A", "a"], Type("Job+TagsValues").GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    [Fact]
    public void Numbers_have_no_constants() => Assert.Null(Consumer.GetType("Acme.Demo.Job+LevelValues"));

    [Theory]
    [InlineData("Created", "CreatedAsDateTime", "2025-01-06T08:00:00Z")]
    [InlineData("Created", "CreatedAsDateTime", "2025-01-06 16:00:00")]
    [InlineData("Updated", "UpdatedAsDateTime", "2025-01-06 16:00:00")]
    [InlineData("Utc", "UtcAsDateTime", "2025-01-06 08:00:00")]
    public void A_time_is_read_in_its_own_zone_or_that_of_the_spec(string text, string view, string value) =>
        Assert.Equal(new DateTimeOffset(2025, 1, 6, 8, 0, 0, TimeSpan.Zero), Read(text, view, value));

    [Theory]
    [InlineData("Updated", "UpdatedAsDateTime")]
    [InlineData("Day", "DayAsDate")]
    [InlineData("Image", "ImageAsBytes")]
    public void A_text_that_is_no_value_reads_as_null_and_stays(string text, string view)
    {
        object job = Activator.CreateInstance(Type("Job"))!;
        job.GetType().GetProperty(text)!.SetValue(job, "0000-00-00 00:00:00");

        Assert.Null(job.GetType().GetProperty(view)!.GetValue(job));
        Assert.Equal("0000-00-00 00:00:00", job.GetType().GetProperty(text)!.GetValue(job));
    }

    [Fact]
    public void A_view_writes_its_text()
    {
        object job = Activator.CreateInstance(Type("Job"))!;
        DateTimeOffset value = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);
        job.GetType().GetProperty("CreatedAsDateTime")!.SetValue(job, value);
        job.GetType().GetProperty("UpdatedAsDateTime")!.SetValue(job, value);
        job.GetType().GetProperty("DayAsDate")!.SetValue(job, new DateOnly(2025, 1, 6));
        job.GetType().GetProperty("ImageAsBytes")!.SetValue(job, new byte[] { 1, 2, 250 });

        Assert.Equal(
            """{"Created":"2025-01-06T08:00:00+00:00","Updated":"2025-01-06 16:00:00","Day":"2025-01-06","Image":"AQL6"}""",
            job.GetType().GetMethod("ToJson")!.Invoke(job, null));
    }

    [Fact]
    public void A_member_that_must_be_set_is_set_by_its_text()
    {
        Assert.False(Type("ListJobsRequest").GetProperty("FromAsDateTime")!.CanWrite);
        Assert.True(Type("ListJobsResponse").GetProperty("UntilAsDateTime")!.CanWrite);
    }

    [Fact]
    public void A_view_gives_way_to_a_member_of_its_name()
    {
        Assert.Equal(typeof(string), Type("Job").GetProperty("FreshAsDateTime")!.PropertyType);
        Assert.Equal(typeof(DateTimeOffset?), Type("Job").GetProperty("FreshAsDateTime2")!.PropertyType);
    }

    [Fact]
    public void A_project_adds_members_and_takes_part_in_the_creation_of_a_client()
    {
        Assembly consumer = ConsumerBuild.Load([Spec.Service("actions: { ListJobs: { request: { A: string } } }")], """
            #pragma warning disable CS1591 // A test's consumer documents nothing.
            namespace Acme.Demo;

            public sealed partial class DemoClient
            {
                public int Created { get; private set; }

                partial void OnCreated() => Created++;
            }

            public sealed partial class ListJobsRequest
            {
                public ListJobsRequest WithA(string a)
                {
                    A = a;
                    return this;
                }
            }

            public static class Use
            {
                public static string Run()
                {
                    using DemoClient client = new(new ApiGen.Runtime.TencentCloudCredential("AKIDEXAMPLE", "example"));
                    return client.Created + new ListJobsRequest().WithA("b").ToJson();
                }
            }
            """);

        Assert.Equal("""1{"A":"b"}""", consumer.GetType("Acme.Demo.Use")!.GetMethod("Run")!.Invoke(null, null));
    }

    [Theory]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u0085')]
    [InlineData('\u000B')]
    [InlineData('\u000C')]
    public void What_ends_a_line_in_CSharp_and_not_in_YAML_is_kept_wherever_a_text_gets_into_code(char c)
    {
        string text = c < ' ' ? $"\"a\\x{(int)c:X2}b\"" : $"\"a{c}b\"";
        Assembly consumer = ConsumerBuild.Load([Spec.Service($$"""
            summary: {{text}}
            types: { Part: { summary: {{text}}, members: { Name: { type: string, summary: {{text}}, values: [{{text}}, c] } } } }
            actions:
              Find:
                summary: {{text}}
                deprecated: {{text}}
                request: { A: { type: string, summary: {{text}}, pattern: {{text}}, default: {{text}}, deprecated: {{text}} }, B: Part }
                response: { C: { type: string, summary: {{text}}, disabled: {{text}} } }
                errors: { Failed.X: {{text}} }
            """)]);

        Assert.Contains($"a{c}b", consumer.GetType("Acme.Demo.Part+NameValues", throwOnError: true)!.GetFields().Select(field => (string)field.GetRawConstantValue()!));
    }

    [Theory]
    [InlineData("BodyAsBytes")]
    [InlineData("TimesAsDateTime")]
    public void Hints_and_lists_have_no_view(string view) => Assert.Null(Type("Job").GetProperty(view));

    private static Type Type(string name) => Consumer.GetType("Acme.Demo." + name, throwOnError: true)!;

    private static object? Read(string text, string view, string value)
    {
        object job = Activator.CreateInstance(Type("Job"))!;
        job.GetType().GetProperty(text)!.SetValue(job, value);
        return job.GetType().GetProperty(view)!.GetValue(job);
    }
}
