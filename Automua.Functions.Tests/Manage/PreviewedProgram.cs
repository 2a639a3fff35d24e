using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>A program with domains that all dialects can speak of, and one of which some cannot.</summary>
public sealed class PreviewedProgram : IAsyncLifetime
{
    private const string Document = """
        {"version": 3, "providers": [
          {"provider": "Synced & Co", "activesync_url": "https://eas.hoster.example/Microsoft-Server-ActiveSync",
           "servers": [{"type": "imap", "name": "imap.hoster.example"}, {"type": "smtp", "name": "smtp.hoster.example"},
                       {"type": "caldav", "url": "https://dav.hoster.example/"}],
           "domains": ["sync.example", "*.wide.example", "bücher.example"]},
          {"provider": "Plain", "allow_plain": true,
           "servers": [{"type": "pop", "name": "pop.plain.example", "socket_type": "plain"}, {"type": "smtp", "name": "smtp.plain.example", "socket_type": "plain"}],
           "domains": ["plain.example"]}]}
        """;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_SERVICE_HOST"] = ManagedProgram.ServiceHost });
        await Program.ImportAsync(Document);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
