using Azure.Identity;

namespace Automua.Functions.Identity;

/// <summary>What the program is on Azure.</summary>
internal static class ManagedIdentity
{
    /// <summary>The credential of an identity.</summary>
    /// <param name="clientId">The client id of a user-assigned identity; null for the system-assigned one.</param>
    public static ManagedIdentityCredential Of(string? clientId) => new(
        clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
}
