using System.Text;
using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Checking;

/// <summary>One program behind a web server with TLS, and an authority, shared by the tests of a class that only check.</summary>
public sealed class CheckedService : IAsyncLifetime
{
    /// <summary>The name at which the service is reached.</summary>
    public const string ServiceHost = "automua.example.net";

    /// <summary>A domain with everything but POP3 and STARTTLS.</summary>
    public const string Domain = "example.com";

    /// <summary>The zone in which the service's name stands: an address at which nobody listens.</summary>
    public const string ServiceZone = ZoneFile.Head + "automua IN A 127.77.0.1\n";

    internal AutomuaProgram Program { get; private set; } = null!;

    internal CertificateAuthority Authority { get; } = new();

    internal TlsFront Front { get; private set; } = null!;

    /// <summary>The names that a certificate for the service has.</summary>
    internal static string[] Hosts { get; } = [ServiceHost, Domain, $"*.{Domain}"];

    /// <summary>The records of the domain, as the program prints them.</summary>
    internal string Records { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Authority.InitializeAsync();
        Program = await StartProgramAsync("Example Inc.");
        Front = await TlsFront.StartAsync(Authority, Program.BaseAddress, Hosts);
        (int exitCode, string records, string error) = await RunAsync("dns", Domain);
        Assert.Equal((0, ""), (exitCode, error));
        Records = records;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await Program.DisposeAsync();
        await Authority.DisposeAsync();
    }

    /// <summary>Starts a program behind one proxy, with the domain of a provider.</summary>
    internal static async Task<AutomuaProgram> StartProgramAsync(string provider, string? signCertificate = null, string? signKey = null)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(new()
        {
            ["AUTOMUA_PROXY_COUNT"] = "1",
            ["AUTOMUA_SIGN_CERTIFICATE"] = signCertificate,
            ["AUTOMUA_SIGN_KEY"] = signKey,
        });
        using HttpClient administrator = program.NewAdministrator();
        using StringContent seed = new(
            $$"""
            {"provider": "{{provider}}", "domains": ["{{Domain}}"], "servers": [
                {"type": "imap", "name": "imap.{{Domain}}"}, {"type": "smtp", "name": "smtp.{{Domain}}"},
                {"type": "caldav", "url": "https://dav.{{Domain}}/calendars/"}, {"type": "carddav", "url": "https://dav.{{Domain}}/contacts/"}]}
            """,
            Encoding.UTF8,
            "application/json");
        using HttpResponseMessage response = await administrator.PostAsync("initdb", seed);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return program;
    }

    /// <summary>Starts a DNS server with records of the domain.</summary>
    internal static Task<NameServer> StartDnsAsync(string records) =>
        NameServer.StartAsync((Domain, ZoneFile.With(records, Domain)), ("example.net", ServiceZone));

    /// <summary>Runs a command on the program's store.</summary>
    internal Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => AutomuaProgram.RunAsync(
        new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{Program.DatabaseFile}", ["AUTOMUA_SERVICE_HOST"] = ServiceHost }, null, arguments);

    /// <summary>Checks the domain against a DNS server, through the web server that stands before the program.</summary>
    internal Task<CheckOutcome> CheckAsync(NameServer dns, params string[] options) =>
        CheckWithAsync(dns.EndPoint, ["--connect", Front.EndPoint, "--ca", Authority.RootFile, .. options]);

    /// <summary>Checks the domain with options of its own.</summary>
    internal async Task<CheckOutcome> CheckWithAsync(string dns, params string[] options)
    {
        string[] arguments = ["check", Domain, "--dns", dns, .. options];
        (int exitCode, string text, string error) = await RunAsync(arguments);
        Assert.Empty(error);
        (int exitCodeAgain, string json, error) = await RunAsync([.. arguments, "--format", "json"]);
        Assert.Equal((exitCode, ""), (exitCodeAgain, error));
        return CheckOutcome.Read(exitCode, text, json);
    }
}
