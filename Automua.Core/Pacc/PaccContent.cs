using System.Collections.Immutable;
using System.Text;
using Automua.Core.Model;

namespace Automua.Core.Pacc;

/// <summary>
/// What a PACC document says of a domain, and what it leaves out. It says the same of every mailbox: its digest stands in
/// DNS.
/// </summary>
internal sealed class PaccContent
{
    private const int LongestName = 60;
    private const int LongestShortName = 20;
    private const int HttpsPort = 443;
    private const string AnotherIsNamed = "is not the first of its protocol, and PACC names one";
    private const string NoHostName = "has a host name that is none with this domain in it";
    private const string NotTakenByAll = "is not taken by every server named";

    private readonly ImmutableArray<PaccOmission>.Builder _omissions = ImmutableArray.CreateBuilder<PaccOmission>();
    private readonly Dictionary<MailServerType, string> _hosts = [];
    private readonly Dictionary<DavServerType, string> _urls = [];
    private readonly bool _directoryTellsLogins;
    private readonly TemplateValues _urlValues;
    private readonly TemplateValues _loginValues;
    private PaccLogins _commonLogins = PaccLogins.All;
    private PaccLogins _takenLogins = PaccLogins.None;

    public PaccContent(MailAccount account)
    {
        _directoryTellsLogins = account.Configuration.Directory is not null;
        _urlValues = TemplateValues.ForAnyMailbox(account.Domain);
        _loginValues = _urlValues with
        {
            EmailAddress = $"{Template.EmailLocalPart}@{account.Domain}",
            RealName = Template.RealName,
        };
        ProviderName = NameOf(account);
        ProviderShortName = ShortNameOf(account.Provider);
        Issuer = IssuerOf(account.Provider);
        DomainConfiguration configuration = account.Configuration;
        foreach (MailServer server in configuration.Incoming.Concat(configuration.Outgoing).Concat(configuration.Others))
            Take(server, account.HostOf(server));
        foreach (DavServer server in configuration.DavServers)
            Take(server);
        LeaveOutLogins();
    }

    /// <summary>The provider's name: 1 to 60 characters.</summary>
    public string ProviderName { get; }

    /// <summary>The provider's short name, 1 to 20 characters; null when it is longer.</summary>
    public string? ProviderShortName { get; }

    /// <summary>The issuer of tokens that every mail server named takes; null when there is none.</summary>
    public string? Issuer { get; private set; }

    /// <summary>Whether every server named takes a password.</summary>
    public bool TakesPassword => _commonLogins.HasFlag(PaccLogins.Password);

    /// <summary>Whether no server is named at all.</summary>
    public bool IsEmpty => _hosts.Count == 0 && _urls.Count == 0;

    /// <summary>What is left out and why.</summary>
    public ImmutableArray<PaccOmission> Omissions => _omissions.ToImmutable();

    /// <summary>The host name of a protocol's server; null when none is named.</summary>
    public string? HostOf(MailServerType type) => _hosts.GetValueOrDefault(type);

    /// <summary>The URL of the JMAP server; null when none is named.</summary>
    public string? JmapUrl => HostOf(MailServerType.Jmap) is { } host
        ? Model.JmapUrl.At(host, HttpsPort, ConnectionSecurity.ImplicitTls)
        : null;

    /// <summary>The URL of a protocol's server; null when none is named.</summary>
    public string? UrlOf(DavServerType type) => _urls.GetValueOrDefault(type);

    private void Take(MailServer server, string host)
    {
        PaccLogins logins = LoginsOf(server);
        if (ProblemOf(server, host, logins) is { } reason)
        {
            _omissions.Add(new PaccOmission($"{WordOf(server.Type)} server {host}:{server.Port}", reason));
            return;
        }

        _hosts.Add(server.Type, host);
        _commonLogins &= logins;
        _takenLogins |= logins;
    }

    private void Take(DavServer server)
    {
        Uri.TryCreate(server.UrlFor(_urlValues), UriKind.Absolute, out Uri? url);
        if (ProblemOf(server, url) is { } reason)
            _omissions.Add(new PaccOmission($"{WordOf(server.Type)} server {server.Url.Text}", reason));
        else
            _urls.Add(server.Type, $"https://{url!.IdnHost}{url.PathAndQuery}{url.Fragment}");
    }

    private string? ProblemOf(MailServer server, string host, PaccLogins logins)
    {
        if (!IsHostName(host))
            return NoHostName;
        if (server.Security != ConnectionSecurity.ImplicitTls)
            return "does not begin with TLS";
        if (server.Port != MailServer.DefaultPort(server.Type))
            return $"is not on port {MailServer.DefaultPort(server.Type)}, the only one PACC means";
        if (LoginProblemOf(server.UserName) is { } problem)
            return problem;
        if (logins == PaccLogins.None)
            return "takes neither a password nor a token of an issuer that PACC can name";
        if (_hosts.ContainsKey(server.Type))
            return AnotherIsNamed;
        // For mail alone a way to log in is worth giving up.
        if (!server.IsIncoming && !server.IsOutgoing && (_commonLogins & _takenLogins & ~logins) != PaccLogins.None)
            return "does not take every way to log in of the servers before it, and PACC names the ways once for all";
        return (logins & _commonLogins) == PaccLogins.None
            ? "has no way to log in in common with the servers before it, and PACC names the ways once for all"
            : null;
    }

