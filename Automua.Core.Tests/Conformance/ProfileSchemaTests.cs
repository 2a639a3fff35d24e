using System.Text;
using Automua.Core.Tests.Golden;

namespace Automua.Core.Tests.Conformance;

/// <summary>What Apple's schema allows beyond what every profile holds is taken, and refused where it is wrong.</summary>
public sealed class ProfileSchemaTests
{
    private const string Profile = "<key>PayloadRemovalDisallowed</key>";
    private const string Mail = "<key>EmailAccountType</key>";
    private const string AddressBook = "<key>CardDAVHostName</key>";
    private const string Uuid = "877E37B7-5732-5F3F-B922-21589F4C2A8B";

    [Theory]
    [InlineData(Profile, "<key>ConsentText</key><dict><key>default</key><string>Agree</string><key>de</key><string>Ja</string><key>zh-Hant-TW</key><string>同意</string></dict>")]
    [InlineData(Profile, "<key>PayloadScope</key><string>User</string>")]
    [InlineData(Profile, "<key>TargetDeviceType</key><integer>6</integer>")]
    [InlineData(Profile, "<key>RemovalDate</key><date>2030-01-01T00:00:00Z</date>")]
    [InlineData(Profile, "<key>DurationUntilRemoval</key><real>86400.5</real>")]
    [InlineData(Profile, "<key>EncryptedPayloadContent</key><data>AAEC</data>")]
    [InlineData(Profile, "<key>HasRemovalPasscode</key><false/>")]
    [InlineData(Mail, "<key>IncomingPassword</key><string>secret</string>")]
    [InlineData(Mail, $"<key>SMIMESigningCertificateUUID</key><string>{Uuid}</string>")]
    [InlineData(Mail, "<key>allowMailDrop</key><true/>")]
    [InlineData(AddressBook, "<key>VPNUUID</key><string>vpn</string>")]
    [InlineData(AddressBook, "<key>CommunicationServiceRules</key><dict><key>DefaultServiceHandlers</key><dict><key>AudioCall</key><string>example.call</string></dict></dict>")]
    public void Keys_of_the_schema_are_taken(string before, string more) => Validate(before, more);

    [Theory]
    [InlineData(Profile, "<key>ConsentText</key><string>Agree</string>")]
    [InlineData(Profile, "<key>ConsentText</key><dict/>")]
    [InlineData(Profile, "<key>ConsentText</key><dict><key>German language</key><string>Ja</string></dict>")]
    [InlineData(Profile, "<key>ConsentText</key><dict><key>de</key><true/></dict>")]
    [InlineData(Profile, "<key>ConsentText</key><dict><key>de</key><string/></dict>")]
    [InlineData(Profile, "<key>PayloadScope</key><string>user</string>")]
    [InlineData(Profile, "<key>TargetDeviceType</key><integer>7</integer>")]
    [InlineData(Profile, "<key>RemovalDate</key><string>2030-01-01T00:00:00Z</string>")]
    [InlineData(Profile, "<key>DurationUntilRemoval</key><integer>86400</integer>")]
    [InlineData(Profile, "<key>PayloadEnabled</key><true/>")]
    [InlineData(Mail, "<key>IncomingMailServerIMAPPathPrefix</key><integer>1</integer>")]
    [InlineData(Mail, "<key>SMIMESigningCertificateUUID</key><string>certificate</string>")]
    [InlineData(Mail, "<key>AllowMailDrop</key><true/>")]
    [InlineData(Mail, "<key>PreventMove</key><string>true</string>")]
    [InlineData(Mail, "<key>CalDAVPort</key><integer>443</integer>")]
    [InlineData(AddressBook, "<key>CommunicationServiceRules</key><dict><key>AudioCall</key><string>example.call</string></dict>")]
    [InlineData(AddressBook, "<key>CardDAVPrincipalURL</key><integer>1</integer>")]
    public void Keys_that_are_wrong_are_refused(string before, string more) => Assert.ThrowsAny<Exception>(() => Validate(before, more));

    private static void Validate(string before, string more)
    {
        string profile = XmlAnswer.Text(Dialect.Mobileconfig.Write(GoldenModels.All["dav"]));
        int at = profile.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The profile does not hold '{before}'.");
        ProfileRules.AP_04_schema(Encoding.UTF8.GetBytes(profile.Insert(at, more)), GoldenModels.All["dav"]);
    }
}
