using System.Buffers;
using System.Collections.Immutable;
using Automua.Core.Autoconfig;
using Automua.Core.Autodiscover;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Functions.Configuration;

namespace Automua.Functions.Checking;

/// <summary>What this service answers of a domain where mail apps ask, were it asked there.</summary>
internal static class ExpectedAnswers
{
    private const string Xml = "text/xml";
    private const string Json = "application/json";
    private const string Profile = "application/x-apple-aspen-config";

    /// <summary>The answers, in the order in which they are reported.</summary>
    /// <exception cref="ConfigurationProblemException">No address can have such a domain.</exception>
    public static ImmutableArray<ExpectedAnswer> Of(ServedDomain domain)
    {
        DomainName name = domain.Name;
        // Every domain has this mailbox (RFC 2142 section 5); only the name of the domain matters to the answers.
        if (!EmailAddress.TryParse($"postmaster@{name}", out EmailAddress? address, out string? problem))
            throw new ConfigurationProblemException($"No address can be checked: it {problem}.");
        MailAccount mailbox = domain.Account with { Address = address };
        string query = $"?emailaddress={address.Text}";
        return
        [
            Document(PublicAnswer.Autoconfig, $"https://autoconfig.{name}/mail/config-v1.1.xml{query}", Xml, domain.Account, AutoconfigWriter.Write),
            Document(PublicAnswer.AutoconfigAtDomain, $"https://{name}/.well-known/autoconfig/mail/config-v1.1.xml{query}", Xml, domain.Account, AutoconfigWriter.Write)
                with { IsOptional = true },
            Autodiscover(PublicAnswer.Autodiscover, $"autodiscover.{name}", mailbox),
            Autodiscover(PublicAnswer.AutodiscoverAtService, domain.ServiceHost.Value, mailbox),
            Document(
                PublicAnswer.AutodiscoverV2,
                $"https://autodiscover.{name}/autodiscover/autodiscover.json?Email={address.Text}&Protocol={AutodiscoverV2Writer.Protocol}",
                Json,
                mailbox,
                (_, output) => AutodiscoverV2Writer.Write($"autodiscover.{name}", output)),
            Document(PublicAnswer.Profile, $"https://{domain.ServiceHost}/mobileconfig{query}", Profile, mailbox, ProfileWriter.Write)
                with { IsSigned = domain.SignsProfiles },
            Document(
                PublicAnswer.Pacc,
                $"https://ua-auto-config.{name}/.well-known/user-agent-configuration.json",
                Json,
                domain.Account,
                (account, output) => PaccWriter.Write(account, domain.Submission, output)),
            .. Dav(PublicAnswer.Calendars, $"https://{name}/.well-known/caldav", domain.Account, DavServerType.CalDav),
            .. Dav(PublicAnswer.Contacts, $"https://{name}/.well-known/carddav", domain.Account, DavServerType.CardDav),
        ];
    }

    private static ExpectedAnswer Autodiscover(PublicAnswer answer, string host, MailAccount mailbox) =>
        Document(answer, AutodiscoverUrl.At(host), Xml, mailbox, AutodiscoverWriter.Write) with
        {
            RequestBody =
                $"""
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
                  <Request>
                    <EMailAddress>{mailbox.Address!.Text}</EMailAddress>
                    <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
                  </Request>
                </Autodiscover>
                """,
        };

    // What a directory tells of a mailbox is not known here: such answers are not compared.
    private static ExpectedAnswer Document(
        PublicAnswer answer, string url, string mediaType, MailAccount account, Action<MailAccount, IBufferWriter<byte>> write)
    {
        ExpectedAnswer expected = new(answer, new Uri(url)) { MediaType = mediaType };
        ArrayBufferWriter<byte> document = new();
        try
        {
            write(account, document);
        }
        catch (UnusableConfigurationException reason)
        {
            return expected with { NothingToSay = reason.Message };
        }

        return account.Configuration.Directory is null ? expected with { Document = document.WrittenMemory } : expected;
    }

    private static IEnumerable<ExpectedAnswer> Dav(PublicAnswer answer, string url, MailAccount account, DavServerType type) =>
        from server in account.Configuration.DavServers.Where(server => server.Type == type).Take(1)
        select new ExpectedAnswer(answer, new Uri(url)) { Location = new Uri(server.RootFor(account.Domain)), IsOptional = true };
}
