using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Lookup;

/// <summary>
/// One program with providers of every kind that can be asked about. A server's name shows whose it is:
/// <c>imap.MARK.invalid</c>.
/// </summary>
public sealed class LookupProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = Program.NewAdministrator();
        (int status, JsonElement body) = await administrator.ImportAsync(JsonSerializer.Serialize(new
        {
            version = 3,
            providers = (object[])
            [
                Provider("exact", domains: ["one.example", "two.example", "autodiscover.odd.example"]),
                Provider("nested", domains: ["deep.below.example"]),
                Provider("below", domains: ["*.below.example"]),
                Provider("hosted", domains: ["customer.example"], hosts: ["setup.hoster.example", "one.hoster.example"], exchangers: ["mx.hoster.example"]),
                Provider("others", domains: [], exchangers: ["hoster.example", "mail.other.example"]),
            ],
        }));
        Assert.True(status == 200, body.ToString());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>A provider of version 3 whose servers show whose they are.</summary>
    internal static object Provider(string mark, string[] domains, string[]? hosts = null, string[]? exchangers = null) => new
    {
        provider = mark,
        domains,
        hosts = hosts ?? [],
        mx_domains = exchangers ?? [],
        servers = (object[])
        [
            new { type = "imap", name = $"imap.{mark}.invalid" }, new { type = "smtp", name = $"smtp.{mark}.invalid" },
            new { type = "caldav", url = $"https://dav.{mark}.invalid/" },
        ],
    };
}
