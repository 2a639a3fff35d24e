namespace Automua.Functions.Tests.Samples;

/// <summary>Settings of contrib/generate-sql.sh that cannot be: nothing is printed but what is wrong and what is allowed.</summary>
public sealed class RefusedSqlSettingTests
{
    [Theory]
    [InlineData("DIALECT", "oracle", "DIALECT is 'oracle'; allowed are sqlite, postgresql, mysql")]
    [InlineData("PROVIDER_NAME", " ", "PROVIDER_NAME is empty; allowed is a text of 1 to 128 characters")]
    [InlineData("PROVIDER_NAME", "a\nb", "PROVIDER_NAME has a line break or another control character; allowed is")]
    [InlineData("PROVIDER_SHORTNAME", "012345678901234567890123456789012", "PROVIDER_SHORTNAME has 33 characters; allowed are 1 to 32")]
    [InlineData("PROVIDER_ID", "0", "PROVIDER_ID is '0'; allowed are whole numbers from 1 to 999999")]
    [InlineData("PROVIDER_ID", "1000000", "PROVIDER_ID is '1000000'; allowed are")]
    [InlineData("PROVIDER_ID", "1;DROP TABLE provider", "PROVIDER_ID is '1;DROP TABLE provider'; allowed are")]
    [InlineData("DOMAINS", "", "DOMAINS is empty; allowed are names")]
    [InlineData("DOMAINS", "example .com", "DOMAINS has '.com'; allowed are names such as example.com")]
    [InlineData("DOMAINS", "user@example.com", "DOMAINS has 'user@example.com'; allowed are")]
    [InlineData("DOMAINS", "exa'mple.com", "DOMAINS has 'exa'mple.com'; allowed are")]
    [InlineData("DOMAINS", "-a.example", "DOMAINS has '-a.example'; allowed are")]
    [InlineData("DOMAINS", "a.*.example", "DOMAINS has 'a.*.example'; allowed are")]
    [InlineData("DOMAINS", "example.com EXAMPLE.com", "DOMAINS has 'example.com' twice")]
    [InlineData("IMAP_HOST", "imap example.com", "IMAP_HOST is 'imap example.com'; allowed is a host name")]
    [InlineData("SMTP_HOST", "%EMAILLOCALPART%.example", "SMTP_HOST is '%EMAILLOCALPART%.example'; allowed is a host name")]
    [InlineData("IMAP_PORTS", "70000", "IMAP_PORTS is '70000'; allowed are whole numbers from 1 to 65535")]
    [InlineData("IMAP_PORTS", "993 993", "IMAP_PORTS has the port 993 twice")]
    [InlineData("IMAP_PORTS", "", "IMAP_PORTS and POP_PORTS are empty; allowed are")]
    [InlineData("POP_PORTS", "pop3", "POP_PORTS is 'pop3'; allowed are")]
    [InlineData("SMTP_PORTS", " ", "SMTP_PORTS is empty; allowed are")]
    [InlineData("USER_NAME", "%EMAILUSER%", "USER_NAME has '%EMAILUSER%'; allowed are %EMAILADDRESS%")]
    [InlineData("AUTHENTICATION", "cram-md5", "AUTHENTICATION is 'cram-md5'; allowed are plain, secure, OAuth2")]
    [InlineData("CALDAV_URL", "dav.example.com", "CALDAV_URL is 'dav.example.com'; allowed is a URL")]
    [InlineData("CARDDAV_URL", "http://dav.example.com/", "CARDDAV_URL is 'http://dav.example.com/'; allowed is a URL with https")]
    [InlineData("CARDDAV_URL", "https://dav example.com/", "CARDDAV_URL is 'https://dav example.com/'; allowed is a URL")]
    [InlineData("CARDDAV_URL", "https://dav.example.com:99999/", "CARDDAV_URL is '99999'; allowed are whole numbers")]
    [InlineData("LDAP_HOST", "ldaps://ldap.example.com", "LDAP_HOST is 'ldaps://ldap.example.com'; allowed is a host name")]
    [InlineData("LDAP_HOST", "ldap.example.com", "LDAP_SEARCH_BASE is empty; allowed is")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string variable, string value, string told)
    {
        (int exitCode, string output) = await GeneratedSql.TryAsync(null, (variable, value));
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"generate-sql.sh: {told}", Assert.Single(output.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LDAP_PORT", "0", "LDAP_PORT is '0'; allowed are")]
    [InlineData("LDAP_SEARCH_FILTER", "(mail=x)", "LDAP_SEARCH_FILTER is '(mail=x)'; allowed is a filter")]
    [InlineData("LDAP_ATTR_UID", "", "LDAP_ATTR_UID is ''; allowed is the name of an attribute")]
    [InlineData("LDAP_ATTR_CN", "full name", "LDAP_ATTR_CN is 'full name'; allowed is")]
    [InlineData("LDAP_BIND_USER", "cn=reader", "LDAP_BIND_USER and LDAP_BIND_PASSWORD go together")]
    [InlineData("LDAP_BIND_PASSWORD", "5ecret", "LDAP_BIND_USER and LDAP_BIND_PASSWORD go together")]
    public async Task A_wrong_directory_is_named_and_no_password_is_repeated(string variable, string value, string told)
    {
        (int exitCode, string output) = await GeneratedSql.TryAsync(
            null, ("LDAP_HOST", "ldap.example.com"), ("LDAP_SEARCH_BASE", "dc=example"), (variable, value));
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"generate-sql.sh: {told}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("5ecret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_argument_comes_before_the_variable_and_is_one_of_three()
    {
        (int exitCode, string output) = await GeneratedSql.TryAsync("oracle", ("DIALECT", "sqlite"));
        Assert.Equal((2, "generate-sql.sh: DIALECT is 'oracle'; allowed are sqlite, postgresql, mysql\n"), (exitCode, output));
        (_, string first) = await GeneratedSql.TryAsync("mysql", ("DIALECT", "sqlite"));
        Assert.StartsWith("SET NAMES utf8mb4;\n", first, StringComparison.Ordinal);
    }
}
