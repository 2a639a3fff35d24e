using System.Buffers;
using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Autoconfig;

/// <summary>Compares what a provider's clientConfig file says with what is served once the file is imported.</summary>
public static class AutoconfigRoundTrip
{
    /// <summary>What is served otherwise than it was said, each as a sentence; empty when all is served with the same meaning.</summary>
    /// <param name="provider">The provider, read from a file.</param>
    public static ImmutableArray<string> DifferencesOf(ImportedProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return
        [
            .. from domain in provider.Domains
               let configuration = provider.ConfigurationOf(domain)
               where configuration is not null
               from difference in DifferencesOf(configuration)
               select $"{domain.Name}: {difference}",
        ];
    }

    private static IEnumerable<string> DifferencesOf(DomainConfiguration configuration)
    {
        ArrayBufferWriter<byte> output = new();
        MailAccount account = new(configuration.Name, configuration);
        string? unusable = null;
        try
        {
            AutoconfigWriter.Write(account, output);
        }
        catch (UnusableConfigurationException reason)
        {
            unusable = reason.Message;
        }

        if (unusable is not null)
            return [$"nothing is served. {unusable}"];
        DocumentReading served = AutoconfigReader.Read(output.WrittenMemory);
        return served.Document is { } document
            ? Parts(account, document.Providers[0]).Where(part => !part.IsSame).Select(part => $"the {part.Name} differ")
            : [$"what is served cannot be read: {served.Faults[0].Pointer} {served.Faults[0].Detail}"];
    }

    private static IEnumerable<(string Name, bool IsSame)> Parts(MailAccount said, ImportedProvider served)
    {
        TemplateValues values = TemplateValues.ForAnyMailbox(said.Domain);
        DomainConfiguration configuration = served.ConfigurationOf(served.Domains[0])!;
        yield return ("domains", said.Configuration.Siblings.Append(said.Domain).Select(domain => domain.Value).Order(StringComparer.Ordinal)
            .SequenceEqual(served.Domains.Select(domain => domain.Name.Value).Order(StringComparer.Ordinal)));
        yield return ("names", (said.Provider.Name, said.Provider.ShortName) == (served.Provider.Name, served.Provider.ShortName));
        yield return ("incoming servers", AreSame(said.Configuration.Incoming, configuration.Incoming));
        yield return ("outgoing servers", AreSame(said.Configuration.Outgoing, configuration.Outgoing));
        yield return ("other servers", AreSame(said.Configuration.Others, configuration.Others));
        yield return ("DAV servers", said.Configuration.DavServers.Select(server => (server.Type, server.UrlFor(values), server.UserName.Expand(values)))
            .SequenceEqual(configuration.DavServers.Select(server => (server.Type, server.UrlFor(values), server.UserName.Text))));
        yield return ("documentation pages", said.Provider.Documentation.SequenceEqual(served.Provider.Documentation));
        yield return ("instructions", said.Provider.Enable.SequenceEqual(served.Provider.Enable));
        yield return ("mail exchangers", said.Provider.MxDomains.SequenceEqual(served.Provider.MxDomains));
        yield return ("OAuth 2 end points", said.Provider.OAuth2 == served.Provider.OAuth2);
        yield return ("web mail pages", Expanded(said.Provider.WebMail, values) == Expanded(served.Provider.WebMail, values));

        bool AreSame(ImmutableArray<MailServer> one, ImmutableArray<MailServer> other) => one.Select(Meaning).SequenceEqual(other.Select(Meaning));

        (MailServerType, string, int, ConnectionSecurity, string, string) Meaning(MailServer server) =>
            (server.Type, said.HostOf(server), server.Port, server.Security, server.UserName.Expand(values), string.Join(' ', server.Authentication.OrderBy(IsPassword)));
    }

    // A token stands before any password, whatever order the file has.
    private static bool IsPassword(AuthenticationMethod method) => method != AuthenticationMethod.OAuth2;

    private static WebMail? Expanded(WebMail? webMail, TemplateValues values) => webMail is null ? null : new WebMail(
        Expanded(webMail.LoginPage, values),
        webMail.LoginForm is not { } form ? null : form with { Url = Expanded(form.Url, values), UserName = Expanded(form.UserName, values) });

    private static Template Expanded(Template template, in TemplateValues values) => Template.Parse(template.Expand(values));
}
