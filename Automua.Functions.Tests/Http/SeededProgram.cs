using System.Text;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>One program with the sample data and domains of further kinds, shared by the tests of a class that only read.</summary>
public sealed class SeededProgram : IAsyncLifetime
{
    /// <summary>A domain with implicit TLS and a host of its own name.</summary>
    public const string Tenant = "my-tenant.example";

    /// <summary>An internationalized domain as people write it.</summary>
    public const string International = "bücher.example";

    /// <summary>The same as A-labels.</summary>
    public const string InternationalAscii = "xn--bcher-kva.example";

    /// <summary>A domain whose own name looks like a tenant's host; the rest of its name is unknown.</summary>
    public const string PrefixedDomain = "autoconfig.own.example";

    /// <summary>A domain without any server to send mail by.</summary>
    public const string WithoutOutgoing = "half.example";

    private static readonly string[] Seeds =
    [
        $$"""
        {"provider": "Tenant & Sons <mail>", "domains": ["{{Tenant}}", "{{International}}", "{{PrefixedDomain}}"], "servers": [
            {"type": "imap", "name": "imap.{{Tenant}}"}, {"type": "pop", "name": "pop.{{Tenant}}"},
            {"type": "smtp", "name": "smtp.{{Tenant}}"}, {"type": "smtp", "name": "smtp.{{Tenant}}", "port": 587, "prio": 20}]}
        """,
        $$"""
        {"provider": "Half", "domains": ["{{WithoutOutgoing}}"], "servers": [{"type": "imap", "name": "imap.{{WithoutOutgoing}}"}]}
        """,
    ];

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        await StoreAsync(Program);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>Stores the sample data and the further domains.</summary>
    internal static async Task StoreAsync(AutomuaProgram program)
    {
        await program.StoreSampleDataAsync();
        using HttpClient administrator = program.NewAdministrator();
        foreach (string seed in Seeds)
        {
            using StringContent content = new(seed, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await administrator.PostAsync("initdb", content);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
