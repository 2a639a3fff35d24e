using Automua.Core.Directories;

namespace Automua.Core.Tests.Directories;

public sealed class BindPasswordTests
{
    [Theory]
    [InlineData("env:LDAP_PASSWORD", "LDAP_PASSWORD")]
    [InlineData("env:_a1", "_a1")]
    [InlineData("ENV:LDAP_PASSWORD", null)]
    [InlineData(" env:A", null)]
    [InlineData("env", null)]
    public void A_password_may_name_the_variable_that_holds_it(string password, string? variable)
    {
        Assert.Equal(variable, BindPassword.VariableOf(password));
        Assert.Null(BindPassword.ProblemOf(password, "cn=reader"));
    }

    [Theory]
    [InlineData("env:")]
    [InlineData("env:1A")]
    [InlineData("env:A-B")]
    [InlineData("env: A")]
    [InlineData("env:A\n")]
    [InlineData("env:Ä")]
    [InlineData("env:A=secret")]
    public void What_names_no_variable_is_told_without_being_repeated(string password)
    {
        string? problem = BindPassword.ProblemOf(password, null);
        Assert.Contains("environment variable behind env:", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env:AUTOMUA_ADMIN_KEY")]
    [InlineData("env:automua_db_uri")]
    [InlineData("env:IDENTITY_HEADER")]
    [InlineData("env:AzureWebJobsStorage")]
    public void What_the_program_keeps_in_its_environment_is_sent_to_no_directory(string password) =>
        Assert.Contains("names an environment variable that is not a directory's", BindPassword.ProblemOf(password, null), StringComparison.Ordinal);

    [Fact]
    public void Who_binds_with_a_name_has_a_password()
    {
        Assert.StartsWith("is missing", BindPassword.ProblemOf(null, "cn=reader"), StringComparison.Ordinal);
        Assert.Null(BindPassword.ProblemOf(null, null));
        Assert.Null(BindPassword.ProblemOf("word", null));
    }
}
