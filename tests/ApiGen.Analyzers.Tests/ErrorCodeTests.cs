using System.Reflection;
using ApiGen.Analyzers.ErrorCodes;
using ApiGen.Runtime.Annotations;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests;

/// <summary>APIGEN1008.</summary>
public sealed class ErrorCodeTests
{
    private const string Full = "\"FailedOperation.MNPNumberExceedLimit\"";

    [Theory]
    [InlineData("Keep(e.Code == {|APIGEN1008:FULL|});")]
    [InlineData("Keep({|APIGEN1008:FULL|} != e.Code);")]
    [InlineData("Keep(e.Code.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep(e.Code.Equals({|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(string.Equals(e.Code, {|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(string.Equals({|APIGEN1008:FULL|}, e.Code));")]
    [InlineData("Keep(e.Code is {|APIGEN1008:FULL|} or {|APIGEN1008:\"FailedOperation\"|});")]
    [InlineData("Keep(e is { Code: {|APIGEN1008:FULL|} });")]
    [InlineData("Keep(e?.Code == {|APIGEN1008:FULL|});")]
    [InlineData("Keep(e?.Code is {|APIGEN1008:\"FailedOperation.Unheard\"|});")]
    [InlineData("Keep(e.Code?.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep(e?.Code?.Equals({|APIGEN1008:FULL|}, StringComparison.Ordinal));")]
    [InlineData("Keep(e?.Code.Equals({|APIGEN1008:FULL|}));")]
    [InlineData("switch (e.Code) { case {|APIGEN1008:FULL|}: break; case {|APIGEN1008:\"FailedOperation\"|} when flag: break; case \"AuthFailure.SignatureFailure\": break; }")]
    [InlineData("Keep(e.Code switch { {|APIGEN1008:FULL|} => 1, _ => 2 });")]
    [InlineData("const string Limit = FULL; Keep(e.Code == {|APIGEN1008:Limit|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"InvalidParameterValue.InvalidMNPNmae\"|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"LimitExceeded.Quota\"|});")]
    [InlineData("Keep(e.Code == {|APIGEN1008:\"failedoperation\"|});")]
    [InlineData("Keep(e.ErrorCode == CreateMNPErrorCode.FailedOperation);")]
    [InlineData("Keep(e.Code == \"AuthFailure.SignatureFailure\");")]
    [InlineData("Keep(e.Code == \"RequestLimitExceeded.UinLimitExceeded\");")]
    [InlineData("Keep(e.Code == \"InternalError\");")]
    [InlineData("Keep(e.Code == text);")]
    [InlineData("Keep(e.Code.StartsWith(\"InvalidParameterValue\"));")]
    [InlineData("Keep(e.ServiceMessage == FULL);")]
    [InlineData("Keep(e.Action == \"FailedOperation.Unheard\");")]
    [InlineData("Keep(e.RequestId == \"FailedOperation.Unheard\");")]
    [InlineData("Keep(texts.Contains(e.Code));")]
    [InlineData("Keep((e.Code, flag) switch { ({|APIGEN1008:FULL|}, true) => 1, ({|APIGEN1008:\"FailedOperation.Unheard\"|}, _) => 2, (_, false) => 3, _ => 4 });")]
    [InlineData("switch (number, e.Code) { case (1, {|APIGEN1008:FULL|} or {|APIGEN1008:\"FailedOperation\"|}): break; case (2, \"InternalError\"): break; }")]
    [InlineData("Keep((e.Code, text) is ({|APIGEN1008:FULL|}, \"FailedOperation.Unheard\"));")]
    [InlineData("Keep((text, e.Code) == (\"a\", {|APIGEN1008:FULL|}));")]
    [InlineData("Keep(string.CompareOrdinal(e.Code, {|APIGEN1008:FULL|}) == 0);")]
    [InlineData("Keep(EqualityComparer<string>.Default.Equals(e.Code, {|APIGEN1008:FULL|}));")]
    [InlineData("Keep(new[] { {|APIGEN1008:FULL|}, \"InternalError\", text }.Contains(e.Code));")]
    [InlineData("Keep((text, number) switch { (FULL, 1) => 1, _ => 4 });")]
    [InlineData("Keep(new[] { text, FULL }.Contains(e.Message));")]
    [InlineData("Keep(e.Code is { Length: > 3 });")]
    [InlineData("Keep(e.Code == null);")]
    [InlineData("Keep(e.ErrorCode is CreateMNPErrorCode.FailedOperation or CreateMNPErrorCode.Unknown);")]
    [InlineData("Keep(e.CommonErrorCode == CommonErrorCode.InternalError);")]
    [InlineData("Keep(e.Code.Length == 3);")]
    [InlineData("Keep((object)e.Code == (object)FULL);")]
    [InlineData("Keep((object)FULL != e.Code);")]
    [InlineData("Keep((IComparable)e.Code == (IComparable)FULL);")]
    [InlineData("Keep((e.Code, flag) == ((object)FULL, true));")]
    [InlineData("Keep((object)e.ErrorCode == (object)CreateMNPErrorCode.FailedOperation);")]
    [InlineData("Keep(ReferenceEquals(e.Code, FULL));")]
    [InlineData("Keep(((object)e.Code).Equals({|APIGEN1008:FULL|}));")]
    [InlineData("Keep((object)e.Code is {|APIGEN1008:FULL|});")]
    public Task An_exception_with_the_actions_enum(string statement) => Verify<ErrorCodeAnalyzer>.Body(
        "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { " + statement.Replace("FULL", Full, StringComparison.Ordinal) + " }");

