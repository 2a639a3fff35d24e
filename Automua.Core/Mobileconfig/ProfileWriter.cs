using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Automua.Core.Model;

namespace Automua.Core.Mobileconfig;

/// <summary>
/// Writes what Apple's devices install: a configuration profile with a mail account and, where stored, calendars and
/// address books (Apple's schema, payloads <c>Configuration</c>, <c>com.apple.mail.managed</c>,
/// <c>com.apple.caldav.account</c> and <c>com.apple.carddav.account</c>).
/// </summary>
/// <remarks>
/// A mailbox's profile has the same identifiers each time it is written, so that installing it again updates the account
/// instead of adding a second one. It never holds a password.
/// </remarks>
public static class ProfileWriter
{
    private const string NoAuthentication = "EmailAuthNone";

    private static readonly Guid ProfileNamespace = new("6f0a1c5e-1d3b-5c47-9c55-0b7a7cf0d3a9");

    /// <summary>Writes the profile of a mailbox.</summary>
    /// <param name="account">The mailbox and what is known of its domain.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">
    /// No incoming or no outgoing server is stored, or one that a profile cannot describe: the reason says which.
    /// </exception>
    /// <exception cref="ArgumentException">The account names no mailbox.</exception>
    public static void Write(MailAccount account, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        EmailAddress address = account.Address
            ?? throw new ArgumentException("A profile is for one mailbox.", nameof(account));
        MailServer incoming = Best(account.Configuration.Incoming, "incoming");
        MailServer outgoing = Best(account.Configuration.Outgoing, "outgoing");
        // Mailboxes differ in more than case nowhere that matters, but people type one in more than one way.
        Identity identity = new(address.Text.ToLowerInvariant(), account.Domain);

        PropertyListWriter plist = new(output);
        plist.StartDictionary();
        WriteConsent(ref plist, account.Provider);
        plist.StartArray("PayloadContent"u8);
        WriteMail(ref plist, account, address, incoming, outgoing, identity);
        WriteDavAccounts(ref plist, account, address, DavPayload.Calendars, identity);
        WriteDavAccounts(ref plist, account, address, DavPayload.AddressBooks, identity);
        plist.EndArray();
        plist.Text(
            "PayloadDescription"u8,
            account.Provider.ProfileDescription ?? $"Sets up {address.Text} with {account.ProviderName}");
        plist.Text("PayloadDisplayName"u8, $"{account.ProviderName}: {address.Text}");
        plist.Text("PayloadOrganization"u8, account.Provider.Organization ?? account.ProviderName);
        plist.Flag("PayloadRemovalDisallowed"u8, false);
        WriteCommon(ref plist, "Configuration", identity, "profile");
        plist.EndDictionary();
        plist.Complete();
    }

    private static void WriteConsent(ref PropertyListWriter plist, Provider provider)
    {
        SortedDictionary<string, string> texts = ConsentTexts.ByLanguage(provider.ConsentText);
        if (texts.Count == 0)
            return;
        plist.StartDictionary("ConsentText"u8);
        foreach ((string language, string text) in texts)
            plist.Text(Encoding.ASCII.GetBytes(language), text);
        plist.EndDictionary();
    }

    private static void WriteMail(
        ref PropertyListWriter plist,
        MailAccount account,
        EmailAddress address,
        MailServer incoming,
        MailServer outgoing,
        Identity identity)
    {
        string incomingLogin = account.LoginOf(incoming.UserName);
        string outgoingLogin = account.LoginOf(outgoing.UserName);
        string incomingAuthentication = AuthenticationWord(incoming)!;
        string outgoingAuthentication = AuthenticationWord(outgoing)!;

        plist.StartDictionary();
        plist.Text("EmailAccountDescription"u8, address.Text);
        plist.Text("EmailAccountName"u8, account.RealName);
        plist.Text("EmailAccountType"u8, incoming.Type == MailServerType.Imap ? "EmailTypeIMAP" : "EmailTypePOP");
        plist.Text("EmailAddress"u8, address.Text);
        plist.Text("IncomingMailServerAuthentication"u8, incomingAuthentication);
        plist.Text("IncomingMailServerHostName"u8, account.HostOf(incoming));
        plist.Number("IncomingMailServerPortNumber"u8, incoming.Port);
        plist.Flag("IncomingMailServerUseSSL"u8, incoming.Security != ConnectionSecurity.None);
        plist.Text("IncomingMailServerUsername"u8, incomingLogin);
        plist.Text("OutgoingMailServerAuthentication"u8, outgoingAuthentication);
        plist.Text("OutgoingMailServerHostName"u8, account.HostOf(outgoing));
        plist.Number("OutgoingMailServerPortNumber"u8, outgoing.Port);
        plist.Flag("OutgoingMailServerUseSSL"u8, outgoing.Security != ConnectionSecurity.None);
        plist.Text("OutgoingMailServerUsername"u8, outgoingLogin);
        plist.Flag(
            "OutgoingPasswordSameAsIncomingPassword"u8,
            incomingLogin == outgoingLogin && incomingAuthentication != NoAuthentication
            && outgoingAuthentication != NoAuthentication);
        plist.Text("PayloadDescription"u8, $"Mail account {address.Text}");
        plist.Text("PayloadDisplayName"u8, $"Mail: {address.Text}");
        WriteCommon(ref plist, "com.apple.mail.managed", identity, "mail");
        plist.EndDictionary();
    }

