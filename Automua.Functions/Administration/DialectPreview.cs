using System.Buffers;
using Automua.Core.Autoconfig;
using Automua.Core.Autodiscover;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Core.Settings;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>What every kind of mail app is answered about one mailbox. Profiles are shown as they are before they are signed.</summary>
internal static class DialectPreview
{
    /// <summary>The answers.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="serviceHost">The name at which the service is reached.</param>
    /// <param name="submission">The name of the server for sending in PACC documents.</param>
    public static IEnumerable<PreviewedAnswer> Of(MailAccount mailbox, DomainName serviceHost, PaccSubmissionKey submission)
    {
        DomainName domain = mailbox.Domain;
        string address = Uri.EscapeDataString(mailbox.Address!.Text);
        string autodiscover = $"POST {AutodiscoverUrl.At($"autodiscover.{domain}")}";
        // Apps fill in placeholders by themselves.
        MailAccount anyMailbox = mailbox with { Address = null };
        return
        [
            Write(
                new("autoconfig", "Autoconfig: Thunderbird and its kin", $"GET https://autoconfig.{domain}/mail/config-v1.1.xml?emailaddress={address}"),
                MediaTypes.TextXml,
                output => AutoconfigWriter.Write(anyMailbox, output)),
            Write(
                new("autodiscover", "Autodiscover: Outlook", autodiscover),
                MediaTypes.TextXml,
                output => AutodiscoverWriter.Write(mailbox, output)),
            Write(
                new("mobilesync", "Autodiscover: ActiveSync devices", autodiscover),
                MediaTypes.TextXml,
                output => MobileSyncWriter.Write(mailbox, output)),
            Write(
                new(
                    "autodiscover_v2",
                    "Autodiscover V2: newer Outlooks",
                    $"GET https://autodiscover.{domain}/autodiscover/autodiscover.json?Email={address}&Protocol={AutodiscoverV2Writer.Protocol}"),
                MediaTypes.Json,
                output => AutodiscoverV2Writer.Write($"autodiscover.{domain}", output)),
            Write(
                new("mobileconfig", "Configuration profile: Apple's devices", $"GET https://{serviceHost}/mobileconfig?emailaddress={address}"),
                MediaTypes.AppleProfile,
                output => ProfileWriter.Write(mailbox, output)),
            Write(
                new("pacc", "PACC", $"GET https://ua-auto-config.{domain}/.well-known/user-agent-configuration.json"),
                MediaTypes.Json,
                output => PaccWriter.Write(anyMailbox, submission, output)),
            Write(
                new("settings", "Settings in words: people", $"GET https://{serviceHost}/settings?emailaddress={address}"),
                MediaTypes.Json,
                output => SettingsWriter.Write(mailbox, output)),
        ];
    }

    private static PreviewedAnswer Write(PreviewedAnswer answer, string mediaType, Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> document = new();
        try
        {
            write(document);
            return answer with { Document = document.WrittenMemory, MediaType = mediaType };
        }
        catch (UnusableConfigurationException reason)
        {
            return answer with { Problem = reason.Message };
        }
    }
}
