using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage;

/// <summary>A domain of a stored provider as an import document, so that one domain is stored as many are.</summary>
internal static class DomainDocument
{
    /// <summary>The document: of the provider it says no more than which one it is.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="identifier">The identifier of its provider; null when the name is enough.</param>
    public static ImportDocument Of(DomainEntry domain, string? identifier) => new(
        [
            new ImportedProvider(
                new Provider(domain.Provider, Provider.ShortNameOf(domain.Provider)),
                [new ImportedDomain(domain.Name, domain.Servers, domain.DirectoryId, "")],
                "/provider")
            {
                Id = identifier,
            },
        ],
        []);

    /// <summary>What is said when no provider has the key that a domain names.</summary>
    public static ImportRefused WithoutProvider(string key) => new(
        [new DocumentFault("/provider", $"is '{PlainText.Excerpt(key)}', and no provider of the store has that identifier, or else that name")]);
}
