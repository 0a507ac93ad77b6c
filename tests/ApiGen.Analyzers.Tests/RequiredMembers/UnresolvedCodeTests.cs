using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>Code that does not compile yet: what the compiler cannot tell may do anything, and nothing is reported that depends on its coming back.</summary>
public sealed class UnresolvedCodeTests
{
    private const string OneWay = "var r = new ModifyQuotaRequest { Count = 1 }; ";

    [Theory]
    [InlineData("a method that is not there", OneWay + "if (flag) { r.Size = \"small\"; } else { Die(); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a method of a type that is not there", OneWay + "if (flag) { r.Size = \"small\"; } else { Guard.Throw(text); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a member that is not there", OneWay + "if (flag) { r.Size = \"small\"; } else { this.Die(5); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a method that takes something else", OneWay + "if (flag) { r.Size = \"small\"; } else { Fail(5); } await client.ModifyQuotaAsync(r); static void Fail() => throw new InvalidOperationException();")]
    [InlineData("an extension whose namespace is not imported", OneWay + "if (flag) { r.Size = \"small\"; } else { text.Refuse(); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a case of a switch", OneWay + "switch (number) { case 1: r.Size = \"small\"; break; default: Die(); break; } await client.ModifyQuotaAsync(r);")]
    [InlineData("a value that is asked for", "if (maybe == null) { Die(); } await client.ModifyQuotaAsync(new() { Count = 1, Size = maybe });")]
    [InlineData("a condition", OneWay + "if (Unknown) { r.Size = \"small\"; } await client.ModifyQuotaAsync(r);")]
    [InlineData("a list that is gone through", OneWay + "foreach (var one in Unknown) { if (flag) { r.Size = one; } } await client.ModifyQuotaAsync(r);")]
    [InlineData("a variable of a type that is not there", OneWay + "Nope n = null; if (flag) { r.Size = \"small\"; } else { n.Throw(); } await client.ModifyQuotaAsync(r);")]
    [InlineData("an object of a type that is not there", OneWay + "if (flag) { r.Size = \"small\"; } else { Keep(new Nope()); } await client.ModifyQuotaAsync(r);")]
    [InlineData("what is awaited", OneWay + "if (flag) { r.Size = \"small\"; } else { await DieAsync(); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a helper in which it is", OneWay + "if (flag) { r.Size = \"small\"; } else { Fail(); } await client.ModifyQuotaAsync(r); } private void Fail() { Log.Nope(text); } private void Done() {")]
    [InlineData("a helper of a helper in which it is", OneWay + "if (flag) { r.Size = \"small\"; } else { Fail(); } await client.ModifyQuotaAsync(r); void Fail() => Inner(); void Inner() => Nope.Throw();")]
    [InlineData("a lambda in which it is", OneWay + "Action fail = () => Nope.Throw(); if (flag) { r.Size = \"small\"; } else { fail(); } await client.ModifyQuotaAsync(r);")]
    [InlineData("a constructor in which it is", OneWay + "if (flag) { r.Size = \"small\"; } else { Keep(new Guarded()); } await client.ModifyQuotaAsync(r); } private sealed class Guarded { public Guarded() { Nope.Throw(); } } private void Done() {")]
    [InlineData("a loop", OneWay + "for (int i = 0; i < number; i++) { if (texts[i] == \"x\") { Die(); } else { r.Size = \"small\"; } } await client.ModifyQuotaAsync(r);")]
    [InlineData("a loop that never ends by itself", OneWay + "while (true) { if (flag) { r.Size = \"small\"; break; } if (other) { Die(); break; } } await client.ModifyQuotaAsync(r);")]
    [InlineData("a handler for what it throws", OneWay + "try { Die(); r.Size = \"small\"; } catch (InvalidOperationException) { } await client.ModifyQuotaAsync(r);")]
    [InlineData("a member that it may set", OneWay + "if (Try(out r.Size)) { } await client.ModifyQuotaAsync(r);")]
    [InlineData("a member that it may have checked", OneWay + "Need(r.Size); await client.ModifyQuotaAsync(r);")]
    [InlineData("the request", OneWay + "Complete(r); await client.ModifyQuotaAsync(r);")]
    public Task Nothing_is_reported_past(string what, string statements) => RunAsync(what, statements);

    /// <summary>Whatever else there is to do, a request that lacks a member on each way to the call is incomplete.</summary>
    [Theory]
    [InlineData("on another path", OneWay + "if (flag) { Die(); r.Size = \"small\"; } await client.ModifyQuotaAsync({|APIGEN1001:r|});")]
    [InlineData("before it", OneWay + "await client.ModifyQuotaAsync({|APIGEN1001:r|}); Die();")]
    [InlineData("in another lambda", OneWay + "if (flag) { r.Size = \"small\"; } Action a = () => Die(); await client.ModifyQuotaAsync({|APIGEN1001:r|}); a();")]
    [InlineData("that has nothing to do with it", "Die(); await client.ModifyQuotaAsync({|APIGEN1001:new ModifyQuotaRequest|} { Count = 1 });")]
    public Task What_is_certain_is_reported(string what, string statements) => RunAsync(what, statements);

    private static Task RunAsync(string what, string statements)
    {
        CSharpAnalyzerTest<RequiredMembersAnalyzer, DefaultVerifier> test = Verify<RequiredMembersAnalyzer>.Create(Consumer.Method("// " + what + "\n" + statements));
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
