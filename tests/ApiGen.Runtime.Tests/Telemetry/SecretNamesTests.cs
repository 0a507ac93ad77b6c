using System.Text;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Transport;
using Xunit;

namespace ApiGen.Runtime.Tests.Telemetry;

/// <summary>Which names say by themselves that a secret is behind them, and what is logged of it.</summary>
public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("Pass")]
    [InlineData("PASS")]
    [InlineData("UserPass")]
    [InlineData("db_pass")]
    [InlineData("DBPass")]
    [InlineData("Password")]
    [InlineData("Passwords")]
    [InlineData("user_password")]
    [InlineData("userpassword")]
    [InlineData("USER-PASSWORD2")]
    [InlineData("passwd")]
    [InlineData("LOGIN_PASSWD")]
    [InlineData("pwd")]
    [InlineData("NewPwd")]
    [InlineData("old_pwd_2")]
    [InlineData("PrivateKeyPassphrase")]
    [InlineData("private_key")]
    [InlineData("TmpSecretKey")]
    [InlineData("MNGAppSecret")]
    [InlineData("clientSecret")]
    [InlineData("secret_access_key")]
    public void A_name_of_a_secret_is_one_in_any_spelling(string name) => Assert.True(SecretNames.IsOne(name));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("Passenger")]
    [InlineData("Compass")]
    [InlineData("Bypass")]
    [InlineData("BypassRule")]
    [InlineData("Passport")]
    [InlineData("Passed")]
    [InlineData("PassRate")]
    [InlineData("TestPass")]
    [InlineData("BoardingPass")]
    [InlineData("PasswordLength")]
    [InlineData("password_policy")]
    [InlineData("PrivateKeyId")]
    [InlineData("SecretKeyStatus")]
    [InlineData("SecretId")]
    [InlineData("cwdpwdx")]
    public void A_name_that_has_such_a_word_in_it_or_is_about_one_is_none(string name) => Assert.False(SecretNames.IsOne(name));

    [Fact]
    public void A_logged_body_shows_no_value_by_such_a_name_and_whether_there_is_one()
    {
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing");
        byte[] body = Encoding.UTF8.GetBytes("""{"Passenger":"a","user_password":"example-1","Inner":[{"pwd":77,"Passwords":["example-2",{"a":"example-3"}]}],"HasPassword":true,"Pass":null,"Last":"b"}""");

        Assert.Equal(
            """{"Passenger":"a","user_password":"***","Inner":[{"pwd":"***","Passwords":"***"}],"HasPassword":true,"Pass":null,"Last":"b"}""",
            RedactedJson.Write(body, ConfidentialTexts.Of(body, action)));
    }
}
