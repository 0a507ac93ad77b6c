using ApiGen.Explorer.Pages;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Journal;

/// <summary>What pages call sensitive is what the journal blacks out.</summary>
public sealed class SensitiveNamesTests
{
    private static readonly MemberModel[] Members = [.. Lab.Read("""
        service: lab
        version: 2026-01-01
        namespace: Example.Lab
        endpoint: lab.example.com
        types:
          Account:
            members:
              Id: { type: int64 }
        actions:
          Open:
            request:
              Said: { type: string, sensitive: true }
              AdminPass: { type: string }
              Passcode: { type: int64 }
              PassCode2: { type: uint64 }
              NewPwd: { type: double }
              Passwords: { type: list<string> }
              RootPasswords: { type: list<list<string>> }
              NeedPassword: { type: bool }
              UserPass: { type: Account }
              DbPass: { type: list<Account> }
              PasswordLength: { type: int64 }
        """).Services[0].Actions[0].Request];

    [Fact]
    public void A_member_whose_name_says_that_a_text_or_number_is_a_secret_is_marked()
    {
        string[] marked = ["Said", "AdminPass", "Passcode", "PassCode2", "NewPwd", "Passwords", "RootPasswords"];

        Assert.Equal(marked, Members.Where(static member => MemberText.Marks(member).Contains(("sensitive", "warn"))).Select(static member => member.Name));
        Assert.Equal(marked, Members.Where(SensitiveNames.IsSensitive).Select(static member => member.Name));
    }
}