    [Theory]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == {|APIGEN1008:\"FailedOperation.Unheard\"|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e?.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code?.Equals({|APIGEN1008:FULL|}) == true")]
    [InlineData("await client.CreateMNPAsync(given); Console.WriteLine(text);", "e.Code == {|APIGEN1008:\"FailedOperation.Unheard\"|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.Code == {|APIGEN1008:FULL|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.Code == \"FailedOperation\"")]
    [InlineData("await client.CreateMNPAsync(given); Keep(text);", "e.Code == \"FailedOperation.Unheard\"")]
    [InlineData("await client.CreateMNPAsync(given); await client.DescribeMNPAsync(new());", "e.Code == \"FailedOperation.Unheard\"")]
    [InlineData("await client.DescribeMNPAsync(new());", "e.Code == FULL")]
    [InlineData("Keep(text);", "e.Code == FULL")]
    [InlineData("await client.CreateMNPAsync(given);", "e.Code == \"AuthFailure.SecretIdNotFound\"")]
    public Task An_exception_of_the_base_type(string calls, string condition) => Verify<ErrorCodeAnalyzer>.Body(
        $"try {{ {calls} }} catch (ApiServiceException e) when ({condition.Replace("FULL", Full, StringComparison.Ordinal)}) {{ Keep(e); }} await Task.Yield();");

    /// <summary>The rule reads them from the runtime, so that the two cannot differ.</summary>
    [Fact]
    [Long]
    public Task Every_common_code_of_the_runtime_may_come()
    {
        string[] codes = [.. typeof(CommonErrorCode).GetFields()
            .Select(static field => field.GetCustomAttribute<ApiErrorCodeAttribute>()?.Code)
            .OfType<string>()
            .Where(static code => code != "FailedOperation")];
        Assert.True(codes.Length > 30, $"{codes.Length} codes");

        return Verify<ErrorCodeAnalyzer>.Body(
            "try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) { "
            + string.Concat(codes.Select(static code => $"Keep(e.Code == \"{code}\");"))
            + "Keep(e.Code == {|APIGEN1008:\"ActionGone\"|}); }");
    }

    [Theory]
    [InlineData("await client.CreateMNPAsync(given);", "e.ErrorCode == {|APIGEN1008:ModifyQuotaErrorCode.LimitExceededQuota|}")]
    [InlineData("await client.CreateMNPAsync(given); await client.ModifyQuotaAsync(new());", "e.ErrorCode == ModifyQuotaErrorCode.LimitExceededQuota")]
    [InlineData("Keep(await client.CreateMNPAsync(given));", "e.ErrorCode == ModifyQuotaErrorCode.LimitExceededQuota")]
    public Task The_enum_of_another_action(string calls, string condition) => Verify<ErrorCodeAnalyzer>.Body(
        $"try {{ {calls} }} catch (ApiException<ModifyQuotaErrorCode> e) when ({condition}) {{ Keep(e); }}");

    [Fact]
    public Task The_message_says_what_to_compare_with() => Verify<ErrorCodeAnalyzer>.Body(
        """try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) when (e.Code == {|#0:"FailedOperation"|}) { }""",
        new DiagnosticResult(Rules.ErrorCodeAsString).WithLocation(0).WithArguments("The code \"FailedOperation\" is compared as a string; compare with CreateMNPErrorCode.FailedOperation"));

    [Fact]
    public Task The_message_says_what_was_meant() => Verify<ErrorCodeAnalyzer>.Body(
        """try { await client.CreateMNPAsync(given); } catch (ApiException<CreateMNPErrorCode> e) when (e.Code == {|#0:"InvalidParameterValue.InvalidMNPNmae"|}) { }""",
        new DiagnosticResult(Rules.ErrorCodeAsString).WithLocation(0).WithArguments("The code \"InvalidParameterValue.InvalidMNPNmae\" is never returned: CreateMNPErrorCode does not list it, nor is it one of the common codes; did you mean \"InvalidParameterValue.InvalidMNPName\"?"));

    [Fact]
    [Long]
    public Task A_parameter_of_the_base_type_is_not_reported() => Verify<ErrorCodeAnalyzer>.Source(
        Consumer.Usings + $$"""
        public static class Judge
        {
            public static bool IsLimit(ApiServiceException e) => e.Code == {{Full}};

            public static bool IsLimit(ApiException<CreateMNPErrorCode> e) => e.Code == {|APIGEN1008:{{Full}}|};
        }
        """);

    [Theory]
    [InlineData("Other();")]
    [InlineData("given.Send();")]
    [InlineData("Keep(new Nope());")]
    [InlineData("await Nope.RunAsync();")]
    [Long]
    public async Task Nothing_is_said_of_codes_that_never_come_beside_code_that_the_compiler_does_not_know(string other)
    {
        CSharpAnalyzerTest<ErrorCodeAnalyzer, DefaultVerifier> test = Verify<ErrorCodeAnalyzer>.Create(Consumer.Method(
            "try { await client.CreateMNPAsync(given); " + other + " } catch (ApiServiceException e) when (e.Code == \"FailedOperation.Never\") { }"));
        test.CompilerDiagnostics = CompilerDiagnostics.None;

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
