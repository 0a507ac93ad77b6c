using System.Globalization;
using ApiGen.Runtime.Json;
using Xunit;

namespace ApiGen.Runtime.Tests.Json;

/// <summary>Typed views of texts, in the forms that real services send.</summary>
public class TextFormatTests
{
    [Theory]
    [InlineData("2018-10-30T04:24:19Z", "2018-10-30T04:24:19.0000000+00:00")]
    [InlineData("2018-10-30T04:24:19.123Z", "2018-10-30T04:24:19.1230000+00:00")]
    [InlineData("2018-10-30T04:24:19.123456789Z", "2018-10-30T04:24:19.1234567+00:00")]
    [InlineData("2018-10-30T04:24:19.99999999+08:00", "2018-10-30T04:24:19.9999999+08:00")]
    [InlineData("2018-10-30 04:24:19.123456789", "2018-10-30T04:24:19.1234567+08:00")]
    [InlineData("2018-10-30T04:24:19+08:00", "2018-10-30T04:24:19.0000000+08:00")]
    [InlineData("2018-10-30T04:24:19+0800", "2018-10-30T04:24:19.0000000+08:00")]
    [InlineData("2018-10-30T04:24:19.5-05:30", "2018-10-30T04:24:19.5000000-05:30")]
    [InlineData("2018-10-30 04:24:19", "2018-10-30T04:24:19.0000000+08:00")]
    [InlineData("2018-10-30 04:24:19.25", "2018-10-30T04:24:19.2500000+08:00")]
    [InlineData("2018-10-30T04:24:19", "2018-10-30T04:24:19.0000000+08:00")]
    [InlineData("2018-10-30", "2018-10-30T00:00:00.0000000+08:00")]
    [InlineData("20181030", "2018-10-30T00:00:00.0000000+08:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    public void A_point_in_time_is_read_in_every_form_that_services_send(string text, string expected) =>
        Assert.Equal(expected, TextFormat.ReadDateTime(text, 480)?.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("-")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("2018-08-2715:05:10")]
    [InlineData("2018-10-30 24:00:00")]
    [InlineData("6/9/2021 4:07:18 PM")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("1583475061")]
    [InlineData("2018-10-30T04:24:19+99:00")]
    public void What_is_no_point_in_time_is_null(string? text) => Assert.Null(TextFormat.ReadDateTime(text, 480));

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void The_culture_of_the_thread_plays_no_part(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            DateTimeOffset value = new(2025, 1, 6, 8, 0, 0, TimeSpan.FromHours(8));

            Assert.Equal("2025-01-06T08:00:00+08:00", TextFormat.WriteDateTime(value));
            Assert.Equal("2025-01-06 00:00:00", TextFormat.WriteLocalDateTime(value, 0));
            Assert.Equal("2025-01-06", TextFormat.WriteDate(new DateOnly(2025, 1, 6)));
            Assert.Equal(value, TextFormat.ReadDateTime("2025-01-06 08:00:00", 480));
            Assert.Equal(new DateOnly(2025, 1, 6), TextFormat.ReadDate("20250106"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_local_time_is_written_in_its_zone_and_read_as_the_same_point()
    {
        DateTimeOffset value = new(2025, 12, 31, 23, 30, 0, TimeSpan.Zero);

        string? text = TextFormat.WriteLocalDateTime(value, 480);

        Assert.Equal("2026-01-01 07:30:00", text);
        Assert.Equal(value, TextFormat.ReadDateTime(text, 480));
    }

    [Theory]
    [InlineData("2021-03-20")]
    [InlineData("20210320")]
    [InlineData("2021/03/20")]
    public void A_date_is_read(string text) => Assert.Equal(new DateOnly(2021, 3, 20), TextFormat.ReadDate(text));

    [Theory]
    [InlineData(null)]
    [InlineData("2020-09-22T00:00:00+00:00")]
    [InlineData("2021-13-01")]
    [InlineData("****-**-**")]
    public void What_is_no_date_is_null(string? text) => Assert.Null(TextFormat.ReadDate(text));

    [Fact]
    public void Bytes_are_read_from_Base64_and_written_back()
    {
        Assert.Equal([1, 2, 250], TextFormat.ReadBase64("AQL6"));
        Assert.Equal("AQL6", TextFormat.WriteBase64([1, 2, 250]));
        Assert.Empty(TextFormat.ReadBase64("")!);
        Assert.Null(TextFormat.ReadBase64("AQL"));
        Assert.Null(TextFormat.ReadBase64("not Base64!"));
        Assert.Null(TextFormat.ReadBase64(null));
        Assert.Null(TextFormat.WriteBase64(null));
    }
}
