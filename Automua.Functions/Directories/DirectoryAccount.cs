namespace Automua.Functions.Directories;

/// <summary>What a directory says of a mailbox.</summary>
/// <param name="Login">The login name; null when it says none.</param>
/// <param name="FullName">The user's full name; null when it says none.</param>
internal sealed record DirectoryAccount(string? Login, string? FullName)
{
    /// <summary>It says nothing.</summary>
    public static readonly DirectoryAccount Unknown = new(null, null);

    /// <summary>Says nothing of whom it is about.</summary>
    public override string ToString() => nameof(DirectoryAccount);
}
