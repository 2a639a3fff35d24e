using Azure.Core;
using Azure.Identity;

namespace Automua.Functions.Configuration;

/// <summary>Who the program is to Azure's services.</summary>
internal static class AzureIdentity
{
    /// <summary>The program's managed identity.</summary>
    /// <param name="client">The client id of a user-assigned one; null for the system-assigned one.</param>
    public static TokenCredential Managed(string? client) => new ManagedIdentityCredential(
        client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client));
}
