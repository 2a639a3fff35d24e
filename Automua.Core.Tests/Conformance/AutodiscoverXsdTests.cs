using System.Buffers;
using System.Text;
using Automua.Core.Autodiscover;
using Automua.Core.Model;
using Automua.Core.Tests.Golden;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Conformance;

/// <summary>Everything said over Autodiscover is valid by the schemas, and the schemas refuse what is wrong.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed class AutodiscoverXsdTests
{
    private const string Schemas = "http://schemas.microsoft.com/exchange/autodiscover/";

    private const string Redirection = $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="{Schemas}responseschema/2006">
          <Response xmlns="{Schemas}outlook/responseschema/2006a">
            <Account>
              <AccountType>email</AccountType>
              <Action>redirectAddr</Action>
              <RedirectAddr>ada@hoster.example</RedirectAddr>
            </Account>
          </Response>
        </Autodiscover>
        """;

    private const string MobileSettings = $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="{Schemas}responseschema/2006">
          <Response xmlns="{Schemas}mobilesync/responseschema/2006">
            <Culture>en:us</Culture>
            <User>
              <DisplayName>Ada</DisplayName>
              <EMailAddress>ada@example.com</EMailAddress>
            </User>
            <Action>
              <Settings>
                <Server>
                  <Type>MobileSync</Type>
                  <Url>https://sync.example.com/Microsoft-Server-ActiveSync</Url>
                  <Name>https://sync.example.com/Microsoft-Server-ActiveSync</Name>
                </Server>
              </Settings>
            </Action>
          </Response>
        </Autodiscover>
        """;

    private const string MobileRedirection = $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="{Schemas}responseschema/2006">
          <Response xmlns="{Schemas}mobilesync/responseschema/2006">
            <Culture>en:us</Culture>
            <User>
              <EMailAddress>ada@example.com</EMailAddress>
            </User>
            <Action>
              <Redirect>ada@hoster.example</Redirect>
            </Action>
          </Response>
        </Autodiscover>
        """;

    private static readonly MailAccount FourServers = GoldenModels.All["four-servers"];

    public static TheoryData<string> GoldenFiles => [.. GoldenDocuments.WithRoot("Autodiscover")];

    [Fact]
    public void Answers_of_known_models_are_valid() => Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverXsd.IsValid);

    [Property]
    public void Answers_of_any_model_are_valid(MailAccount account) => Dialect.Autodiscover.Holds(AutodiscoverXsd.IsValid, account);

    [Fact]
    public void MobileSync_answers_of_known_models_are_valid()
    {
        MailAccount[] answered = [.. KnownModels.Mailboxes.Where(account => Dialect.MobileSync.TryWrite(account) is not null)];
        Assert.NotEmpty(answered);
        Assert.All(answered, account => AutodiscoverXsd.IsValid(Dialect.MobileSync.Write(account), account));
    }

    [Property]
    public void MobileSync_answers_of_any_model_are_valid(Mailbox mailbox) => Dialect.MobileSync.Holds(AutodiscoverXsd.IsValid, mailbox.Account);

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Stored_answers_are_valid(string file) => AutodiscoverXsd.IsValid(GoldenDocuments.Read(file), null);

    [Property]
    public void Errors_are_valid_in_the_schema_asked_for(int code, string? text, AutodiscoverSchema schema, TimeSpan sinceMidnight, uint id) =>
        AutodiscoverXsd.IsValid(Error(new AutodiscoverError(code, text is { Length: > 0 } ? text : "x"), schema, sinceMidnight, id), null);

    [Theory]
    [InlineData("outlook/requestschema/2006", "outlook/responseschema/2006a")]
    [InlineData("mobilesync/requestschema/2006", "mobilesync/responseschema/2006")]
    public void What_clients_ask_is_valid(string request, string response) =>
        AutodiscoverXsd.IsValid(Encoding.UTF8.GetBytes(Request(request, response)), null);

    [Theory]
    [InlineData(Redirection)]
    [InlineData(MobileSettings)]
    [InlineData(MobileRedirection)]
    public void The_forms_of_the_specifications_are_valid(string document) =>
        AutodiscoverXsd.IsValid(Encoding.UTF8.GetBytes(document), null);

    [Theory]
    [InlineData("autodiscover/responseschema/2006\"", "autodiscover/responseschema/2007\"")]
    [InlineData("outlook/responseschema/2006a", "outlook/responseschema/2006")]
    [InlineData("outlook/responseschema/2006a", "mobilesync/responseschema/2006")]
    [InlineData("<Response ", "<Answer ")]
    [InlineData("<AccountType>email</AccountType>\n      <Action>settings</Action>", "<Action>settings</Action>\n      <AccountType>email</AccountType>")]
    [InlineData("<AccountType>email</AccountType>", "<AccountType>Email</AccountType>")]
    [InlineData("<Action>settings</Action>", "")]
    [InlineData("<Action>settings</Action>", "<Action>redirectAddr</Action>")]
    [InlineData("<Action>settings</Action>", "<Action>redirectAddr</Action><RedirectAddr>ada@hoster.example</RedirectAddr>")]
    [InlineData("<DisplayName>user@four.example</DisplayName>", "<DisplayName/>")]
    [InlineData("<User>", "<User lang=\"en\">")]
    [InlineData("<Type>IMAP</Type>", "")]
    [InlineData("<Type>IMAP</Type>", "<Type>imap</Type>")]
    [InlineData("<Type>IMAP</Type>", "<Type>IMAP</Type><Type>IMAP</Type>")]
    [InlineData("<Type>IMAP</Type>", "<Type>IMAP</Type><Unknown>1</Unknown>")]
    [InlineData("<Type>IMAP</Type>", "<Type>IMAP</Type><TTL>one</TTL>")]
    [InlineData("<Server>imap.example.com</Server>", "")]
    [InlineData("<Server>imap.example.com</Server>", "<Server>imap_1.example.com</Server>")]
    [InlineData("<Server>imap.example.com</Server>", "<Server> imap.example.com </Server>")]
    [InlineData("<Port>993</Port>", "<Port>0</Port>")]
    [InlineData("<Port>993</Port>", "<Port>65536</Port>")]
    [InlineData("<Port>993</Port>", "<Port/>")]
    [InlineData("<LoginName>user@four.example</LoginName>", "<LoginName/>")]
    [InlineData("<SPA>off</SPA>\n        <SSL>on</SSL>", "<SSL>on</SSL>\n        <SPA>off</SPA>")]
    [InlineData("<SPA>off</SPA>", "<SPA>no</SPA>")]
    [InlineData("<SSL>on</SSL>", "<SSL>true</SSL>")]
    [InlineData("<SSL>on</SSL>", "<SSL>On</SSL>")]
    [InlineData("<SSL>on</SSL>", "")]
    [InlineData("<Encryption>TLS</Encryption>", "<Encryption>STARTTLS</Encryption>")]
    [InlineData("<SMTPLast>off</SMTPLast>", "")]
    [InlineData("</Account>", "</Account><Error Time=\"00:00:00.0000000\" Id=\"1\"><ErrorCode>500</ErrorCode><Message>x</Message><DebugData/></Error>")]
    [InlineData("</Response>", "")]
    public void Settings_that_are_wrong_are_refused(string right, string wrong) =>
        Dialect.Autodiscover.Refuses(AutodiscoverXsd.IsValid, FourServers, right, wrong);

    [Theory]
    [InlineData(" Id=\"7\"", "")]
    [InlineData(" Id=\"7\"", " Id=\"-7\"")]
    [InlineData("13:37:00.1234567", "13:37:00")]
    [InlineData("13:37:00.1234567", "25:37:00.1234567")]
    [InlineData("<ErrorCode>600</ErrorCode>", "<ErrorCode>six</ErrorCode>")]
    [InlineData("<ErrorCode>600</ErrorCode>", "")]
    [InlineData("<DebugData/>", "")]
    [InlineData("<DebugData/>", "<DebugData/><Message>x</Message>")]
    [InlineData("<Error ", "<Account/><Error ")]
    public void Errors_that_are_wrong_are_refused_in_both_schemas(string right, string wrong)
    {
        foreach (AutodiscoverSchema schema in Enum.GetValues<AutodiscoverSchema>())
            IsRefused(XmlAnswer.Text(Error(AutodiscoverError.InvalidRequest, schema, new TimeSpan(490_201_234_567), 7)), right, wrong);
    }

    [Theory]
    [InlineData("<RedirectAddr>ada@hoster.example</RedirectAddr>", "")]
    [InlineData("<RedirectAddr>ada@hoster.example</RedirectAddr>", "<RedirectAddr>hoster.example</RedirectAddr>")]
    [InlineData("<RedirectAddr>ada@hoster.example</RedirectAddr>", "<RedirectUrl>https://hoster.example/</RedirectUrl>")]
    [InlineData("redirectAddr", "settings")]
    [InlineData("redirectAddr", "redirect")]
    public void Redirections_that_are_wrong_are_refused(string right, string wrong) => IsRefused(Redirection, right, wrong);

    [Theory]
    [InlineData("mobilesync/responseschema/2006", "outlook/responseschema/2006a")]
    [InlineData("<Culture>en:us</Culture>", "<Culture>English</Culture>")]
    [InlineData("<EMailAddress>ada@example.com</EMailAddress>", "")]
    [InlineData("<DisplayName>Ada</DisplayName>", "<DisplayName/>")]
    [InlineData("<Type>MobileSync</Type>", "")]
    [InlineData("<Type>MobileSync</Type>", "<Type>IMAP</Type>")]
    [InlineData("<Url>https:", "<Url>http:")]
    [InlineData("<Url>https://sync.example.com/Microsoft-Server-ActiveSync</Url>", "")]
    [InlineData("<Server>", "<Server><Name>https://sync.example.com/</Name>")]
    [InlineData("</Action>", "</Action><Culture>en:us</Culture>")]
    [InlineData("</Settings>", "</Settings><Redirect>ada@hoster.example</Redirect>")]
    [InlineData("<Action>", "<Action><Settings/>")]
    public void MobileSync_settings_that_are_wrong_are_refused(string right, string wrong) => IsRefused(MobileSettings, right, wrong);

    [Theory]
    [InlineData("<Redirect>ada@hoster.example</Redirect>", "")]
    [InlineData("<Redirect>ada@hoster.example</Redirect>", "<Redirect>ada</Redirect>")]
    public void MobileSync_redirections_that_are_wrong_are_refused(string right, string wrong) => IsRefused(MobileRedirection, right, wrong);

    [Theory]
    [InlineData("outlook/requestschema/2006", "outlook/requestschema/2010")]
    [InlineData("outlook/responseschema/2006a", "outlook/responseschema/2006")]
    [InlineData("<EMailAddress>ada@example.com</EMailAddress>", "<EMailAddress>ada</EMailAddress>")]
    [InlineData("EMailAddress>", "EmailAddress>")]
    [InlineData("<Request>", "<Request><Unknown/>")]
    public void Requests_that_are_wrong_are_refused(string right, string wrong) =>
        IsRefused(Request("outlook/requestschema/2006", "outlook/responseschema/2006a"), right, wrong);

    private static void IsRefused(string document, string right, string wrong)
    {
        AutodiscoverXsd.IsValid(Encoding.UTF8.GetBytes(document), null);
        string changed = document.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(document, changed);
        Assert.NotEmpty(AutodiscoverXsd.FaultsOf(Encoding.UTF8.GetBytes(changed)));
    }

    private static byte[] Error(AutodiscoverError error, AutodiscoverSchema schema, TimeSpan sinceMidnight, uint id)
    {
        ArrayBufferWriter<byte> output = new();
        TimeOnly time = new(Math.Abs(sinceMidnight.Ticks % TimeSpan.TicksPerDay));
        AutodiscoverWriter.WriteError(error, schema, time, id, output);
        return output.WrittenSpan.ToArray();
    }

    private static string Request(string request, string response) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="{Schemas}{request}">
          <Request>
            <EMailAddress>ada@example.com</EMailAddress>
            <AcceptableResponseSchema>{Schemas}{response}</AcceptableResponseSchema>
          </Request>
        </Autodiscover>
        """;
}
