using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>Where login names and full names of mailboxes are kept.</summary>
internal interface IAccountDirectory
{
    /// <summary>Asks a directory for a mailbox.</summary>
    /// <returns>What it says; <see cref="DirectoryAccount.Unknown"/> when it knows no such mailbox.</returns>
    /// <exception cref="DirectoryUnavailableException">The directory does not answer, or not what it was asked for.</exception>
    ValueTask<DirectoryAccount> FindAsync(DirectoryServer server, EmailAddress address, CancellationToken cancellation);
}