    private static void WriteDavAccounts(
        ref PropertyListWriter plist, MailAccount account, EmailAddress address, DavPayload payload, Identity identity)
    {
        int ordinal = 0;
        foreach (DavServer server in account.Configuration.DavServers)
        {
            if (server.Type != payload.ServerType)
                continue;
            Uri url = new(server.UrlFor(account.Values));
            plist.StartDictionary();
            plist.Text(payload.AccountDescription, address.Text);
            plist.Text(payload.HostName, url.IdnHost);
            plist.Number(payload.Port, url.Port);
            plist.Text(payload.PrincipalUrl, url.PathAndQuery);
            plist.Flag(payload.UseSsl, server.UseTls);
            plist.Text(payload.Username, account.LoginOf(server.UserName));
            plist.Text("PayloadDescription"u8, $"{payload.Content} of {address.Text}");
            plist.Text("PayloadDisplayName"u8, $"{payload.Content}: {address.Text}");
            WriteCommon(ref plist, payload.PayloadType, identity, $"{payload.Part}{ordinal++}");
            plist.EndDictionary();
        }
    }

    private static void WriteCommon(ref PropertyListWriter plist, string payloadType, Identity identity, string part)
    {
        string uuid = identity.Uuid(part);
        plist.Text("PayloadIdentifier"u8, identity.Identifier(part, uuid));
        plist.Text("PayloadType"u8, payloadType);
        plist.Text("PayloadUUID"u8, uuid);
        plist.Number("PayloadVersion"u8, 1);
    }

    // A profile has room for one server each way: IMAP before POP3 unless only POP3 is protected, then the best protection,
    // then the order of the configuration.
    private static MailServer Best(ImmutableArray<MailServer> servers, string direction)
    {
        if (servers.IsEmpty)
            throw new UnusableConfigurationException($"The domain has no {direction} server.");
        MailServer? best = null;
        foreach (MailServer server in servers)
        {
            if (AuthenticationWord(server) is not null && (best is null || Rank(server) < Rank(best)))
                best = server;
        }

        return best ?? throw new UnusableConfigurationException(
            servers.All(server => server.Authentication.All(method => method == AuthenticationMethod.OAuth2))
                ? $"The domain's {direction} servers offer OAuth 2 only, which Apple's mail profiles cannot express."
                : $"The domain's {direction} servers offer no authentication method that Apple's mail profiles can express.");
    }

    private static int Rank(MailServer server) =>
        (server.Security == ConnectionSecurity.None ? 100 : 0) + ((int)server.Type * 10) + (int)server.Security;

    private static string? AuthenticationWord(MailServer server)
    {
        foreach (AuthenticationMethod method in server.Authentication)
        {
            switch (method)
            {
                case AuthenticationMethod.PasswordCleartext: return "EmailAuthPassword";
                case AuthenticationMethod.PasswordEncrypted: return "EmailAuthCRAMMD5";
                case AuthenticationMethod.Ntlm: return "EmailAuthNTLM";
                case AuthenticationMethod.None or AuthenticationMethod.ClientIpAddress: return NoAuthentication;
                default: continue;
            }
        }

        return null;
    }

    // The two DAV payloads are one shape under two prefixes.
    private sealed class DavPayload(DavServerType serverType, string part, string prefix, string content)
    {
        public static readonly DavPayload Calendars = new(DavServerType.CalDav, "caldav", "CalDAV", "Calendars");
        public static readonly DavPayload AddressBooks = new(DavServerType.CardDav, "carddav", "CardDAV", "Contacts");

        public DavServerType ServerType => serverType;
        public string Part => part;
        public string Content => content;
        public string PayloadType { get; } = $"com.apple.{part}.account";
        public byte[] AccountDescription { get; } = Key(prefix, "AccountDescription");
        public byte[] HostName { get; } = Key(prefix, "HostName");
        public byte[] Port { get; } = Key(prefix, "Port");
        public byte[] PrincipalUrl { get; } = Key(prefix, "PrincipalURL");
        public byte[] UseSsl { get; } = Key(prefix, "UseSSL");
        public byte[] Username { get; } = Key(prefix, "Username");

        private static byte[] Key(string prefix, string name) => Encoding.ASCII.GetBytes(prefix + name);
    }

    private sealed class Identity(string mailbox, DomainName domain)
    {
        // Reverse-DNS style, as Apple asks for: com.example.automua.
        private readonly string _prefix = $"{Reversed(domain.Value)}.automua.";

        public string Uuid(string part) =>
            StableIdentifier.ToPayloadUuid(StableIdentifier.Create(ProfileNamespace, $"{part}:{mailbox}"));

        public string Identifier(string part, string uuid) => $"{_prefix}{part}.{uuid}";

        private static string Reversed(string name) => string.Create(name.Length, name, static (reversed, name) =>
        {
            int end = reversed.Length;
            foreach (Range label in name.AsSpan().Split('.'))
            {
                ReadOnlySpan<char> text = name.AsSpan(label);
                text.CopyTo(reversed[(end - text.Length)..]);
                end -= text.Length + 1;
                if (end >= 0)
                    reversed[end] = '.';
            }
        });
    }
}
