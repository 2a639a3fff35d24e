using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>One thing that is done to a store.</summary>
/// <param name="Document">What is imported; null for a purge.</param>
/// <param name="Mode">How it is imported.</param>
public sealed record StoreStep(ImportDocument? Document, ImportMode Mode)
{
    /// <summary>The step in words that tell it from others, for a failing property.</summary>
    public override string ToString()
    {
        if (Document is null)
            return "purge";
        IEnumerable<string> domains = Document.Providers[0].Domains.Select(domain =>
            $"{domain.Name}({domain.DirectoryId}: {string.Join(' ', domain.Servers.Mail.Select(server => server.Host))} "
            + $"{string.Join(' ', domain.Servers.Dav.Select(server => server.Url))})");
        IEnumerable<string> directories = Document.Directories.Select(directory => directory.Server.ToString());
        Provider provider = Document.Providers[0].Provider;
        return $"{Mode} {provider.Name} ({string.Join(' ', provider.Hosts)}, {string.Join(' ', provider.MxDomains)}): {string.Join(", ", domains)}; {string.Join(", ", directories)}";
    }
}
