using System.Text;
using System.Text.Json;
using ApiGen.Explorer.Calling;
using ApiGen.Specs.Conformance;

namespace ApiGen.Explorer.Tests.Calling;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("""{ "Mode" : "Fast", "Samples": [ { "Weight": 7.50, "Name": "iron" } ] }""", """{"Samples":[{"Name":"iron","Weight":7.5}],"Mode":"Fast"}""")]
    [InlineData("""{"Serial": 9007199254740993}""", """{"Serial":9007199254740993}""")]
    [InlineData("""{"Serial": 1e2, "Mode": null}""", """{"Serial":100}""")]
    [InlineData("""{"Serial": "1", "Other": [1.50]}""", """{"Serial":"1","Other":[1.50]}""")]
    [InlineData("""{"Mode": "\u4f60<&\u0027"}""", """{"Mode":"你<&'"}""")]
    public void A_request_is_written_as_the_generated_client_writes_it(string typed, string sent) =>
        Assert.Equal(sent, Encoding.UTF8.GetString(new RequestBody(Lab.Service).Write(JsonElement.Parse(typed), Lab.Action("Weigh"))));

    [Theory]
    [InlineData("{", "This is not valid JSON (line 1, column 2).")]
    [InlineData("{}\n}", "This is not valid JSON (line 2, column 1).")]
    [InlineData("{\"Mode\": \"\\ud800\"}", "This is not valid JSON: a text holds half of a surrogate pair.")]
    public void What_is_no_JSON_is_told_with_its_place(string typed, string fault) =>
        Assert.Equal(fault, RequestReading.Of(typed, Lab.Action("Weigh"), new ConformanceCheck(Lab.Service), new FormatCheck(Lab.Service)).Fault);

    [Fact]
    public void Every_thing_that_does_not_fit_is_told_with_its_path()
    {
        RequestReading reading = RequestReading.Of("""{"Samples":[{"Name":"x","Parts":[{"Name":"toolongname"}]}],"Mode":"Slow","Mod":1,"Mode":"Fast"}""", Lab.Action("Weigh"), new ConformanceCheck(Lab.Service), new FormatCheck(Lab.Service));

        Assert.Equal(["Mode", "Mod", "Samples[0].Name", "Samples[0].Parts[0].Name", "Mode"], reading.Problems.Select(problem => problem.Path));
    }
}