    private string? ProblemOf(DavServer server, Uri? url)
    {
        if (!IsHostName(url?.IdnHost))
            return NoHostName;
        if (!server.UseTls)
            return "has no TLS";
        if (url!.Port != HttpsPort)
            return $"is not on port {HttpsPort}, the only one PACC means";
        if (server.Url.NeedsMailbox)
            return "has the mailbox in its URL, and PACC has no placeholders";
        return LoginProblemOf(server.UserName) ?? (_urls.ContainsKey(server.Type) ? AnotherIsNamed : null);
    }

    // The domain asked about may make a template's host name too long.
    private static bool IsHostName(string? text) => DomainName.TryParse(text, out _, out _);

    private string? LoginProblemOf(Template userName)
    {
        if (_directoryTellsLogins)
            return "has login names that a directory tells, and PACC means the address";
        return userName.Expand(_loginValues) == _loginValues.EmailAddress ? null : "has a login name other than the address";
    }

    private PaccLogins LoginsOf(MailServer server)
    {
        PaccLogins logins = PaccLogins.None;
        if (server.Authentication.Contains(AuthenticationMethod.PasswordCleartext)
            || server.Authentication.Contains(AuthenticationMethod.PasswordEncrypted))
            logins |= PaccLogins.Password;
        if (Issuer is not null && server.Authentication.Contains(AuthenticationMethod.OAuth2))
            logins |= PaccLogins.OAuthPublic;
        return logins;
    }

    // A way that one server named takes and another does not would fail there. Of DAV servers the model does not say what
    // they take: without mail servers it is the password.
    private void LeaveOutLogins()
    {
        if (_hosts.Count == 0)
            _commonLogins = PaccLogins.Password;
        PaccLogins lost = _takenLogins & ~_commonLogins;
        if (lost.HasFlag(PaccLogins.Password))
            _omissions.Add(new PaccOmission("The password", NotTakenByAll));
        if (lost.HasFlag(PaccLogins.OAuthPublic))
            _omissions.Add(new PaccOmission($"The OAuth 2 issuer {Issuer}", NotTakenByAll));
        if (!_commonLogins.HasFlag(PaccLogins.OAuthPublic))
            Issuer = null;
    }

    // An issuer is an https: URL without query and fragment, told exactly as it calls itself (RFC 8414 section 2).
    private string? IssuerOf(Provider provider)
    {
        if (provider.OAuth2?.Issuer is not { } issuer)
            return null;
        if (issuer.StartsWith("https://", StringComparison.Ordinal)
            && Ascii.IsValid(issuer)
            && !issuer.AsSpan().ContainsAny('?', '#')
            && Uri.IsWellFormedUriString(issuer, UriKind.Absolute))
            return issuer;
        _omissions.Add(new PaccOmission(
            $"The OAuth 2 issuer {PlainText.Excerpt(issuer)}", "is not an https: URL without query and fragment"));
        return null;
    }

    private string NameOf(MailAccount account)
    {
        string name = OneLine((account with { Address = null }).ProviderName);
        if (name.Length == 0)
            return Cut(account.Domain.Value, LongestName);
        string cut = Cut(name, LongestName);
        if (cut != name)
            _omissions.Add(new PaccOmission("The provider's name", $"is longer than {LongestName} characters and is cut"));
        return cut;
    }

    private string? ShortNameOf(Provider provider)
    {
        string name = OneLine(provider.ShortName);
        if (name.Length == 0)
            return null;
        if (Cut(name, LongestShortName) == name)
            return name;
        _omissions.Add(new PaccOmission("The provider's short name", $"is longer than {LongestShortName} characters"));
        return null;
    }

    private static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd(' ');
    }

    // Characters are counted as JSON Schema counts them: code points.
    private static string Cut(string text, int longest)
    {
        int length = 0;
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++count > longest)
                return text[..length].TrimEnd(' ');
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    private static string WordOf(MailServerType type) => type switch
    {
        MailServerType.Imap => "imap",
        MailServerType.Pop => "pop3",
        MailServerType.Smtp => "smtp",
        MailServerType.Jmap => "jmap",
        _ => "managesieve",
    };

    private static string WordOf(DavServerType type) => type switch
    {
        DavServerType.CalDav => "caldav",
        DavServerType.CardDav => "carddav",
        _ => "webdav",
    };
}
