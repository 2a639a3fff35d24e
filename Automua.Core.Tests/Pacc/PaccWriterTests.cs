using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Pacc;

public sealed class PaccWriterTests
{
    private const string Issuer = "https://login.example.com/tenant";

    private static readonly MailServer Imap = Server(MailServerType.Imap, "imap", 993);
    private static readonly MailServer Pop = Server(MailServerType.Pop, "pop", 995);
    private static readonly MailServer Smtp = Server(MailServerType.Smtp, "smtp", 465);
    private static readonly MailServer Jmap = Server(MailServerType.Jmap, "jmap", 443);
    private static readonly MailServer Sieve = Server(MailServerType.ManageSieve, "sieve", 4190);
    private static readonly DavServer CalDav = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/calendars/"));
    private static readonly DavServer CardDav = new(DavServerType.CardDav, Template.Parse("https://dav.%EMAILDOMAIN%"));
    private static readonly DavServer WebDav = new(DavServerType.WebDav, Template.Parse("https://files.example.com/?a=1&b=2"));

    [Theory]
    [InlineData(PaccSubmissionKey.Submit, "submit")]
    [InlineData(PaccSubmissionKey.Smtp, "smtp")]
    public void PA_02_everything_that_can_be_said_is_said(PaccSubmissionKey submission, string key)
    {
        ImmutableArray<AuthenticationMethod> both = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext];
        MailAccount account = Account(
            [.. new[] { Imap, Pop, Smtp, Jmap, Sieve }.Select(server => server with { Authentication = both })],
            [CalDav, CardDav, WebDav],
            Issuer);
        Assert.Equal(
            """
            {"authentication":{"oauth-public":{"issuer":"https://login.example.com/tenant"},"password":true},
            "info":{"provider":{"name":"Example Inc.","shortName":"Example"}},
            "protocols":{"caldav":{"url":"https://dav.example.com/calendars/"},"carddav":{"url":"https://dav.example.com/"},
            "imap":{"host":"imap.example.com"},"jmap":{"url":"https://jmap.example.com/.well-known/jmap"},
            "managesieve":{"host":"sieve.example.com"},"pop3":{"host":"pop.example.com"},"submit":{"host":"smtp.example.com"},
            "webdav":{"url":"https://files.example.com/?a=1&b=2"}}}
            """.ReplaceLineEndings("").Replace("submit", key, StringComparison.Ordinal),
            Written(account, submission));
        Assert.Empty(PaccOmissions.Of(account));
    }

    [Fact]
    public void PA_02_of_a_protocol_the_first_that_can_be_said_is_named()
    {
        MailAccount account = Account(
            [
                Server(MailServerType.Imap, "first", 143, ConnectionSecurity.StartTls) with { Priority = 1 },
                Server(MailServerType.Imap, "third", 993) with { Priority = 3 },
                Server(MailServerType.Imap, "second", 993) with { Priority = 2 },
            ],
            []);
        Assert.Contains("\"imap\":{\"host\":\"second.example.com\"}", Written(account), StringComparison.Ordinal);
        Assert.Equal(
            [
                "imap server first.example.com:143 does not begin with TLS.",
                "imap server third.example.com:993 is not the first of its protocol, and PACC names one.",
            ],
            PaccOmissions.Of(account).Select(omission => omission.ToString()));
    }

    public static TheoryData<int, ConnectionSecurity, string> Unsayable => new()
    {
        { 993, ConnectionSecurity.StartTls, "does not begin with TLS" },
        { 993, ConnectionSecurity.None, "does not begin with TLS" },
        { 143, ConnectionSecurity.ImplicitTls, "is not on port 993, the only one PACC means" },
        { 995, ConnectionSecurity.ImplicitTls, "is not on port 993, the only one PACC means" },
    };

    [Theory]
    [MemberData(nameof(Unsayable))]
    public void PA_02_other_ports_and_security_are_left_out(int port, ConnectionSecurity security, string reason) =>
        AssertNothingSaid(Account([Server(MailServerType.Imap, "imap", port, security)], []), reason);

    [Theory]
    [InlineData("%EMAILADDRESS%", true)]
    [InlineData("%EMAILLOCALPART%@%EMAILDOMAIN%", true)]
    [InlineData("%EMAILLOCALPART%@example.com", true)]
    [InlineData("%EMAILLOCALPART%@example.net", false)]
    [InlineData("%EMAILLOCALPART%", false)]
    [InlineData("%REALNAME%", false)]
    [InlineData("user@example.com", false)]
    public void PA_02_a_login_name_other_than_the_address_is_left_out(string userName, bool isSaid)
    {
        foreach (MailAccount account in (MailAccount[])
            [
                Account([Imap with { UserName = Template.Parse(userName) }], []),
                Account([], [CalDav with { UserName = Template.Parse(userName) }]),
            ])
        {
            if (isSaid)
                Assert.Empty(PaccOmissions.Of(account));
            else
                AssertNothingSaid(account, "has a login name other than the address");
        }
    }

    [Fact]
    public void PA_02_login_names_that_a_directory_tells_are_left_out()
    {
        MailAccount known = Account([Imap], []);
        DirectoryServer directory = new(1, "ldap.example.com", 636, true, "dc=example,dc=com", "(mail={0})", "uid");
        AssertNothingSaid(
            known with { Configuration = new DomainConfiguration(known.Domain, known.Provider, [Imap], [], directory) },
            "has login names that a directory tells, and PACC means the address");
    }

    [Theory]
    [InlineData("http://dav.example.com/", 0, "has no TLS")]
    [InlineData("https://dav.example.com:8443/", 0, "is not on port 443, the only one PACC means")]
    [InlineData("https://dav.example.com/", 8443, "is not on port 443, the only one PACC means")]
    [InlineData("https://dav.example.com/%EMAILADDRESS%/", 0, "has the mailbox in its URL, and PACC has no placeholders")]
    [InlineData("https://dav.example.com/?u=%EMAILLOCALPART%", 443, "has the mailbox in its URL, and PACC has no placeholders")]
    public void PA_02_a_URL_that_cannot_be_said_is_left_out(string url, int port, string reason) =>
        AssertNothingSaid(Account([], [new DavServer(DavServerType.CalDav, Template.Parse(url)) { Port = port }]), reason);

    [Theory]
    [InlineData("HTTPS://dav.example.com:443/a", 0, "https://dav.example.com/a")]
    [InlineData("https://dav.example.com/a", 443, "https://dav.example.com/a")]
    [InlineData("https://dav.example.com", 0, "https://dav.example.com/")]
    [InlineData("https://bücher.%EMAILDOMAIN%/é/%41?x=<1>", 0, "https://xn--bcher-kva.example.com/%C3%A9/A?x=%3C1%3E")]
    public void PA_01_a_URL_has_one_form(string url, int port, string written) => Assert.Contains(
        $"\"caldav\":{{\"url\":\"{written}\"}}",
        Written(Account([], [new DavServer(DavServerType.CalDav, Template.Parse(url)) { Port = port }])),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(AuthenticationMethod.PasswordCleartext, true)]
    [InlineData(AuthenticationMethod.PasswordEncrypted, true)]
    [InlineData(AuthenticationMethod.OAuth2, false)]
    [InlineData(AuthenticationMethod.Ntlm, false)]
    [InlineData(AuthenticationMethod.Gssapi, false)]
    [InlineData(AuthenticationMethod.ClientIpAddress, false)]
    [InlineData(AuthenticationMethod.TlsClientCertificate, false)]
    [InlineData(AuthenticationMethod.None, false)]
    public void PA_02_a_server_that_takes_no_password_is_left_out_without_an_issuer(AuthenticationMethod method, bool isSaid)
    {
        MailAccount account = Account([Imap with { Authentication = [method] }], []);
        if (isSaid)
            Assert.Contains("\"authentication\":{\"password\":true}", Written(account), StringComparison.Ordinal);
        else
            AssertNothingSaid(account, "takes neither a password nor a token of an issuer that PACC can name");
    }

    [Theory]
    [InlineData("https://login.example.com", true)]
    [InlineData("https://login.example.com/tenant/", true)]
    [InlineData("login.example.com", false)]
    [InlineData("http://login.example.com", false)]
    [InlineData("https://login.example.com/?tenant", false)]
    [InlineData("https://login.example.com/#tenant", false)]
    [InlineData("https://login.example.com/a b", false)]
    [InlineData("https://löwe.example", false)]
    public void PA_02_an_issuer_is_told_as_it_is_or_not_at_all(string issuer, bool isSaid)
    {
        MailAccount account = Account(
            [Imap with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext] }], [], issuer);
        string expected = isSaid ? $"{{\"oauth-public\":{{\"issuer\":\"{issuer}\"}},\"password\":true}}" : "{\"password\":true}";
        Assert.Contains($"\"authentication\":{expected}", Written(account), StringComparison.Ordinal);
        Assert.Equal(
            isSaid ? [] : [$"The OAuth 2 issuer {issuer} is not an https: URL without query and fragment."],
            PaccOmissions.Of(account).Select(omission => omission.ToString()));
    }

    [Fact]
    public void PA_02_tokens_alone_are_no_password() => Assert.Contains(
        $"{{\"authentication\":{{\"oauth-public\":{{\"issuer\":\"{Issuer}\"}},\"password\":false}}",
        Written(Account([Imap with { Authentication = [AuthenticationMethod.OAuth2] }], [CalDav], Issuer)),
        StringComparison.Ordinal);

    [Fact]
    public void PA_02_a_way_to_log_in_that_not_every_server_takes_is_left_out()
    {
        MailAccount account = Account(
            [Imap with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext] }, Smtp], [], Issuer);
        Assert.Contains("\"authentication\":{\"password\":true}", Written(account), StringComparison.Ordinal);
        Assert.Equal($"The OAuth 2 issuer {Issuer} is not taken by every server named.", Assert.Single(PaccOmissions.Of(account)).ToString());
    }

    [Fact]
    public void PA_02_a_server_with_no_way_to_log_in_in_common_is_left_out()
    {
        MailAccount account = Account([Imap, Smtp with { Authentication = [AuthenticationMethod.OAuth2] }], [], Issuer);
        Assert.DoesNotContain("submit", Written(account), StringComparison.Ordinal);
        Assert.StartsWith(
            "smtp server smtp.example.com:465 has no way to log in in common",
            Assert.Single(PaccOmissions.Of(account)).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void PA_02_what_is_not_needed_for_mail_costs_no_way_to_log_in()
    {
        ImmutableArray<AuthenticationMethod> both = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext];
        MailAccount account = Account([Imap with { Authentication = both }, Jmap with { Authentication = both }, Sieve], [], Issuer);
        Assert.Contains("\"oauth-public\"", Written(account), StringComparison.Ordinal);
        Assert.Contains("\"jmap\"", Written(account), StringComparison.Ordinal);
        Assert.StartsWith(
            "managesieve server sieve.example.com:4190 does not take every way to log in",
            Assert.Single(PaccOmissions.Of(account)).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailServerType.Jmap, 8443, ConnectionSecurity.ImplicitTls, "jmap server x.example.com:8443 is not on port 443")]
    [InlineData(MailServerType.Jmap, 443, ConnectionSecurity.None, "jmap server x.example.com:443 does not begin with TLS")]
    [InlineData(MailServerType.ManageSieve, 4190, ConnectionSecurity.StartTls, "managesieve server x.example.com:4190 does not begin with TLS")]
    [InlineData(MailServerType.ManageSieve, 2000, ConnectionSecurity.ImplicitTls, "managesieve server x.example.com:2000 is not on port 4190")]
    public void PA_02_JMAP_and_ManageSieve_are_left_out_elsewhere(MailServerType type, int port, ConnectionSecurity security, string omission)
    {
        MailAccount account = Account([Imap, Server(type, "x", port, security)], []);
        Assert.DoesNotContain("x.example.com", Written(account), StringComparison.Ordinal);
        Assert.StartsWith(omission, Assert.Single(PaccOmissions.Of(account)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PA_02_long_names_are_cut_or_left_out()
    {
        MailAccount known = Account([Imap], []);
        string name = string.Concat(Enumerable.Repeat("📧", 61));
        MailAccount account = known with
        {
            Configuration = new DomainConfiguration(known.Domain, new Provider(name, "twenty-one-characters"), [Imap], []),
        };
        Assert.Contains($"\"provider\":{{\"name\":\"{name[..120]}\"}}", Written(account), StringComparison.Ordinal);
        Assert.Equal(
            ["The provider's name is longer than 60 characters and is cut.", "The provider's short name is longer than 20 characters."],
            PaccOmissions.Of(account).Select(omission => omission.ToString()));
    }

    [Fact]
    public void PA_02_without_a_name_the_domain_stands_in()
    {
        MailAccount known = Account([Imap], []);
        MailAccount account = known with { Configuration = new DomainConfiguration(known.Domain, new Provider(" ", ""), [Imap], []) };
        Assert.Contains("\"provider\":{\"name\":\"example.com\"}", Written(account), StringComparison.Ordinal);
    }

    [Fact]
    public void PA_02_a_name_made_of_the_domain_is_spelt_out()
    {
        MailAccount known = Account([Imap], []);
        MailAccount account = known with
        {
            Configuration = new DomainConfiguration(known.Domain, new Provider("Mail of %EMAILDOMAIN%", "M"), [Imap], []),
        };
        Assert.Contains("\"name\":\"Mail of example.com\"", Written(account), StringComparison.Ordinal);
    }

    [Fact]
    public void PA_02_a_host_name_that_the_domain_makes_too_long_is_left_out()
    {
        DomainName domain = DomainName.Parse($"{string.Join('.', Enumerable.Repeat(new string('l', 48), 5))}.example");
        MailServer imap = Imap with { Host = Template.Parse("imap.%EMAILDOMAIN%") };
        DavServer dav = CardDav with { Url = Template.Parse("https://dav.%EMAILDOMAIN%/") };
        MailAccount account = new(domain, new DomainConfiguration(domain, new Provider("P", "P"), [imap], [dav]));
        Assert.Null(Dialect.Pacc.TryWrite(account));
        Assert.Equal(
            Enumerable.Repeat("has a host name that is none with this domain in it", 2),
            PaccOmissions.Of(account).Select(omission => omission.Reason));
    }

    [Fact]
    public void PA_02_a_domain_without_servers_has_no_document_and_no_omission()
    {
        MailAccount account = Account([], []);
        Assert.Null(Dialect.Pacc.TryWrite(account));
        Assert.Empty(PaccOmissions.Of(account));
    }

    private static void AssertNothingSaid(MailAccount account, string reason)
    {
        ArrayBufferWriter<byte> output = new();
        UnusableConfigurationException problem = Assert.Throws<UnusableConfigurationException>(
            () => PaccWriter.Write(account, PaccSubmissionKey.Submit, output));
        Assert.DoesNotContain("example.com", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.WrittenCount);
        Assert.Equal(reason, Assert.Single(PaccOmissions.Of(account)).Reason);
    }

    private static string Written(MailAccount account, PaccSubmissionKey submission = PaccSubmissionKey.Submit)
    {
        ArrayBufferWriter<byte> output = new();
        PaccWriter.Write(account, submission, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static MailAccount Account(ImmutableArray<MailServer> servers, ImmutableArray<DavServer> dav, string? issuer = null)
    {
        DomainName domain = DomainName.Parse("example.com");
        Provider provider = new("Example Inc.", "Example")
        {
            OAuth2 = issuer is null ? null : new OAuth2Endpoints(issuer, "mail", "https://login.example.com/a", "https://login.example.com/t"),
        };
        return new MailAccount(domain, new DomainConfiguration(domain, provider, servers, dav));
    }

    private static MailServer Server(
        MailServerType type, string name, int port, ConnectionSecurity security = ConnectionSecurity.ImplicitTls) =>
        new(type, Template.Parse($"{name}.example.com"), port, security);
}
