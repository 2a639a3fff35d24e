using System.Text;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>One program whose providers say what no seed can say, shared by the tests of a class that only read.</summary>
public sealed class DetailedProgram : IAsyncLifetime
{
    private const string Servers =
        """
        [{"type": "imap", "name": "imap.hoster.example"}, {"type": "smtp", "name": "smtp.hoster.example"}]
        """;

    private const string Document =
        $$"""
        {"version": 3, "providers": [
            {"provider": "Exchange & Co", "domains": ["sync.example"], "servers": {{Servers}},
             "activesync_url": "https://eas.hoster.example/Microsoft-Server-ActiveSync?a=1&b=2"},
            {"provider": "Moved", "domains": ["moved.example"], "redirect_address": "%EMAILLOCALPART%@sync.example"},
            {"provider": "Moved, servers too", "domains": ["both.example"], "servers": {{Servers}},
             "redirect_address": "%EMAILLOCALPART%@sync.example", "activesync_url": "https://eas.hoster.example/"},
            {"provider": "Here", "domains": ["here.example", "alias.example"], "servers": {{Servers}},
             "redirect_address": "%EMAILLOCALPART%@here.example"},
            {"provider": "Circle", "domains": ["circle.example"], "redirect_address": "%EMAILLOCALPART%@circle.example"},
            {"provider": "Agreed", "domains": ["agreed.example"], "servers": {{Servers}},
             "organization": "Agreed <Holding>", "profile_description": "Sets up what was agreed",
             "consent_text": [{"text": "Do you agree?"}, {"language": "de", "text": "Einverstanden?"}]},
            {"provider": "Modern", "domains": ["modern.example", "modern.example.net"], "servers": [
                {"type": "imap", "name": "imap.hoster.example"}, {"type": "smtp", "name": "smtp.hoster.example"},
                {"type": "jmap", "name": "jmap.hoster.example", "prio": 1}, {"type": "managesieve", "name": "sieve.hoster.example"}]},
            {"provider": "JMAP alone", "domains": ["jmap.example"], "servers": [{"type": "jmap", "name": "jmap.hoster.example"}]}
        ]}
        """;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = Program.NewAdministrator();
        using StringContent content = new(Document, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await administrator.PostAsync("initdb", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
