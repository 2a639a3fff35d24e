using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class DirectoryHostTests
{
    [Theory]
    [InlineData("LDAP.Example.com", "ldap.example.com")]
    [InlineData(" ldap.münchen.example. ", "ldap.xn--mnchen-3ya.example")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData(" 127.0.0.1 ", "127.0.0.1")]
    public void A_name_or_an_address_is_a_host(string text, string host)
    {
        Assert.True(DirectoryHost.TryParse(text, out string? read, out _));
        Assert.Equal(host, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.01")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("ldap.%EMAILDOMAIN%")]
    [InlineData("ldaps://ldap.example")]
    [InlineData("ldap.example:636")]
    public void Nothing_else_is(string? text)
    {
        Assert.False(DirectoryHost.TryParse(text, out string? host, out string? error));
        Assert.Null(host);
        Assert.NotEmpty(error);
    }
}
