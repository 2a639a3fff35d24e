using Automua.Core.Model;
using Automua.Core.Tests.Golden;

namespace Automua.Core.Tests.Conformance;

/// <summary>Each rule for Apple's profiles refuses profiles that break it.</summary>
public sealed class ProfileRefusalTests
{
    private static readonly MailAccount Dav = GoldenModels.All["dav"];
    private static readonly MailAccount Markup = GoldenModels.All["markup"];

    [Theory]
    [InlineData("877E37B7-5732-5F3F-B922-21589F4C2A8B</string>\n        <key>PayloadVersion", "877E37B7-5732-4F3F-B922-21589F4C2A8B</string>\n        <key>PayloadVersion")]
    [InlineData("DC9097E0-299C-52AB-87BF-44ECFD18CCF2", "dc9097e0-299c-52ab-87bf-44ecfd18ccf2")]
    [InlineData("example.dav.automua.mail.877E37B7", "example.dav.automua.mail.977E37B7")]
    public void AP_01_refuses(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_01_stable_identity, Dav, right, wrong);

    [Theory]
    [InlineData("automua.caldav1.D1893C9C-C03D-5F08-8A5E-4F5C36462470", "automua.caldav0.C50E4508-66AD-584E-B331-05607506B142")]
    [InlineData("<string>877E37B7-5732-5F3F-B922-21589F4C2A8B</string>", "<string>DC9097E0-299C-52AB-87BF-44ECFD18CCF2</string>")]
    public void AP_02_refuses(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_02_identities_within_a_profile_differ, Dav, right, wrong);

    [Theory]
    [InlineData("<string>Groupware GmbH</string>", "<string></string>")]
    [InlineData("<key>EmailAddress</key>", "<key>IncomingPassword</key><string>secret</string><key>EmailAddress</key>")]
    [InlineData("<key>CalDAVPort</key>", "<key>CalDAVPassword</key><string>secret</string><key>CalDAVPort</key>")]
    [InlineData("<integer>993</integer>", "<string>993</string>")]
    [InlineData("<integer>993</integer>", "<integer>0</integer>")]
    [InlineData("<true/>", "<string>true</string>")]
    public void AP_03_refuses(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_03_values, Dav, right, wrong);

    [Theory]
    [InlineData("<key>EmailAccountType</key>\n        <string>EmailTypeIMAP</string>", "")]
    [InlineData("EmailTypeIMAP", "EmailTypeImap")]
    [InlineData("EmailAuthPassword", "password-cleartext")]
    [InlineData("<integer>993</integer>", "<string>993</string>")]
    [InlineData("<integer>1</integer>", "<integer>2</integer>")]
    [InlineData("<key>EmailAccountDescription</key>", "<key>EmailDescription</key>")]
    [InlineData("com.apple.caldav.account", "com.apple.carddav.account")]
    [InlineData("com.apple.mail.managed", "com.apple.mail")]
    [InlineData("<key>CalDAVHostName</key>\n        <string>dav.dav.example</string>", "")]
    [InlineData("<key>PayloadRemovalDisallowed</key>\n    <false/>", "<key>PayloadRemovalDisallowed</key>\n    <integer>0</integer>")]
    [InlineData("<key>EmailAddress</key>", "<key>EmailAddress</key><string>twice</string><key>EmailAddress</key>")]
    [InlineData("<!DOCTYPE plist", "<!DOCTYPE list")]
    public void AP_04_refuses(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_04_schema, Dav, right, wrong);

    [Theory]
    [InlineData("<key>default</key>", "<key>fallback</key>")]
    [InlineData("<key>en-US</key>", "<key>en-us</key>")]
    [InlineData("<key>de</key>", "<key>xx</key>")]
    [InlineData("Sie stimmen zu.", "Noch einmal.")]
    [InlineData("<key>ConsentText</key>", "<key>Consent</key>")]
    public void AP_04_refuses_other_consent(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_04_consent, GoldenModels.All["activesync"], right, wrong);

    [Theory]
    [InlineData("<string>imap.example.com</string>", "<string>%EMAILDOMAIN%</string>")]
    [InlineData("<integer>465</integer>", "<integer>587</integer>")]
    [InlineData("<key>OutgoingMailServerUseSSL</key>\n        <true/>", "<key>OutgoingMailServerUseSSL</key>\n        <false/>")]
    [InlineData("<key>OutgoingPasswordSameAsIncomingPassword</key>\n        <true/>", "<key>OutgoingPasswordSameAsIncomingPassword</key>\n        <false/>")]
    public void AP_04_refuses_other_mail_settings(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_04_mail_settings, Dav, right, wrong);

    [Theory]
    [InlineData("<integer>8443</integer>", "<integer>443</integer>")]
    [InlineData("<key>CalDAVUseSSL</key>\n        <false/>", "<key>CalDAVUseSSL</key>\n        <true/>")]
    [InlineData("<string>/contacts</string>", "<string>/</string>")]
    [InlineData("<key>CalDAVUsername</key>\n        <string>first.last+tag</string>", "<key>CalDAVUsername</key>\n        <string>first.last</string>")]
    public void AP_04_refuses_other_dav_settings(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AP_04_dav_settings, Dav, right, wrong);

    [Theory]
    [InlineData("&amp; &quot;Post&quot;", "& &quot;Post&quot;")]
    [InlineData("📧</string>\n    <key>PayloadRemoval", "</string>\n    <key>PayloadRemoval")]
    public void AC_20_refuses_in_profiles(string right, string wrong) =>
        Dialect.Mobileconfig.Refuses(ProfileRules.AC_20_text_of_any_kind, Markup, right, wrong);
}
