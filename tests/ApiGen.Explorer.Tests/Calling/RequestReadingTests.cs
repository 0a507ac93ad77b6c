using ApiGen.Explorer.Calling;
using ApiGen.Runtime;
using ApiGen.Specs.Conformance;

namespace ApiGen.Explorer.Tests.Calling;

public sealed class RequestReadingTests
{
    // The client says it when the call is made; the page says the same before.
    [Theory]
    [InlineData("""{"Label":"é"}""")]
    [InlineData("""{"Label":" a "}""")]
    [InlineData("""{"Label":""}""")]
    [InlineData("""{"Label":"a\nb"}""")]
    public async Task What_cannot_travel_in_a_header_is_a_problem_in_the_words_of_the_client(string json)
    {
        RequestReading reading = RequestReading.Of(json, Lab.Action("Store"), new ConformanceCheck(Lab.Service));
        using ApiClient client = new(SpecAction.Of(Lab.Service), new TencentCloudCredential("id", "key"), null, new ApiClientOptions { Endpoint = new Uri("http://127.0.0.1:1/") });
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync(
            SpecAction.Of<RawBodyRequest>(client.Service, Lab.Action("Store")), new RawBodyRequest(reading.Value!.Value, new byte[] { 1 }), null, TestContext.Current.CancellationToken));

        RequestReading.Problem problem = Assert.Single(reading.Problems);
        Assert.Equal("Label", problem.Path);
        Assert.Equal(FailureText.Of(refused), $"Label {problem.Text}.");
    }

    [Theory]
    [InlineData("Store", """{"Label":"a b"}""")]
    [InlineData("Watch", """{"Name":" é\n"}""")]
    public void What_travels_in_JSON_or_fits_a_header_is_no_problem(string action, string json) =>
        Assert.True(RequestReading.Of(json, Lab.Action(action), new ConformanceCheck(Lab.Service)).IsRight);

    [Fact]
    public void A_member_that_does_not_fit_the_spec_is_told_once() =>
        Assert.Equal(["Label"], RequestReading.Of("""{"Label":"a","Label":"b\n"}""", Lab.Action("Store"), new ConformanceCheck(Lab.Service)).Problems.Select(static problem => problem.Path));
}
