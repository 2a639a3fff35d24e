namespace Automua.Functions.Tests.Directories;

/// <summary>What a mail app is told of a mailbox.</summary>
/// <param name="Login">The login name, one for all servers.</param>
/// <param name="Name">The full name.</param>
internal sealed record Told(string Login, string Name)
{
    /// <summary>What is told of a mailbox that no directory knows: the address is both.</summary>
    public static Told ByTemplate(string address) => new(address, address);
}
