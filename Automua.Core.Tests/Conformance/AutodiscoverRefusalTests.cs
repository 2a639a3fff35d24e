using Automua.Core.Model;
using Automua.Core.Tests.Golden;

namespace Automua.Core.Tests.Conformance;

/// <summary>Each rule for Autodiscover's answers refuses answers that break it.</summary>
public sealed class AutodiscoverRefusalTests
{
    private static readonly MailAccount FourServers = GoldenModels.All["four-servers"];
    private static readonly MailAccount Redirect = GoldenModels.All["redirect"];
    private static readonly MailAccount Dav = GoldenModels.All["dav"];

    [Theory]
    [InlineData("<User>", "<Who>")]
    [InlineData("<AccountType>email</AccountType>\n      <Action>settings</Action>", "<Action>settings</Action>\n      <AccountType>email</AccountType>")]
    [InlineData("<Action>settings</Action>", "")]
    [InlineData("<DisplayName>user@four.example</DisplayName>", "<DisplayName/>")]
    [InlineData("<AutoDiscoverSMTPAddress>user@four.example</AutoDiscoverSMTPAddress>", "")]
    [InlineData("outlook/responseschema/2006a", "outlook/responseschema/2006")]
    [InlineData("<?xml", "\uFEFF<?xml")]
    public void AD_02_refuses(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_02_order, FourServers, right, wrong);

    [Theory]
    [InlineData("<AccountType>email</AccountType>", "")]
    [InlineData("redirectAddr", "redirectUrl")]
    [InlineData("o'brien+a&amp;b@hoster.example", "o'brien+a&amp;b@redirect.example")]
    [InlineData("</RedirectAddr>", "</RedirectAddr><Protocol/>")]
    public void AD_02_refuses_other_redirections(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_02_order, Redirect, right, wrong);

    [Theory]
    [InlineData("mobilesync/responseschema/2006", "outlook/responseschema/2006a")]
    [InlineData("<Culture>en:us</Culture>", "")]
    [InlineData("<EMailAddress>user@activesync.example</EMailAddress>", "")]
    [InlineData("<Type>MobileSync</Type>", "<Type>CertEnroll</Type>")]
    [InlineData("<Name>https://eas", "<Name>http://eas")]
    [InlineData("<Settings>", "<Settings/><Settings>")]
    public void AD_09_refuses(string right, string wrong) =>
        Dialect.MobileSync.Refuses(AutodiscoverRules.AD_09_mobile_sync, GoldenModels.All["activesync"], right, wrong);

    [Theory]
    [InlineData("<Redirect>", "<RedirectAddr/><Redirect>")]
    [InlineData("@hoster.example", "@redirect.example")]
    public void AD_09_refuses_other_redirections(string right, string wrong) =>
        Dialect.MobileSync.Refuses(AutodiscoverRules.AD_09_mobile_sync, Redirect, right, wrong);

    [Theory]
    [InlineData("<SSL>on</SSL>", "<SSL>true</SSL>")]
    [InlineData("<SSL>on</SSL>", "<SSL>off</SSL>")]
    [InlineData("<Encryption>TLS</Encryption>", "<Encryption>STARTTLS</Encryption>")]
    [InlineData("<Encryption>SSL</Encryption>", "<Encryption>Auto</Encryption>")]
    [InlineData("<SPA>off</SPA>", "<SPA>on</SPA>")]
    [InlineData("<AuthRequired>on</AuthRequired>", "<AuthRequired>off</AuthRequired>")]
    [InlineData("<DomainRequired>off</DomainRequired>", "<DomainRequired>on</DomainRequired>")]
    public void AD_03_refuses(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_03_security_words, FourServers, right, wrong);

    [Theory]
    [InlineData("<Type>POP3</Type>", "<Type>POP</Type>")]
    [InlineData("<Port>110</Port>", "<Port>995</Port>")]
    [InlineData("<Port>110</Port>", "<Port>110</Port><Server>pop.example.com</Server>")]
    [InlineData("<SPA>off</SPA>\n        <SSL>on</SSL>", "<SSL>on</SSL>\n        <SPA>off</SPA>")]
    [InlineData("<SMTPLast>off</SMTPLast>", "")]
    [InlineData("<AuthRequired>on</AuthRequired>", "<AuthRequired>on</AuthRequired><SMTPLast>off</SMTPLast>")]
    [InlineData("<SPA>off</SPA>", "<SPA>no</SPA>")]
    [InlineData("<Type>IMAP</Type>", "<Type>IMAP</Type><Unknown>1</Unknown>")]
    public void AD_04_refuses(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_04_protocols, FourServers, right, wrong);

    [Theory]
    [InlineData("<LoginName>user</LoginName>", "")]
    [InlineData("<LoginName>user</LoginName>", "<LoginName>%EMAILLOCALPART%</LoginName>")]
    public void AD_06_refuses(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_06_login_name, FourServers, right, wrong);

    [Theory]
    [InlineData("<SPA>", "<LoginName>%EMAILADDRESS%</LoginName><SPA>")]
    [InlineData("</DisplayName>", "</DisplayName><AutoDiscoverSMTPAddress>a@four.example</AutoDiscoverSMTPAddress>")]
    public void AD_06_refuses_without_an_address(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AD_06_login_name, FourServers with { Address = null }, right, wrong);

    [Theory]
    [InlineData("imap.example.com", "%EMAILDOMAIN%")]
    [InlineData("https://dav.dav.example:8443", "https://dav_1.dav.example:8443")]
    [InlineData("first.last%2Btag@dav.example/", "first last/")]
    public void AC_12_refuses_in_autodiscover(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverRules.AC_12_servers_are_literal, Dav, right, wrong);
}
