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

    /// <summary>The service's address in DNS: one of a group (RFC 6676 section 2), to which nobody can connect.</summary>
    public const string ServiceAddress = "233.252.0.1";

    /// <summary>The zone in which the service's name stands.</summary>
    public const string ServiceZone = ZoneFile.Head + $"automua IN A {ServiceAddress}\n";

    internal AutomuaProgram Program { get; private set; } = null!;

    internal CertificateAuthority Authority { get; } = new();

    internal TlsFront Front { get; private set; } = null!;

    /// <summary>The names that a certificate for the service has.</summary>
    internal static string[] Hosts { get; } = [ServiceHost, Domain, $"*.{Domain}"];

    /// <summary>The records of the domain, as the program prints them.</summary>
    internal string Records { get; private set; } = "";

    /// <summary>The settings of a command on the program's store.</summary>
    internal Dictionary<string, string?> Environment => new()
    {
        ["AUTOMUA_DB_URI"] = $"sqlite:///{Program.DatabaseFile}",
        ["AUTOMUA_SERVICE_HOST"] = ServiceHost,
    };

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
    internal static Task<AutomuaProgram> StartProgramAsync(string provider, string? signCertificate = null, string? signKey = null) =>
        StartWithSeedAsync(
            $$"""
            {"provider": "{{provider}}", "domains": ["{{Domain}}"], "servers": [
                {"type": "imap", "name": "imap.{{Domain}}"}, {"type": "smtp", "name": "smtp.{{Domain}}"},
                {"type": "caldav", "url": "https://dav.{{Domain}}/calendars/"}, {"type": "carddav", "url": "https://dav.{{Domain}}/contacts/"}]}
            """,
            new() { ["AUTOMUA_SIGN_CERTIFICATE"] = signCertificate, ["AUTOMUA_SIGN_KEY"] = signKey });

    private static async Task<AutomuaProgram> StartWithSeedAsync(string seed, Dictionary<string, string?> settings)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(new(settings) { ["AUTOMUA_PROXY_COUNT"] = "1" });
        using HttpClient administrator = program.NewAdministrator();
        using StringContent content = new(seed, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await administrator.PostAsync("initdb", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return program;
    }

    /// <summary>Starts a DNS server with records of the domain.</summary>
    internal static Task<NameServer> StartDnsAsync(string records) =>
        NameServer.StartAsync((Domain, ZoneFile.With(records, Domain)), ("example.net", ServiceZone));

    /// <summary>Checks a domain of a store of its own, of which everything that <c>dns</c> prints is published.</summary>
    /// <param name="authority">Who makes the web server's certificate.</param>
    /// <param name="seed">What is stored.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="change">Changes the records before they are published.</param>
    internal static async Task<CheckOutcome> CheckStoredAsync(
        CertificateAuthority authority, string seed, string domain, Func<string, string>? change = null)
    {
        await using AutomuaProgram program = await StartWithSeedAsync(seed, []);
        await using TlsFront front = await TlsFront.StartAsync(authority, program.BaseAddress, ServiceHost, domain, $"*.{domain}");
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}",
            ["AUTOMUA_SERVICE_HOST"] = ServiceHost,
        };
        (_, string records, _) = await AutomuaProgram.RunAsync(environment, null, "dns", domain);
        await using NameServer dns = await NameServer.StartAsync(
            (domain, ZoneFile.With(change is null ? records : change(records), domain)), ("example.net", ServiceZone));
        return await CheckAsync(
            environment, ["check", domain, "--dns", dns.EndPoint, "--connect", front.EndPoint, "--ca", authority.RootFile]);
    }

    /// <summary>Runs a check in both formats.</summary>
    internal static async Task<CheckOutcome> CheckAsync(Dictionary<string, string?> environment, string[] arguments)
    {
        (int exitCode, string text, string error) = await AutomuaProgram.RunAsync(environment, null, arguments);
        Assert.Empty(error);
        (int exitCodeAgain, string json, error) = await AutomuaProgram.RunAsync(environment, null, [.. arguments, "--format", "json"]);
        Assert.Equal((exitCode, ""), (exitCodeAgain, error));
        return CheckOutcome.Read(exitCode, text, json);
    }

    /// <summary>Runs a command on the program's store.</summary>
    internal Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        AutomuaProgram.RunAsync(Environment, null, arguments);

    /// <summary>Checks the domain against a DNS server, through the web server that stands before the program.</summary>
    internal Task<CheckOutcome> CheckAsync(NameServer dns, params string[] options) =>
        CheckWithAsync(dns.EndPoint, ["--connect", Front.EndPoint, "--ca", Authority.RootFile, .. options]);

    /// <summary>Checks the domain with options of its own.</summary>
    internal Task<CheckOutcome> CheckWithAsync(string dns, params string[] options) =>
        CheckAsync(Environment, ["check", Domain, "--dns", dns, .. options]);
}
