using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>
/// A program with providers and domains of every kind, which knows at which name it is reached, takes the tokens of an issuer, tells
/// clients apart by what a proxy says, and has no DNS server that answers. It logs all it can; its keys and passwords are not there.
/// </summary>
public sealed class ManagedProgram : IAsyncLifetime
{
    /// <summary>The name at which the service is reached.</summary>
    public const string ServiceHost = "automua.example.net";

    /// <summary>The key of a provider that has an id.</summary>
    public const string Hoster = "hoster.example";

    /// <summary>The key of a provider that has none: its name.</summary>
    public const string Office = "Büro/Mail & Söhne 100%";

    /// <summary>What is stored at first.</summary>
    public const string Document = $$"""
        {"version": 3,
         "ldapservers": [{"id": 7, "name": "ldap.hoster.example", "search_base": "dc=hoster", "attr_uid": "uid",
                          "bind_user": "cn=reader", "bind_password": "Correct-Horse-Battery"}],
         "providers": [
          {"id": "{{Hoster}}", "provider": "Hoster GmbH", "organization": "Hoster, Musterstadt",
           "servers": [{"type": "imap", "name": "imap.hoster.example"}, {"type": "smtp", "name": "smtp.hoster.example"},
                       {"type": "smtp", "name": "smtp.hoster.example", "port": 587, "prio": 20, "authentication": ["OAuth2", "plain"]},
                       {"type": "caldav", "url": "https://dav.hoster.example/", "domain_required": true}],
           "domains": ["customer.example", "*.customer.example", "bücher.example", {"name": "listed.example", "ldapserver_id": 7}]},
          {"provider": "{{Office}}",
           "servers": [{"type": "imap", "name": "imap.office.example"}, {"type": "smtp", "name": "smtp.office.example"}],
           "domains": ["office.example"]}]}
        """;

    internal TokenIssuer Issuer { get; private set; } = null!;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        Program = await AutomuaProgram.StartAsync(new(Issuer.Settings)
        {
            ["AUTOMUA_SERVICE_HOST"] = ServiceHost,
            ["AUTOMUA_CHECK_DNS"] = $"127.0.0.1:{FreePort.Next()}",
            ["AUTOMUA_LOGLEVEL"] = "DEBUG",
            ["AUTOMUA_DB_ECHO"] = "yes",
        });
        await ResetAsync();
    }

    /// <summary>Stores what is stored at first, and nothing else.</summary>
    internal async Task ResetAsync()
    {
        Assert.Equal(200, (await Program.ManageAsync(HttpMethod.Delete, "/configuration")).Status);
        await Program.ImportAsync(Document, "?mode=create");
    }

    /// <summary>Spoils what is stored of a domain, as a hand may that edits the database.</summary>
    internal Task SpoilAsync(string domain) => Program.ChangeDatabaseAsync(
        $"PRAGMA foreign_keys = OFF; UPDATE domain SET ldapserver_id = 99 WHERE name = '{domain}'");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Program.StopAsync();
        string log = Program.Log.Output + Program.Log.Error;
        Assert.Contains("ManageConfiguration", log, StringComparison.Ordinal);
        Assert.DoesNotContain(AutomuaProgram.AdminKey, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Correct-Horse-Battery", log, StringComparison.Ordinal);
        await Program.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
