using ApiGen.Analyzers.ErrorCodes;
using ApiGen.CodeFixes;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>The fix of APIGEN1008.</summary>
public sealed class UseErrorCodeEnumFixTests
{
    private const string Limit = "{|APIGEN1008:\"FailedOperation.MNPNumberExceedLimit\"|}";
    private const string Failed = "{|APIGEN1008:\"FailedOperation\"|}";
    private const string LimitValue = "CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit";
    private const string FailedValue = "CreateMNPErrorCode.FailedOperation";

    [Theory]
    [InlineData($"Keep(e.Code == {Limit});", $"Keep(e.ErrorCode == {LimitValue});")]
    [InlineData($"Keep({Limit} != e.Code && flag);", $"Keep({LimitValue} != e.ErrorCode && flag);")]
    [InlineData($"Keep(e.Code.Equals({Limit}, StringComparison.Ordinal));", $"Keep(e.ErrorCode == {LimitValue});")]
    [InlineData($"Keep(!string.Equals(e.Code, {Limit}));", $"Keep(e.ErrorCode != {LimitValue});")]
    [InlineData($"Keep(e.Code is {Limit} or {Failed});", $"Keep(e.ErrorCode is {LimitValue} or {FailedValue});")]
    [InlineData($"Keep(e is {{ Code: {Limit} }});", $"Keep(e is {{ ErrorCode: {LimitValue} }});")]
    [InlineData($"Keep(given is not null && e is ApiException<CreateMNPErrorCode> {{ Code: {Limit} }});", $"Keep(given is not null && e is ApiException<CreateMNPErrorCode> {{ ErrorCode: {LimitValue} }});")]
    [InlineData($"switch (e.Code) {{ case {Limit}: Keep(1); break; case {Failed}: Keep(\"FailedOperation\"); break; default: break; }}", $"switch (e.ErrorCode) {{ case {LimitValue}: Keep(1); break; case {FailedValue}: Keep(\"FailedOperation\"); break; default: break; }}")]
    [InlineData($"Keep(e.Code switch {{ {Limit} => 1, _ => 2 }});", $"Keep(e.ErrorCode switch {{ {LimitValue} => 1, _ => 2 }});")]
    [InlineData($"Keep((e.Code, flag) switch {{ ({Limit}, true) => 1, _ => 2 }});", $"Keep((e.ErrorCode, flag) switch {{ ({LimitValue}, true) => 1, _ => 2 }});")]
    [InlineData($"Keep(string.Equals(/* 1 */ e.Code /* 2 */, /* 3 */ {Limit} /* 4 */, StringComparison.Ordinal));", $"Keep(/* 1 */ e.ErrorCode /* 2 */ == /* 3 */ {LimitValue} /* 4 */);")]
    [InlineData($"Keep(!Equals({Limit}, e.Code /* why */) && flag);", $"Keep({LimitValue} != e.ErrorCode /* why */ && flag);")]
    [InlineData($"Keep(new[] {{ {Limit}, {Failed} }}.Contains(e.Code));", $"Keep(new[] {{ {Limit}, {Failed} }}.Contains(e.Code));")]
    [InlineData($"Keep(string.CompareOrdinal(e.Code, {Limit}) == 0);", $"Keep(string.CompareOrdinal(e.Code, {Limit}) == 0);")]
    [InlineData($"Keep(e.Code is {Limit} or \"AuthFailure.SignatureFailure\");", $"Keep(e.Code is {Limit} or \"AuthFailure.SignatureFailure\");")]
    [Long]
    public Task The_enum_takes_the_texts_place(string statement, string result) => VerifyFix<ErrorCodeAnalyzer, UseErrorCodeEnumFix>.Body(
        "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { " + statement + " }",
        "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { " + result + " }");

    [Theory]
    [InlineData("Full")]
    [InlineData("Consumer.Full")]
    [InlineData("\"FailedOperation.\" + End")]
    [InlineData("\"FailedOperation.\" + nameof(MNPNumberExceedLimit)")]
    [Long]
    public Task So_it_does_a_constants_that_is_one_in_every_build(string constant)
    {
        const string Members = "} private const string End = \"MNPNumberExceedLimit\"; private const string Full = \"FailedOperation.\" + End; private static void MNPNumberExceedLimit() {";
        return VerifyFix<ErrorCodeAnalyzer, UseErrorCodeEnumFix>.Body(
            $"try {{ await client.CreateMNPAsync(given); }} catch (ApiException<CreateMNPErrorCode> e) {{ Keep(e.Code == {{|APIGEN1008:{constant}|}}); }} {Members}",
            $"try {{ await client.CreateMNPAsync(given); }} catch (ApiException<CreateMNPErrorCode> e) {{ Keep(e.ErrorCode == {LimitValue}); }} {Members}");
    }

    [Theory]
    [InlineData("==", "is ApiException<CreateMNPErrorCode> { ErrorCode: ")]
    [InlineData("!=", "is not ApiException<CreateMNPErrorCode> { ErrorCode: ")]
    [Long]
    public Task An_exception_of_the_base_type_is_matched_by_type_too(string comparison, string match) => VerifyFix<ErrorCodeAnalyzer, UseErrorCodeEnumFix>.Body(
        $"try {{ await client.CreateMNPAsync(given); }} catch (ApiServiceException e) when (e.Code {comparison} {Limit}) {{ }}",
        $"try {{ await client.CreateMNPAsync(given); }} catch (ApiServiceException e) when (e {match}{LimitValue} }}) {{ }}");
}
