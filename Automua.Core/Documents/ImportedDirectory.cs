using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A directory of a document.</summary>
/// <param name="Server">The directory; its number is the one that domains use.</param>
/// <param name="Pointer">Where the document names it.</param>
public sealed record ImportedDirectory(DirectoryServer Server, string Pointer)
{
    /// <summary>Whether the document does not tell the password, and the stored one stays.</summary>
    public bool KeepsPassword { get; init; }

    /// <summary>The server as it is to be stored, given what is stored under its number; null when the password is nowhere.</summary>
    public DirectoryServer? Over(DirectoryServer? stored) =>
        !KeepsPassword ? Server : stored?.BindPassword is { } password ? Server with { BindPassword = password } : null;

    /// <summary>What is wrong when <see cref="Over"/> has nothing to give.</summary>
    public DocumentFault PasswordFault => new(
        $"{Pointer}/bind_password", $"is masked, and no right LDAP server {Server.Id} is stored whose password could stay");
}
