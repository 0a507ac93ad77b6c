using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ApiGen.Conformance.Tests;
using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

/// <summary>What generated code says of the values that Specs, rules and gateway judge, too.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Vectors => [.. ConformanceVector.All.Where(static vector => vector.IsTyped).Select(static vector => vector.Request)];

    public static TheoryData<string> Numbers =>
    [
        .. ConformanceVector.All.Where(static vector => vector.Value.ValueKind == JsonValueKind.Number && vector.Member is "Whole" or "Unsigned" or "Real" or "Flag").Select(static vector => vector.Request),
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_that_is_none_of_its_type_is_read_as_no_other(string json)
    {
        ConformanceVector vector = ConformanceVector.All.First(vector => vector.Request == json);

        // No boolean is sent as a number, but some services respond with 0 and 1.
        bool isTruth = vector.Member == "Flag" && vector.Value.GetDouble() is (0 or 1);
        if (!vector.IsTyped && !isTruth)
        {
            Assert.Equal(vector.Member, Assert.Throws<JsonException>(() => ApiGen.Conformance.CheckRequest.FromJson(json)).Path);
            return;
        }

        ApiGen.Conformance.CheckRequest read = ApiGen.Conformance.CheckRequest.FromJson(json);
        Assert.Equal(vector.Value.GetDouble(), read.Whole ?? read.Unsigned ?? read.Real ?? (read.Flag is { } flag ? flag ? 1 : 0 : null));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_value_has_the_verdict_of_its_vector(string json)
    {
        ConformanceVector vector = ConformanceVector.All.First(vector => vector.Request == json);
        RequestValidation validation = default;

        ((IValidatable)Typed(vector.Member, vector.Value)).Validate(ref validation);

        IReadOnlyList<RequestProblem> problems = validation.Problems ?? [];
        Assert.Equal(vector.Verdict.Select(static fault => fault.Path).Order(StringComparer.Ordinal), problems.Select(static problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.All(vector.Verdict, fault => Assert.Contains(problems, problem => problem.Message.Contains(Words(fault.Kind), StringComparison.Ordinal)));
        string text = string.Join('\n', problems);
        Assert.DoesNotContain(ConformanceVector.Secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(130, false)]
    public void A_request_is_nested_at_most_128_levels_deep(int levels, bool isRight)
    {
        string json = ConformanceVector.Nested(levels);
        RequestValidation validation = default;

        ((IValidatable)ApiGen.Conformance.CheckRequest.FromJson(json)).Validate(ref validation);

        string[] told = [.. (validation.Problems ?? []).Select(static problem => problem.Message)];
        Assert.Equal(isRight, told.Length == 0);
        Assert.All(told, message => Assert.StartsWith("is nested more than 128 levels deep", message, StringComparison.Ordinal));
        Assert.Equal(!isRight, Record.Exception(() => new ApiRawRequest(json)) is ArgumentException e && e.Message.StartsWith("The request is nested more than 128 levels deep.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_quotes_the_pattern_of_the_spec()
    {
        RequestValidation validation = default;

        ((IValidatable)new ApiGen.Conformance.CheckRequest { Code = "ab" }).Validate(ref validation);

        Assert.Equal(@"Code does not match the pattern ^[A-Z]{2}\d{4}$", Assert.Single(validation.Problems!).ToString());
    }

    [Fact]
    public void Patterns_have_one_second_for_all_values_of_a_request()
    {
        RequestValidation validation = default;
        Stopwatch watch = Stopwatch.StartNew();

        ((IValidatable)new ApiGen.Conformance.CheckRequest { AllBacktrack = [.. Enumerable.Repeat(new string('a', 40) + "!", 60)] }).Validate(ref validation);

        Assert.Equal("AllBacktrack[0]", Assert.Single(validation.Problems!).Path);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    /// <summary>The request as a program puts it together: reading JSON is lenient, and would leave out nulls of lists.</summary>
    private static ApiGen.Conformance.CheckRequest Typed(string member, JsonElement value)
    {
        ApiGen.Conformance.CheckRequest request = new();
        typeof(ApiGen.Conformance.CheckRequest).GetProperty(member)!.SetValue(request, Typed(typeof(ApiGen.Conformance.CheckRequest).GetProperty(member)!.PropertyType, value));
        return request;
    }

    private static object? Typed(Type type, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Array:
                Type element = type.GetGenericArguments()[0];
                Array list = Array.CreateInstance(element, value.GetArrayLength());
                for (int i = 0; i < list.Length; i++)
                {
                    list.SetValue(Typed(element, value[i]), i);
                }

                return list;
            case JsonValueKind.Object:
                object item = Activator.CreateInstance(type)!;
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    type.GetProperty(property.Name)!.SetValue(item, Typed(type.GetProperty(property.Name)!.PropertyType, property.Value));
                }

                return item;
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                Type number = Nullable.GetUnderlyingType(type)!;
                return number == typeof(double) ? value.GetDouble() : Convert.ChangeType(value.GetDecimal(), number, CultureInfo.InvariantCulture);
            default:
                return value.GetBoolean();
        }
    }

    private static string Words(string kind) => kind switch
    {
        "Missing" => "is required",
        "NullElement" => "is null",
        "TooFewItems" or "TooManyItems" => " element",
        "TooShort" or "TooLong" => " long",
        "PatternMismatch" => "does not match",
        "PatternUndecided" => "in reasonable time",
        _ => "allowed",
    };
}
