using System.Buffers;
using System.Collections.Immutable;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Mobileconfig;

public sealed class ProfileWriterTests
{
    private static readonly MailServer Imap = new(MailServerType.Imap, Template.Parse("imap.example.com"), 993, ConnectionSecurity.ImplicitTls);
    private static readonly MailServer Pop = new(MailServerType.Pop, Template.Parse("pop.example.com"), 995, ConnectionSecurity.ImplicitTls);
    private static readonly MailServer Smtp = new(MailServerType.Smtp, Template.Parse("smtp.example.com"), 465, ConnectionSecurity.ImplicitTls);

    [Fact]
    public void IMAP_comes_before_POP3() => Assert.Equal("imap.example.com", IncomingHost([Pop with { Priority = 1 }, Imap, Smtp]));

    [Fact]
    public void Protected_POP3_comes_before_unprotected_IMAP() =>
        Assert.Equal("pop.example.com", IncomingHost([Imap with { Security = ConnectionSecurity.None }, Pop, Smtp]));

    [Fact]
    public void Implicit_TLS_comes_before_STARTTLS() => Assert.Equal(
        "imap.example.com", IncomingHost([Imap with { Host = Template.Parse("other.example.com"), Security = ConnectionSecurity.StartTls, Priority = 1 }, Imap, Smtp]));

    [Fact]
    public void A_server_that_a_profile_cannot_describe_is_passed_over() => Assert.Equal(
        "pop.example.com", IncomingHost([Imap with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.Gssapi] }, Pop, Smtp]));

    [Fact]
    public void Servers_with_other_methods_only_give_no_profile()
    {
        MailAccount account = Account([Imap with { Authentication = [AuthenticationMethod.Gssapi] }, Smtp]);
        UnusableConfigurationException reason = Assert.Throws<UnusableConfigurationException>(() => ProfileWriter.Write(account, new ArrayBufferWriter<byte>()));
        Assert.Contains("authentication method", reason.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("OAuth", reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailServerType.Imap, "incoming")]
    [InlineData(MailServerType.Smtp, "outgoing")]
    public void A_direction_without_servers_is_named(MailServerType missing, string direction)
    {
        ImmutableArray<MailServer> both = [Imap, Smtp];
        MailAccount account = Account([.. both.Where(server => server.Type != missing)]);
        UnusableConfigurationException reason = Assert.Throws<UnusableConfigurationException>(() => ProfileWriter.Write(account, new ArrayBufferWriter<byte>()));
        Assert.Contains($"no {direction} server", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_is_for_one_mailbox()
    {
        ArrayBufferWriter<byte> output = new();
        Assert.Throws<ArgumentException>(() => ProfileWriter.Write(Account([Imap, Smtp]) with { Address = null }, output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Without_a_full_name_none_is_written()
    {
        MailAccount account = Account([Imap, Smtp]);
        Assert.DoesNotContain("EmailAccountName", XmlAnswer.Text(Dialect.Mobileconfig.Write(account)), StringComparison.Ordinal);
        Assert.DoesNotContain("EmailAccountName", XmlAnswer.Text(Dialect.Mobileconfig.Write(account with { RealName = "" })), StringComparison.Ordinal);
        Assert.Contains("<string>Ada</string>", XmlAnswer.Text(Dialect.Mobileconfig.Write(account with { RealName = "Ada" })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_needs_no_login_shares_no_password()
    {
        byte[] profile = Dialect.Mobileconfig.Write(Account([Imap, Smtp with { Authentication = [AuthenticationMethod.None] }]));
        IReadOnlyDictionary<string, object> mail = Mail(profile);
        Assert.Equal("EmailAuthNone", mail["OutgoingMailServerAuthentication"]);
        Assert.Equal(false, mail["OutgoingPasswordSameAsIncomingPassword"]);
    }

    [Fact]
    public void The_case_in_which_an_address_is_typed_makes_no_second_account() => Assert.Equal(
        ProfileRules.Identities(Dialect.Mobileconfig.Write(Account([Imap, Smtp]))),
        ProfileRules.Identities(Dialect.Mobileconfig.Write(Account([Imap, Smtp]) with { Address = EmailAddress.Parse("ADA@Example.com") })));

    private static MailAccount Account(ImmutableArray<MailServer> servers)
    {
        EmailAddress address = EmailAddress.Parse("ada@example.com");
        return new MailAccount(address.Domain, new DomainConfiguration(address.Domain, new Provider("P", "P"), servers, []), address);
    }

    private static object IncomingHost(ImmutableArray<MailServer> servers) =>
        Mail(Dialect.Mobileconfig.Write(Account(servers)))["IncomingMailServerHostName"];

    private static IReadOnlyDictionary<string, object> Mail(byte[] profile) =>
        (IReadOnlyDictionary<string, object>)((List<object>)PropertyList.Read(profile)["PayloadContent"])[0];
}
