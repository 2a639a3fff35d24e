using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>One thing that is done to a store.</summary>
/// <param name="Document">What is imported; null when nothing is.</param>
/// <param name="Mode">How it is imported.</param>
public sealed record StoreStep(ImportDocument? Document, ImportMode Mode)
{
    /// <summary>The domain that is put; null when none is.</summary>
    public DomainEntry? Put { get; init; }

    /// <summary>The domain that is removed; null when none is.</summary>
    public DomainPattern? Removed { get; init; }

    /// <summary>The step in words that tell it from others, for a failing property.</summary>
    public override string ToString()
    {
        if (Put is not null)
            return $"put {Put.Name}({Put.DirectoryId}: {WordsOf(Put.Servers)}) of {Put.Provider}";
        if (Document is null)
            return Removed is null ? "purge" : $"remove {Removed}";
        IEnumerable<string> domains = Document.Providers[0].Domains.Select(domain =>
            $"{domain.Name}({domain.DirectoryId}: {WordsOf(domain.Servers)})");
        IEnumerable<string> directories = Document.Directories.Select(directory => directory.Server.ToString());
        Provider provider = Document.Providers[0].Provider;
        return $"{Mode} {provider.Name} ({string.Join(' ', provider.Hosts)}, {string.Join(' ', provider.MxDomains)}): {string.Join(", ", domains)}; {string.Join(", ", directories)}";
    }

    private static string WordsOf(ImportedServers servers) =>
        $"{string.Join(' ', servers.Mail.Select(server => server.Host))} {string.Join(' ', servers.Dav.Select(server => server.Url))}";
}
