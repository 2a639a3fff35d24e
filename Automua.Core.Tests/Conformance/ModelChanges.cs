using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>Models that differ from others in one thing.</summary>
internal static class ModelChanges
{
    /// <summary>The same mailbox and servers, offered by a provider with something changed.</summary>
    public static MailAccount WithProvider(this MailAccount account, Func<Provider, Provider> change)
    {
        DomainConfiguration old = account.Configuration;
        return account with
        {
            Configuration = new DomainConfiguration(old.Name, change(old.Provider), [.. old.Incoming, .. old.Outgoing, .. old.Others], old.DavServers)
            {
                Siblings = old.Siblings,
            },
        };
    }
}
