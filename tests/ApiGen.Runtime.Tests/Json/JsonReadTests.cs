using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

public sealed class JsonReadTests
{
    [Fact]
    public void A_request_leaves_out_what_is_no_member_and_what_is_no_object_where_one_belongs()
    {
        ThingRequest read = ThingRequest.FromJson("""{"Nope":1,"Part":"text","Tags":"text","Name":"n"}""");

        Assert.Equal("n", read.Name);
        Assert.Null(read.Part);
        Assert.Equal(["text"], read.Tags);
    }

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("99999999999999999999")]
    public void A_request_in_which_a_number_is_none_is_refused_by_the_member_s_name(string value)
    {
        JsonException e = Assert.Throws<JsonException>(() => ThingRequest.FromJson($$"""{"Name":"n","Count":{{value}}}"""));

        Assert.Contains("Count", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("300", 300L)]
    [InlineData("\"300\"", 300L)]
    [InlineData("\" -7 \"", -7L)]
    [InlineData("9007199254740993", 9007199254740993L)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("5.0", 5L)]
    [InlineData("-0.0", 0L)]
    [InlineData("0e999999999999999999", 0L)]
    [InlineData("1e0", 1L)]
    [InlineData("1e3", 1000L)]
    [InlineData("1.5e1", 15L)]
    [InlineData("120e-1", 12L)]
    [InlineData("0.00107e5", 107L)]
    [InlineData("9223372036854775807.000", long.MaxValue)]
    [InlineData("-9.223372036854775808e18", long.MinValue)]
    [InlineData("1.0000000000000000000000000000000000000000", 1L)]
    [InlineData("\"7.0\"", 7L)]
    [InlineData("\"+7\"", 7L)]
    [InlineData("\" 1E+2 \"", 100L)]
    [InlineData("true", 1L)]
    [InlineData("[4]", 4L)]
    [InlineData("[]", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"  \"", null)]
    [InlineData("null", null)]
    public void An_integer_is_read_from_whatever_holds_one(string json, long? expected) =>
        Assert.Equal(expected, Part("Integer", json).Integer);

    [Theory]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("\"18446744073709551615\"", ulong.MaxValue)]
    [InlineData("1.8446744073709551615E19", ulong.MaxValue)]
    [InlineData("-0", 0UL)]
    [InlineData("6.0", 6UL)]
    [InlineData("\"\"", null)]
    public void An_integer_without_sign_is_exact_over_its_whole_range(string json, ulong? expected) =>
        Assert.Equal(expected, Part("Unsigned", json).Unsigned);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("\"30.34732915216155\"", 30.34732915216155)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("1e308", 1e308)]
    [InlineData("1e-400", 0.0)]
    [InlineData("false", 0.0)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void A_number_is_read_from_whatever_holds_one(string json, double? expected) =>
        Assert.Equal(expected, Part("Number", json).Number);

    [Theory]
    [InlineData("Integer", "1.5", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "\"1.5\"", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "[2.5]", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "-0.5", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "1e-1", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "1e-400", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "1e-99999999999999999999", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "1.00000000000000000000000000000000000000001", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "9223372036854775807.4", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Integer", "9223372036854775808", "a number that is no 64-bit integer")]
    [InlineData("Integer", "\"-9223372036854775809\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "1e19", "a number that is no 64-bit integer")]
    [InlineData("Integer", "1e400", "a number that is no 64-bit integer")]
    [InlineData("Integer", "1e99999999999999999999", "a number that is no 64-bit integer")]
    [InlineData("Integer", "\"NaN\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "\"Infinity\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "\"1,000\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "\"1e\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "\"-\"", "a text that is no 64-bit integer")]
    [InlineData("Integer", "\"0x10\"", "a text that is no 64-bit integer")]
    [InlineData("Integers", "[1, 2.5]", "a number with a fraction, which is no 64-bit integer")]
    [InlineData("Unsigned", "0.6", "a number with a fraction, which is no 64-bit integer without sign")]
    [InlineData("Unsigned", "-1", "a number that is no 64-bit integer without sign")]
    [InlineData("Unsigned", "-1.0", "a number that is no 64-bit integer without sign")]
    [InlineData("Unsigned", "18446744073709551616", "a number that is no 64-bit integer without sign")]
    [InlineData("Unsigned", "1e38", "a number that is no 64-bit integer without sign")]
    [InlineData("Unsigned", "1000000000000000000000000000000000000000000000001", "a number that is no 64-bit integer without sign")]
    [InlineData("Flag", "2", "a number that is no boolean")]
    [InlineData("Flag", "-1", "a number that is no boolean")]
    [InlineData("Flag", "3.7", "a number with a fraction, which is no boolean")]
    [InlineData("Flag", "1e-400", "a number with a fraction, which is no boolean")]
    [InlineData("Flag", "1e400", "a number that is no boolean")]
    [InlineData("Flag", "18446744073709551617", "a number that is no boolean")]
    [InlineData("Flag", "\"2\"", "a text that is no boolean")]
    [InlineData("Flag", "\"yes\"", "a text that is no boolean")]
    [InlineData("Flag", "[2]", "a list that is no boolean")]
    [InlineData("Flag", "[1,0]", "a list where a boolean was expected")]
    [InlineData("Flag", "{}", "an object where a boolean was expected")]
    [InlineData("Flags", "[true,2]", "a number that is no boolean")]
    [InlineData("Number", "1e400", "a number that is no number in the range of a double")]
    [InlineData("Number", "\"-1e400\"", "a text that is no number in the range of a double")]
    public void A_value_that_would_become_another_one_is_refused(string member, string json, string reason)
    {
        JsonException e = Assert.Throws<JsonException>(() => Part(member, json));

        Assert.EndsWith($": {reason}.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"1\"", true)]
    [InlineData("1.0", true)]
    [InlineData("10e-1", true)]
    [InlineData("-0", false)]
    [InlineData("0e400", false)]
    [InlineData("\" 0 \"", false)]
    [InlineData("[1]", true)]
    [InlineData("[false]", false)]
    [InlineData("[]", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void A_truth_value_is_read_from_whatever_holds_one(string json, bool? expected) =>
        Assert.Equal(expected, Part("Flag", json).Flag);

    [Theory]
    [InlineData("1610696155", "1610696155")]
    [InlineData("1.50", "1.50")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1E+2", "1E+2")]
    [InlineData("true", "true")]
    [InlineData("""{ "a": [1, 2] }""", """{ "a": [1, 2] }""")]
    [InlineData("""["xx"]""", """["xx"]""")]
    [InlineData("""["a", "b"]""", """["a", "b"]""")]
    [InlineData("[]", "[]")]
    [InlineData("\"2018-10-30T04:24:19Z\"", "2018-10-30T04:24:19Z")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    public void A_text_keeps_what_was_written(string json, string? expected) =>
        Assert.Equal(expected, Part("Text", json).Text);

    [Fact]
    public void Escapes_are_resolved_and_halves_of_surrogate_pairs_survive()
    {
        Assert.Equal("\"\\/\b\f\n\r\t\u672a\ud83d\ude00", Part("Text", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u672a\\ud83d\\ude00\"").Text);
        Assert.Equal("a\ud83db", Part("Text", "\"a\\ud83db\"").Text);
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("C328")]
    [InlineData("EDA080")]
    [InlineData("F09F98")]
    [InlineData("C0AF")]
    [InlineData("E9")]
    [InlineData("80")]
    [InlineData("F4908080")]
    public void A_text_that_is_no_UTF8_is_refused_with_its_path_and_position_in_whatever_member(string bytes)
    {
        foreach ((string before, string after, string path, int at) in new[]
        {
            ("{\"Text\":\"a\u672a", "b\"}", "Text", 5),
            ("{\"Text\":\"a\\n", "\"}", "Text", 4),
            ("{\"Text\":\"\t", "\"}", "Text", 7),
            ("{\"Text\":{\"a\":[\"", "\"]}}", "Text.a[0]", 1),
            ("{\"Texts\":[\"a\",\"b", "\"]}", "Texts[1]", 2),
            ("{\"Child\":{\"Integer\":\"1", "\"}}", "Child.Integer", 2),
            ("{\"Flag\":\"", "\"}", "Flag", 1),
        })
        {
            byte[] json = [.. Encoding.UTF8.GetBytes(before), .. Convert.FromHexString(bytes), .. Encoding.UTF8.GetBytes(after)];

            JsonException e = Assert.Throws<JsonException>(() => JsonModel.FromJson<ThingPart>(json));

            Assert.Equal($"{path}: a text that is not UTF-8 from its byte {at} on.", e.Message);
            Assert.Equal(path, e.Path);
        }
    }

    [Theory]
    [InlineData("\ufffd")]
    [InlineData("\ufffe\uffff\u0000\u0080\u07ff\u0800\ud83d\ude00")]
    public void A_text_that_is_UTF8_is_read_whatever_it_holds(string text) => Assert.Equal(text, Part("Text", JsonSerializer.Serialize(text, JsonSerializerOptions.Default)).Text);

    [Fact]
    public void What_is_passed_over_may_be_no_UTF8()
    {
        byte[] json = [.. "{\"Un"u8, 0xFF, .. "known\":\""u8, 0xC3, .. "\",\"Text\":\"a\"}"u8];

        Assert.Equal("a", JsonModel.FromJson<ThingPart>(json).Text);
    }

    [Fact]
    public void A_list_is_read_from_a_single_value_and_its_nulls_are_dropped_where_they_mean_nothing()
    {
        Assert.Equal(["x"], Part("Texts", "\"x\"").Texts);
        Assert.Equal(["7"], Part("Texts", "7").Texts);
        Assert.Equal(["a", "b", "1"], Part("Texts", """["a",null,"b",1]""").Texts);
        Assert.Null(Part("Texts", "null").Texts);
        Assert.Null(Part("Texts", "\"\"").Texts);
        Assert.Empty(Part("Texts", "[]").Texts!);
        Assert.Equal([1L, null, 3L], Part("Integers", """[1,null,"3"]""").Integers);
        Assert.Equal([5L], Part("Integers", "5").Integers);
        Assert.Equal([1UL, null], Part("Unsigneds", "[1,null]").Unsigneds);
        Assert.Equal([0.5, null], Part("Numbers", "[\"0.5\",null]").Numbers);
        Assert.Equal([true, null, false], Part("Flags", "[\"True\",null,0]").Flags);
        Assert.Equal([["a"], ["b", "c"]], Part("Lists", """[["a"],["b","c"],null]""").Lists!);
    }

    [Fact]
    public void Objects_and_lists_of_objects_stand_in_for_each_other()
    {
        Assert.Equal("t", Part("Child", """[{"Text":"t"},{"Text":"u"}]""").Child!.Text);
        Assert.Equal("t", Part("Child", """[null,{"Text":"t"}]""").Child!.Text);
        Assert.Null(Part("Child", "[]").Child);
        Assert.Null(Part("Child", "\"xx\"").Child);
        Assert.Null(Part("Child", "0").Child);
        Assert.Equal("t", Part("Child", """[[{"Text":"t"}]]""").Child!.Text);
        Assert.Equal("t", Assert.Single(Part("Children", """{"Text":"t"}""").Children!).Text);
        Assert.Equal("t", Assert.Single(Part("Children", """[null,{"Text":"t"},123]""").Children!).Text);
        Assert.Empty(Part("Children", "0").Children!);
        Assert.Null(Part("Children", "\"\"").Children);
    }

    [Fact]
    public void What_follows_a_tolerated_value_is_still_read()
    {
        ThingPart part = JsonModel.FromJson<ThingPart>(
            """{"Child":[{"Text":"t"},{"x":[1]}],"Texts":{"a":{}},"Flag":"","Unknown":{"a":[1,{"b":2}]},"Integer":[0],"Children":7,"Number":3}""");

        Assert.Equal("t", part.Child!.Text);
        Assert.Equal(["""{"a":{}}"""], part.Texts);
        Assert.Equal(0, part.Integer);
        Assert.Equal(3, part.Number);
    }

    [Theory]
    [InlineData("""{"Parts":[{},{},{"Integers":[1,"xx"]}]}""", "Parts[2].Integers[1]")]
    [InlineData("""{"Part":{"Child":{"Integer":"1,000"}}}""", "Part.Child.Integer")]
    [InlineData("""{"Tags":["a",["b"]],"Count":{}}""", "Count")]
    [InlineData("""{"Count":[1,2]}""", "Count")]
    [InlineData("""{"Count":9223372036854775808}""", "Count")]
    [InlineData("""{"Part":{"Unsigned":-1}}""", "Part.Unsigned")]
    [InlineData("""{"Part":{"Flag":"xx"}}""", "Part.Flag")]
    [InlineData("""{"Part":{"Number":"1..2"}}""", "Part.Number")]
    public void A_value_that_does_not_fit_is_an_error_with_its_path_and_without_the_value(string json, string path)
    {
        JsonException e = Assert.Throws<JsonException>(() => ThingRequest.FromJson(json));

        Assert.Equal(path, e.Path);
        Assert.StartsWith(path + ": ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xx", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void An_empty_document_is_named_as_such(string json) => Assert.EndsWith(
        "is read from a JSON object, and this is empty.", Assert.Throws<JsonException>(() => ThingRequest.FromJson(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"Name\":\"a\"} x")]
    [InlineData("<html>")]
    public void A_document_that_is_no_object_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => ThingRequest.FromJson(json));

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_let_through()
    {
        byte[] json = [.. "\uFEFF{ /* c */ \"Text\": \"t\", // d\n \"Integers\": [1,2,], }"u8];

        ThingPart part = JsonModel.FromJson<ThingPart>(json);

        Assert.Equal("t", part.Text);
        Assert.Equal([1L, 2L], part.Integers);
    }

    [Fact]
    public void Control_characters_that_stand_in_a_text_unescaped_are_let_through()
    {
        ThingPart part = JsonModel.FromJson<ThingPart>("{\"Text\":\"a\tb\nc \\\" \\\\\",\n\"Texts\":[\"d\r\n\"]}");

        Assert.Equal("a\tb\nc \" \\", part.Text);
        Assert.Equal(["d\r\n"], part.Texts);
        Assert.Equal("Integer", Assert.Throws<JsonException>(() => JsonModel.FromJson<ThingPart>("{\"Text\":\"\t\t\",\"Integer\":\"xx\"}")).Path);
    }

    [Fact]
    public void Names_match_exactly_first_and_then_without_regard_to_case()
    {
        ThingPart part = JsonModel.FromJson<ThingPart>("""{"TEXT":"upper","Text":"mixed","iNTEGER":5,"Te\u0078ts":["e"]}""");

        Assert.Equal("upper", part.TEXT);
        Assert.Equal("mixed", part.Text);
        Assert.Equal(5, part.Integer);
        Assert.Equal(["e"], part.Texts);
        Assert.Equal("any", JsonModel.FromJson<ThingPart>("""{"tExt":"any"}""").Text);
    }

    [Fact]
    public void Every_name_of_a_large_table_is_found_in_any_order()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => "Member" + i.ToString(CultureInfo.InvariantCulture))];
        JsonNameTable table = new(names);

        foreach (bool upper in new[] { false, true })
        {
            JsonMembers members = default;
            for (int i = names.Length - 1; i >= 0; i--)
            {
                string name = upper ? names[i].ToUpperInvariant() : names[i];
                Utf8JsonReader reader = new(Encoding.UTF8.GetBytes($"{{\"{name}\":7}}"));
                reader.Read();
                reader.Read();
                Assert.Equal(i, table.IndexOf(ref reader, ref members));
                Assert.Equal(7, reader.GetInt32());
            }
        }
    }

    [Fact]
    public void An_unknown_name_is_minus_one_and_leaves_the_expectation_alone()
    {
        JsonNameTable table = new("A", "B");
        Utf8JsonReader reader = new("{\"C\":1}"u8);
        reader.Read();
        reader.Read();
        JsonMembers members = new() { Next = 1 };

        Assert.Equal(-1, table.IndexOf(ref reader, ref members));
        Assert.Equal(1, members.Next);
    }

    [Fact]
    public void A_document_nested_beyond_reason_is_an_error_and_no_crash()
    {
        string json = string.Concat(Enumerable.Repeat("{\"Child\":", 100_000));

        Assert.ThrowsAny<JsonException>(() => JsonModel.FromJson<ThingPart>(json));
    }

    private static ThingPart Part(string member, string json) => JsonModel.FromJson<ThingPart>($"{{\"{member}\":{json}}}");
}
