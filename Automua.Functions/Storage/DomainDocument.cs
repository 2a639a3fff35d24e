using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage;

/// <summary>A domain of a stored provider as an import document, so that one domain is stored as many are.</summary>
internal static class DomainDocument
{
    private const string ProviderPointer = "/provider";

    /// <summary>The document: of the provider it says no more than which one it is.</summary>
    public static ImportDocument Of(DomainEntry domain) => new(
        [
            new ImportedProvider(
                new Provider(domain.Provider, Provider.ShortNameOf(domain.Provider)),
                [new ImportedDomain(domain.Name, domain.Servers, domain.DirectoryId, "")],
                ProviderPointer),
        ],
        []);

    /// <summary>What is said when no provider has the key that a domain names.</summary>
    public static DocumentFault WithoutProvider(string key) =>
        new(ProviderPointer, $"is '{PlainText.Excerpt(key)}', and no provider of the store has that identifier, or else that name");

    /// <summary>What is said when the provider that a domain names was written by hand and is wrong.</summary>
    public static DocumentFault WithSpoiltProvider(string key, RowFault fault) =>
        new(ProviderPointer, $"is '{PlainText.Excerpt(key)}', and what is stored of that provider is wrong: {fault}");

    /// <summary>What is said when the LDAP server that a domain names was written by hand and is wrong.</summary>
    public static DocumentFault WithSpoiltDirectory(int id, RowFault fault) =>
        new("/ldapserver_id", $"is {id}, and what is stored of that LDAP server is wrong: {fault}");
}
