using System.Buffers;
using Automua.Core.Model;
using Automua.Core.Xml;

namespace Automua.Core.Autodiscover;

/// <summary>Writes Autodiscover's answers for Exchange ActiveSync devices ([MS-ASCMD] section 2.2.1.1.2).</summary>
public static class MobileSyncWriter
{
    /// <summary>
    /// Writes where ActiveSync is found, or the address that a client should ask about instead where the mailbox is known by
    /// another.
    /// </summary>
    /// <param name="account">The mailbox and what is known of its domain.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">The provider has no ActiveSync.</exception>
    /// <exception cref="ArgumentException">The account names no mailbox.</exception>
    public static void Write(MailAccount account, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        EmailAddress address = account.Address
            ?? throw new ArgumentException("A device asks about one mailbox.", nameof(account));
        EmailAddress? redirect = account.Redirect;
        string? url = account.Provider.ActiveSyncUrl;
        if (redirect is null && url is null)
            throw new UnusableConfigurationException("The provider has no ActiveSync.");

        Utf8XmlWriter xml = new(output);
        xml.Start("Autodiscover"u8, "xmlns"u8, AutodiscoverNamespaces.Response);
        xml.Start("Response"u8, "xmlns"u8, AutodiscoverNamespaces.MobileSyncResponse);
        xml.Word("Culture"u8, "en:us"u8);
        xml.Start("User"u8);
        xml.Element("DisplayName"u8, account.RealName ?? address.Text);
        xml.Element("EMailAddress"u8, address.Text);
        xml.End("User"u8);
        xml.Start("Action"u8);
        if (redirect is not null)
            xml.Element("Redirect"u8, redirect.Text);
        else
            WriteServer(ref xml, url!);
        xml.End("Action"u8);
        xml.End("Response"u8);
        xml.End("Autodiscover"u8);
        xml.Complete();
    }

    private static void WriteServer(ref Utf8XmlWriter xml, string url)
    {
        xml.Start("Settings"u8);
        xml.Start("Server"u8);
        xml.Word("Type"u8, "MobileSync"u8);
        xml.Element("Url"u8, url);
        // Of a server of this type the name is the URL once more.
        xml.Element("Name"u8, url);
        xml.End("Server"u8);
        xml.End("Settings"u8);
    }
}
