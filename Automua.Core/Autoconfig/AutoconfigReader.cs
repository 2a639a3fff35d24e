using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Autoconfig;

/// <summary>
/// Reads a provider's <c>clientConfig</c> file, such as those of the public ISPDB, as a document to import. What this program
/// cannot serve back is kept out and reported.
/// </summary>
public static class AutoconfigReader
{
    private const int LongestText = 1024;
    private const int LargestFile = 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestFile,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a file from its octets, in whatever encoding its XML declaration names.</summary>
    public static DocumentReading Read(ReadOnlyMemory<byte> file)
    {
        XmlFindings findings = new();
        ImportDocument? document = null;
        try
        {
            using MemoryStream stream = new(file.ToArray(), writable: false);
            using XmlReader xml = XmlReader.Create(stream, Settings);
            document = ReadRoot(XDocument.Load(xml).Root!, findings);
        }
        catch (XmlException problem)
        {
            findings.Faults.Add(new DocumentFault(
                "", $"is not XML that can be read here (line {problem.LineNumber}): no DTD, at most {LargestFile} characters"));
        }

        return new DocumentReading(
            findings.Faults.Count == 0 ? document : null, [.. findings.Faults], [.. findings.Warnings])
        {
            IsClientConfig = true,
        };
    }

    private static ImportDocument? ReadRoot(XElement root, XmlFindings findings)
    {
        if (root.Name.LocalName != "clientConfig")
        {
            findings.Fault(root, "is not a clientConfig element");
            return null;
        }

        XElement[] described = [.. XmlFindings.Children(root, "emailProvider")];
        if (described.Length != 1)
        {
            findings.Fault(root, $"has {described.Length} emailProvider elements, not one");
            return null;
        }

        ProviderBuilder provider = new(findings);
        foreach (XElement element in described[0].Elements())
            provider.Read(element);
        foreach (XElement element in root.Elements())
        {
            if (element != described[0])
                provider.Read(element);
        }

        return provider.Build(described[0]);
    }

    private sealed class ProviderBuilder(XmlFindings findings)
    {
        private readonly XmlServerReader _reader = new(findings);
        private readonly ImmutableArray<MailServer>.Builder _servers = ImmutableArray.CreateBuilder<MailServer>();
        private readonly ImmutableArray<DavServer>.Builder _davServers = ImmutableArray.CreateBuilder<DavServer>();
        private readonly ImmutableArray<DocumentationLink>.Builder _documentation = ImmutableArray.CreateBuilder<DocumentationLink>();
        private readonly ImmutableArray<EnableInstruction>.Builder _enable = ImmutableArray.CreateBuilder<EnableInstruction>();
        private readonly List<(DomainPattern Name, XElement Element)> _domains = [];
        private readonly HashSet<DomainPattern> _names = [];
        private readonly ImmutableArray<DomainName>.Builder _exchangers = ImmutableArray.CreateBuilder<DomainName>();
        private string? _name;
        private string? _shortName;
        private OAuth2Endpoints? _oAuth2;
        private WebMail? _webMail;

        public void Read(XElement element)
        {
            switch (element.Name.LocalName)
            {
                case "domain": ReadDomain(element); break;
                case "displayName" when _name is null: _name = findings.Text(element, Provider.LongestName); break;
                case "displayShortName" when _shortName is null: _shortName = findings.Text(element, Provider.LongestShortName); break;
                case "incomingServer" or "outgoingServer" or "setupServer": ReadServer(element); break;
                case "calendar" or "addressbook" or "addressBook" or "fileShare": ReadDavServer(element); break;
                case "documentation": ReadDocumentation(element); break;
                case "enable": ReadEnable(element); break;
                case "oAuth2" when _oAuth2 is null: ReadOAuth2(element); break;
                case "webMail" when _webMail is null: ReadWebMail(element); break;
                // Left empty by the reference system; it says nothing.
                case "identity" when !element.HasElements && element.Value.Length == 0: break;
                default: findings.NotKept(element); break;
            }
        }

        public ImportDocument? Build(XElement element)
        {
            if (_domains.Count == 0)
                findings.Fault(element, "has no domain");
            if (_servers.Count == 0)
                findings.Fault(element, "has no server of a type that is kept (imap, pop3, smtp, jmap, managesieve)");
            else if (!(_servers.Any(server => server.IsIncoming) && _servers.Any(server => server.IsOutgoing)))
                findings.Warn(element, "has no incoming or no outgoing server of type imap, pop3 or smtp: mail apps need both");
            string? name = _name ?? _domains.FirstOrDefault().Name?.Value;
            if (name is null)
                return null;
            name = name.Length > Provider.LongestName ? name[..Provider.LongestName] : name;
            Provider provider = new(name, _shortName ?? Provider.ShortNameOf(name))
            {
                AllowPlain = _servers.Any(server => server.Security == ConnectionSecurity.None)
                    || _davServers.Any(server => !server.UseTls),
                OAuth2 = _oAuth2,
                MxDomains = _exchangers.ToImmutable(),
                Documentation = _documentation.ToImmutable(),
                Enable = _enable.ToImmutable(),
                WebMail = _webMail,
            };
            ImportedServers servers = new(_servers.ToImmutable(), _davServers.ToImmutable());
            return new ImportDocument(
                [
                    new ImportedProvider(
                        provider,
                        [.. _domains.Select(domain => new ImportedDomain(domain.Name, servers, null, findings.PathOf(domain.Element)) { KeepsDirectory = true })],
                        findings.PathOf(element))
                    {
                        Servers = servers,
                        Id = findings.Attribute(element, "id", DocumentLimits.ProviderId) ?? _domains.FirstOrDefault().Name?.Value,
                        Details = ImportedDetails.ClientConfig,
                    },
                ],
                []);
        }

