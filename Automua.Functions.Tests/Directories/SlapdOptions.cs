using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Directories;

/// <summary>In what a directory server differs from others.</summary>
internal sealed record SlapdOptions
{
    /// <summary>What the server shows to prove who it is; null for a server without TLS.</summary>
    public IssuedCertificate? Certificate { get; init; }

    /// <summary>Further lines of the configuration that are about the whole server.</summary>
    public string Directives { get; init; } = "";

    /// <summary>What it holds beside <see cref="DirectoryEntry.OfTheManual"/>.</summary>
    public IEnumerable<DirectoryEntry> Entries { get; init; } = [];
}
