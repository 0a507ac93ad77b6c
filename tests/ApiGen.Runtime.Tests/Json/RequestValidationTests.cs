using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

public sealed class RequestValidationTests
{
    private static readonly RequestPattern Letters = new("^[a-z]+$");

    [Fact]
    public void Every_problem_is_reported_with_its_path()
    {
        ThingRequest request = new()
        {
            Count = 101,
            Part = new ThingPart { Child = new ThingPart { Text = "" } },
            Parts =
            [
                new ThingPart { Text = "ok" },
                null!,
                new ThingPart { Texts = ["a", "long", "c"], Integers = [9, 10], Children = [new ThingPart(), new ThingPart { Integer = 4 }] },
            ],
        };

        Assert.Equal(
            [
                "Name is required",
                "Count is 101; at most 100 is allowed",
                "Parts[1] is null; take the element out of the list",
                "Parts[2].Texts holds 3 elements; at most 2 are allowed",
                "Parts[2].Texts[1] is 4 characters long; at most 3 are allowed",
                "Parts[2].Integers[1] is 10; at most 9 is allowed",
                "Parts[2].Children[1].Integer is 4, which is none of the allowed values 1, 2, 3",
                "Part.Child.Text is 0 characters long; at least 1 is needed",
            ],
            Problems(request).Select(p => p.ToString()));
    }

    [Fact]
    public void A_request_that_refers_back_to_itself_is_a_problem_and_no_crash()
    {
        ThingPart part = new() { Text = "t" };
        part.Child = part;

        RequestProblem problem = Assert.Single(Problems(new ThingRequest { Name = "n", Part = part }));

        Assert.StartsWith("Part.Child.Child.", problem.Path, StringComparison.Ordinal);
        Assert.Equal("is nested more than 128 levels deep; it may refer back to itself", problem.Message);
    }

    [Fact]
    public void All_is_well_without_an_allocation()
    {
        ThingRequest request = new() { Name = "n", Count = 1, Parts = [new ThingPart { Text = "t", Texts = ["a"], Integers = [1], Integer = 2 }], Part = new ThingPart() };
        Assert.Empty(Problems(request));

        for (int i = 0; i < 1000; i++)
        {
            Validate(request);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Validate(request);
        }

        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / 1000);

        static void Validate(ThingRequest request)
        {
            RequestValidation validation = default;
            ((IValidatable)request).Validate(ref validation);
        }
    }

    [Fact]
    public void Numbers_texts_and_lists_are_checked_by_every_kind_of_constraint()
    {
        RequestValidation validation = default;

        validation.Range((ulong?)5, "A", 6UL, null, isSensitive: false);
        validation.Range((double?)1.5, "B", null, 1.25, isSensitive: false);
        validation.Range((IList<double?>)[null, 2.5], "C", 3.0, 4.0, isSensitive: false);
        validation.Range((IList<ulong?>)[7UL], "D", null, 6UL, isSensitive: false);
        validation.Values("x", "E", ["a", "b"], isSensitive: false);
        validation.Values(["a", "x"], "F", ["a", "b"], isSensitive: false);
        validation.Values((IList<long?>)[3L, null], "G", [1L, 2L], isSensitive: false);
        validation.Pattern("ab1", "H", Letters);
        validation.Pattern(["ab", "1"], "I", Letters);
        validation.ItemCount(1, "J", 2, int.MaxValue);
        validation.Range((long?)null, "K", 1L, 2L, isSensitive: false);
        validation.Values((string?)null, "L", ["a"], isSensitive: false);
        validation.Pattern((string?)null, "M", Letters);
        validation.ItemCount(null, "N", 1, 2);
        validation.Values("", "O", ["a", "b"], isSensitive: false);
        validation.Values("x", "P", ["a", ""], isSensitive: false);
        validation.Length("ab", "Q", 0, 1);
        validation.Length("", "R", 1, int.MaxValue);
        validation.ItemCount(2, "S", 0, 1);
        validation.Finite(double.NaN, "T");
        validation.Range((double?)double.NaN, "T", 1.0, 2.0, isSensitive: true);

        Assert.Equal(
            [
                "A is 5; at least 6 is allowed",
                "B is 1.5; at most 1.25 is allowed",
                "C[1] is 2.5; at least 3 is allowed",
                "D[0] is 7; at most 6 is allowed",
                "E is x, which is none of the allowed values a, b",
                "F[1] is x, which is none of the allowed values a, b",
                "G[0] is 3, which is none of the allowed values 1, 2",
                "H does not match the pattern ^[a-z]+$",
                "I[1] does not match the pattern ^[a-z]+$",
                "J holds 1 element; at least 2 are needed",
                "O is \"\", which is none of the allowed values a, b",
                "P is x, which is none of the allowed values a, \"\"",
                "Q is 2 characters long; at most 1 is allowed",
                "R is 0 characters long; at least 1 is needed",
                "S holds 2 elements; at most 1 is allowed",
                "T is not a finite number; JSON has no form for it",
            ],
            validation.Problems!.Select(p => p.ToString()));
    }

    private static List<RequestProblem> Problems(ThingRequest request)
    {
        RequestValidation validation = default;
        ((IValidatable)request).Validate(ref validation);
        return validation.Problems ?? [];
    }
}