        private void ReadDomain(XElement element)
        {
            if (!DomainPattern.TryParse(element.Value, out DomainPattern? name, out string? error))
                findings.Fault(element, error);
            else if ((string?)element.Attribute("purpose") != "mx")
                AddDomain(element, name);
            else if (name.Domain is { } exchanger)
                _exchangers.Add(exchanger);
            else
                findings.Fault(element, "is a mail exchanger's name and can hold no asterisk");
        }

        private void AddDomain(XElement element, DomainPattern name)
        {
            if (_names.Add(name))
                _domains.Add((name, element));
            else
                findings.Warn(element, "names a domain a second time");
        }

        // The file's order is its author's preference.
        private void ReadServer(XElement element)
        {
            if (_reader.ReadMailServer(element) is { } server)
                _servers.Add(server with { Priority = MailServer.DefaultPriority + _servers.Count });
        }

        private void ReadDavServer(XElement element)
        {
            if (_reader.ReadDavServer(element) is { } server)
                _davServers.Add(server);
        }

        private void ReadDocumentation(XElement element)
        {
            string? url = findings.Attribute(element, "url", LongestText);
            findings.ReportOthers(element, [], "descr");
            if (url is not null)
                _documentation.Add(new DocumentationLink(url, Texts(element, "descr")));
            else
                findings.Warn(element, "has no url and is not kept");
        }

        private void ReadEnable(XElement element)
        {
            findings.ReportOthers(element, [], "instruction");
            EnableInstruction enable = new(findings.Attribute(element, "visiturl", LongestText), Texts(element, "instruction"));
            if (enable is { VisitUrl: null, Instructions.IsEmpty: true })
                findings.Warn(element, "has neither visiturl nor instruction and is not kept");
            else
                _enable.Add(enable);
        }

        private ImmutableArray<LocalizedText> Texts(XElement parent, string name)
        {
            ImmutableArray<LocalizedText>.Builder texts = ImmutableArray.CreateBuilder<LocalizedText>();
            foreach (XElement element in XmlFindings.Children(parent, name))
            {
                // ISPDB files leave some of them empty: they say nothing.
                if (element.Value.Trim().Length > 0 && findings.Text(element, LongestText) is { } text)
                    texts.Add(new LocalizedText(findings.Attribute(element, "lang", LongestText), text));
            }

            return texts.ToImmutable();
        }

        private void ReadOAuth2(XElement element)
        {
            findings.ReportOthers(element, ["issuer", "scope", "authURL", "tokenURL"]);
            string? issuer = findings.RequiredText(element, "issuer", LongestText);
            string? scope = findings.RequiredText(element, "scope", LongestText);
            string? authorization = findings.RequiredText(element, "authURL", LongestText);
            string? token = findings.RequiredText(element, "tokenURL", LongestText);
            if (issuer is not null && scope is not null && authorization is not null && token is not null)
                _oAuth2 = new OAuth2Endpoints(issuer, scope, authorization, token);
        }

        private void ReadWebMail(XElement element)
        {
            findings.ReportOthers(element, ["loginPage", "loginPageInfo"]);
            XElement? page = XmlFindings.Children(element, "loginPage").FirstOrDefault();
            Template? url = page is null ? null : findings.AttributeTemplate(page, "url");
            WebMailForm? form = XmlFindings.Children(element, "loginPageInfo").FirstOrDefault() is { } info ? ReadForm(info) : null;
            if (url is not null)
                _webMail = new WebMail(url, form);
            else
                findings.Warn(element, "has no loginPage with a url and is not kept");
        }

        private WebMailForm? ReadForm(XElement info)
        {
            findings.ReportOthers(info, ["username", "usernameField", "passwordField", "loginButton"]);
            Template? url = findings.AttributeTemplate(info, "url");
            Template? userName = _reader.ReadUserName(info);
            if (url is null || userName is null)
                return null;
            return new WebMailForm(url, userName)
            {
                UserNameField = FormElement(info, "usernameField"),
                PasswordField = FormElement(info, "passwordField"),
                LoginButton = FormElement(info, "loginButton"),
            };
        }

        private WebMailFormElement? FormElement(XElement info, string name)
        {
            if (XmlFindings.Children(info, name).FirstOrDefault() is not { } element)
                return null;
            WebMailFormElement described = new(
                findings.Attribute(element, "id", LongestText), findings.Attribute(element, "name", LongestText));
            return described is { Id: null, Name: null } ? null : described;
        }
    }
}
