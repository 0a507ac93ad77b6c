using System.Reflection;
using ApiGen.Runtime.Annotations;
using Xunit;

namespace ApiGen.Runtime.Tests.Errors;

public sealed class CommonErrorCodeTests
{
    public static TheoryData<CommonErrorCode> Known() => [.. Enum.GetValues<CommonErrorCode>().Where(static code => code != CommonErrorCode.Unknown)];

    /// <summary>The rules read the annotation, the client the text.</summary>
    [Theory]
    [MemberData(nameof(Known))]
    public void Its_annotation_is_the_text_that_is_read_as_it(CommonErrorCode code)
    {
        string text = typeof(CommonErrorCode).GetField(code.ToString())!.GetCustomAttribute<ApiErrorCodeAttribute>()!.Code;

        Assert.Equal(code, new ApiServiceException(new ApiFailure("CreateMNP", text, "m", null)).CommonErrorCode);
        Assert.Equal(code.ToString(), text.Replace(".", "", StringComparison.Ordinal));
    }
}
