using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>What an administrator wants stored, read from a document and free of faults.</summary>
/// <param name="Providers">The providers with their domains.</param>
/// <param name="Directories">The directories that domains may name.</param>
public sealed record ImportDocument(
    ImmutableArray<ImportedProvider> Providers, ImmutableArray<ImportedDirectory> Directories);

/// <summary>A provider of a document.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Pointer">Where the document names the provider.</param>
public sealed record ImportedProvider(Provider Provider, ImmutableArray<ImportedDomain> Domains, string Pointer);

/// <summary>A domain of a document.</summary>
/// <param name="Name">The domain.</param>
/// <param name="Servers">Its servers; domains that share them share the object.</param>
/// <param name="DirectoryId">The directory it names, in the document or in the store.</param>
/// <param name="Pointer">Where the document names the domain.</param>
public sealed record ImportedDomain(DomainName Name, ImportedServers Servers, int? DirectoryId, string Pointer);

/// <summary>The servers of one or more domains, in the order of the document.</summary>
/// <param name="Mail">The mail servers.</param>
/// <param name="Dav">The DAV servers.</param>
public sealed record ImportedServers(ImmutableArray<MailServer> Mail, ImmutableArray<DavServer> Dav);

/// <summary>A directory of a document.</summary>
/// <param name="Server">The directory; its number is the one that domains use.</param>
/// <param name="Pointer">Where the document names it.</param>
public sealed record ImportedDirectory(DirectoryServer Server, string Pointer);
