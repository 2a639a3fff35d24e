using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;
using Automua.Functions.Tests.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Checking;

/// <summary>What <c>check</c> says of the public URLs, asked of a real web server before the program, or before none.</summary>
public sealed class AnswerCheckTests(CheckedService service) : IClassFixture<CheckedService>
{
    private const string Autoconfig = "GET https://autoconfig.example.com/mail/config-v1.1.xml";
    private const string Profile = "GET https://automua.example.net/mobileconfig";
    private const string Autodiscover = "POST https://autodiscover.example.com/autodiscover/autodiscover.xml";

    [Fact]
    public async Task A_service_that_is_down_is_told()
    {
        await using TlsFront front = await TlsFront.StartAsync(service.Authority, new Uri($"http://127.0.0.1:{FreePort.Next()}"), CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal("is answered with status 502", outcome.Remark(Autoconfig));
        Assert.All(outcome.Clients.Where(client => !client.Key.Contains("RFC", StringComparison.Ordinal)), client => Assert.Equal("fails", client.Value));
        Assert.Equal("works", outcome.Clients["Calendars (RFC 6764)"]);
    }

    [Fact]
    public async Task A_web_server_that_is_down_is_told()
    {
        int port = FreePort.Next();
        CheckOutcome outcome = await CheckThroughAsync($"127.0.0.1:{port}");
        Assert.Contains($"cannot be asked at 127.0.0.1 port {port}: Connection refused", outcome.Remark(Autodiscover), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_told()
    {
        CheckOutcome outcome = await CheckThroughAsync(service.Program.BaseAddress.Authority);
        Assert.Contains("gets no answer by HTTPS", outcome.Remark(Autoconfig), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_with_its_names()
    {
        await using TlsFront front = await TlsFront.StartAsync(
            service.Authority, service.Program.BaseAddress, CheckedService.ServiceHost, "www.example.com", "example.com");
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal(
            "shows a certificate that is not for autoconfig.example.com but for automua.example.net, www.example.com, example.com",
            outcome.Remark(Autoconfig));
        Assert.Equal("fails", outcome.Clients["PACC"]);
        // Found in another place: at the domain itself, and by the SRV record.
        Assert.Equal("works partly", outcome.Clients["Thunderbird"]);
        Assert.Equal("works partly", outcome.Clients["Outlook"]);
        Assert.Equal("works", outcome.Clients["Apple Mail, iOS"]);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_told()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(service.Records);
        CheckOutcome outcome = await service.CheckWithAsync(dns.EndPoint, "--connect", service.Front.EndPoint);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("shows a certificate of an authority that is not known here: CN=intermediate", outcome.Remark(Autoconfig));
    }

    [Fact]
    public async Task A_store_with_other_data_is_told()
    {
        await using AutomuaProgram other = await CheckedService.StartProgramAsync("Another Provider");
        await using TlsFront front = await TlsFront.StartAsync(service.Authority, other.BaseAddress, CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal("is answered otherwise than is stored here, from line 5 on", outcome.Remark(Autoconfig));
        Assert.Equal("contradicts", outcome.Standing(Autoconfig));
        Assert.Equal("contradicts", outcome.Standing("GET https://ua-auto-config.example.com/.well-known/user-agent-configuration.json"));
        // Autodiscover does not tell the provider.
        Assert.Equal("works", outcome.Clients["Outlook"]);
    }

    [Fact]
    public async Task A_signed_profile_is_right_for_what_it_holds()
    {
        IssuedCertificate signer = await service.Authority.IssueAsync();
        await using AutomuaProgram signing = await CheckedService.StartProgramAsync("Example Inc.", signer.ChainFile, signer.KeyFile);
        await using TlsFront front = await TlsFront.StartAsync(service.Authority, signing.BaseAddress, CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("works", outcome.Clients["Apple Mail, iOS"]);
        Assert.Equal("right", (await CheckSigningAsync(front.EndPoint, signer)).Standing(Profile));
    }

    [Fact]
    public async Task A_profile_without_the_signature_that_is_configured_is_told()
    {
        CheckOutcome outcome = await CheckSigningAsync(service.Front.EndPoint, await service.Authority.IssueAsync());
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal([Profile], outcome.WithStanding("contradicts"));
        Assert.Equal("is answered without a signature", outcome.Remark(Profile));
    }

    [Theory]
    [InlineData(365, "Another Provider", false, "is answered otherwise than is stored here, from line ")]
    [InlineData(-1, "Example Inc.", false, "is signed with a certificate that is valid from ")]
    [InlineData(365, "Example Inc.", true, "has a signature that does not fit what it holds")]
    public async Task A_signed_profile_that_devices_would_not_trust_is_told(int days, string provider, bool isSpoiled, string told)
    {
        await using AutomuaProgram other = await CheckedService.StartProgramAsync(provider);
        using HttpClient http = new() { BaseAddress = other.BaseAddress };
        byte[] profile = await http.GetByteArrayAsync(new Uri("mobileconfig?emailaddress=postmaster@example.com", UriKind.Relative));
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            string file = Path.Combine(folder, "profile");
            await File.WriteAllBytesAsync(file, profile);
            IssuedCertificate signer = await service.Authority.IssueAsync(days: days);
            byte[] signed = await OpenSsl.RunAsync(
                folder, "cms", "-sign", "-nodetach", "-binary", "-outform", "DER", "-in", file, "-signer", signer.LeafFile, "-inkey", signer.KeyFile);
            if (isSpoiled)
                signed[^1] ^= 1;
            await File.WriteAllBytesAsync(file, signed);
            await using TlsFront front = await TlsFront.StartAsync(
                service.Authority,
                $"default_type application/x-apple-aspen-config; root {folder}; try_files /profile =404;",
                CheckedService.Hosts);
            CheckOutcome outcome = await CheckSigningAsync(front.EndPoint, signer);
            Assert.Equal("contradicts", outcome.Standing(Profile));
            Assert.StartsWith(told, outcome.Remark(Profile), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_document_with_something_beside_it_is_told()
    {
        using HttpClient http = new() { BaseAddress = service.Program.BaseAddress };
        using HttpRequestMessage request = new(HttpMethod.Get, "mail/config-v1.1.xml") { Headers = { Host = "autoconfig.example.com" } };
        using HttpResponseMessage response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "document"), await response.Content.ReadAsStringAsync() + "<!-- more -->");
            await using TlsFront front = await TlsFront.StartAsync(
                service.Authority, $"default_type text/xml; root {folder}; try_files /document =404;", CheckedService.Hosts);
            CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
            Assert.Equal("contradicts", outcome.Standing(Autoconfig));
            Assert.StartsWith("is answered otherwise than is stored here, from line ", outcome.Remark(Autoconfig), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_web_server_that_leaves_out_a_part_of_its_chain_is_told()
    {
        string folder = AutomuaProgram.NewDirectory();
        try
        {
            await OpenSsl.RunAsync(
                folder, "x509", "-in", service.Authority.IntermediateFile, "-outform", "DER", "-out", Path.Combine(folder, "intermediate.der"));
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            await using WebApplication authority = builder.Build();
            byte[] intermediate = await File.ReadAllBytesAsync(Path.Combine(folder, "intermediate.der"));
            authority.MapGet("/intermediate.der", () => Results.Bytes(intermediate, "application/pkix-cert"));
            await authority.StartAsync();
            await using TlsFront front = await TlsFront.StartWithoutChainAsync(
                service.Authority, service.Program.BaseAddress, new Uri(new Uri(authority.Urls.Single()), "intermediate.der"), CheckedService.Hosts);
            CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal(
                "shows a certificate without that of the authority that made it, which is not known here: CN=intermediate",
                outcome.Remark(Autoconfig));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_a_web_server_says_cannot_steer_a_terminal()
    {
        await using TlsFront front = await TlsFront.StartAsync(
            service.Authority, "default_type \"text/\x1b[31mred\"; return 200 x;", CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal("is answered of the type text/?[31mred, not text/xml", outcome.Remark(Autoconfig));
    }

    [Fact]
    public async Task What_a_web_server_says_wrongly_cannot_steer_a_terminal()
    {
        await using TlsFront front = await TlsFront.StartAsync(
            service.Authority, "add_header \"X\x1b[31mred\" y; return 200 x;", CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Contains("?[31mred", outcome.Remark(Autoconfig), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_know_the_domain_is_told()
    {
        await using AutomuaProgram empty = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = "1" });
        await using TlsFront front = await TlsFront.StartAsync(service.Authority, empty.BaseAddress, CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal("is answered with status 404", outcome.Remark(Autoconfig));
        Assert.Contains("from line ", outcome.Remark(Autodiscover), StringComparison.Ordinal);
        Assert.Equal("fails", outcome.Clients["Apple Mail, iOS"]);
    }

    [Fact]
    public async Task A_page_in_place_of_a_document_is_told_by_its_type()
    {
        // The program as nginx's target in a folder of its own answers every path with its first page or a problem.
        await using TlsFront front = await TlsFront.StartAsync(
            service.Authority, new Uri(service.Program.BaseAddress, "/?"), CheckedService.Hosts);
        CheckOutcome outcome = await CheckThroughAsync(front.EndPoint);
        Assert.Equal("is answered of the type text/html; charset=utf-8, not text/xml", outcome.Remark(Autoconfig));
    }

    [Fact]
    public async Task Without_another_way_the_DNS_server_says_where_to_connect()
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(
            string.Join('\n', service.Records.Split('\n').Where(line => !line.StartsWith("autodiscover ", StringComparison.Ordinal))));
        CheckOutcome outcome = await service.CheckWithAsync(dns.EndPoint);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"cannot be asked at {CheckedService.ServiceAddress} port 443", outcome.Remark(Autoconfig), StringComparison.Ordinal);
        Assert.Equal("cannot be asked: its host has no address in DNS", outcome.Remark(Autodiscover));
    }

    [Fact]
    public async Task What_cannot_be_said_is_told_and_is_no_fault()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = "1" });
        await program.StoreSampleDataAsync();
        await using TlsFront front = await TlsFront.StartAsync(service.Authority, program.BaseAddress, CheckedService.ServiceHost, "*.example.org");
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}",
            ["AUTOMUA_SERVICE_HOST"] = CheckedService.ServiceHost,
        };
        (_, string records, _) = await AutomuaProgram.RunAsync(environment, null, "dns", "example.org");
        await using NameServer dns = await NameServer.StartAsync(
            ("example.org", Tests.Dns.ZoneFile.With(records, "example.org")), ("example.net", CheckedService.ServiceZone));
        string[] arguments =
            ["check", "example.org", "--dns", dns.EndPoint, "--connect", front.EndPoint, "--ca", service.Authority.RootFile];
        (int exitCode, string text, string error) = await AutomuaProgram.RunAsync(environment, null, arguments);
        (_, string json, _) = await AutomuaProgram.RunAsync(environment, null, [.. arguments, "--format", "json"]);
        Assert.Equal("", error);
        CheckOutcome outcome = CheckOutcome.Read(exitCode, text, json);
        Assert.True(exitCode == 0, text);
        Assert.Equal("not served", outcome.Clients["PACC"]);
        Assert.Equal("not served", outcome.Clients["Contacts (RFC 6764)"]);
        Assert.Equal("works", outcome.Clients["Clients of SRV records (RFC 6186)"]);
        Assert.Contains("PACC: pop3 server pop1.example.com:110 does not begin with TLS.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_profile_cannot_say_is_no_fault_of_the_web_server()
    {
        CheckOutcome outcome = await CheckedService.CheckStoredAsync(
            service.Authority,
            """
            {"version": 3, "providers": [{"provider": "OAuth", "domains": ["oauth.example"], "servers": [
                {"type": "imap", "name": "imap.oauth.example", "authentication": ["OAuth2"]},
                {"type": "smtp", "name": "smtp.oauth.example", "authentication": ["OAuth2"]}]}]}
            """,
            "oauth.example");
        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal("not served", outcome.Clients["Apple Mail, iOS"]);
        Assert.Equal("works", outcome.Clients["Thunderbird"]);
        Assert.Contains("OAuth 2 only", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_whose_mailboxes_are_elsewhere_is_served_as_far_as_dialects_can_say_so()
    {
        CheckOutcome outcome = await CheckedService.CheckStoredAsync(
            service.Authority,
            SampleFile.Read("seed-v3.json"),
            "moved.example");
        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Equal("works", outcome.Clients["Outlook"]);
        Assert.All(outcome.Clients.Where(client => client.Key != "Outlook"), client => Assert.Equal("not served", client.Value));
    }

    [Fact]
    public async Task What_is_not_served_and_yet_said_leads_apps_astray()
    {
        CheckOutcome outcome = await CheckedService.CheckStoredAsync(
            service.Authority,
            """
            {"provider": "Old", "domains": ["old.example"], "servers": [
                {"type": "imap", "name": "imap.old.example"}, {"type": "smtp", "name": "smtp.old.example"}]}
            """,
            "old.example",
            records => string.Join('\n', records.Split('\n').Select(line => line.StartsWith("_caldavs", StringComparison.Ordinal)
                ? line.Replace("0 0 0 .", "0 0 443 dav.elsewhere.example.", StringComparison.Ordinal)
                : line)));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("fails", outcome.Clients["Calendars (RFC 6764)"]);
        Assert.Equal("not served", outcome.Clients["Contacts (RFC 6764)"]);
        Assert.DoesNotContain("All mail apps find", outcome.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/missing/ca.pem", "--ca: /missing/ca.pem cannot be read")]
    [InlineData("/dev/null", "--ca: /dev/null holds no certificate")]
    public async Task A_file_of_authorities_that_is_none_is_told(string file, string told)
    {
        (int exitCode, string output, string error) = await service.RunAsync("check", CheckedService.Domain, "--ca", file);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.StartsWith($"automua: {told}", error, StringComparison.Ordinal);
    }

    private async Task<CheckOutcome> CheckSigningAsync(string endPoint, IssuedCertificate signer)
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(service.Records);
        Dictionary<string, string?> environment = new(service.Environment)
        {
            ["AUTOMUA_SIGN_CERTIFICATE"] = signer.ChainFile,
            ["AUTOMUA_SIGN_KEY"] = signer.KeyFile,
        };
        return await CheckedService.CheckAsync(
            environment,
            ["check", CheckedService.Domain, "--dns", dns.EndPoint, "--connect", endPoint, "--ca", service.Authority.RootFile]);
    }

    private async Task<CheckOutcome> CheckThroughAsync(string endPoint)
    {
        await using NameServer dns = await CheckedService.StartDnsAsync(service.Records);
        return await service.CheckWithAsync(dns.EndPoint, "--connect", endPoint, "--ca", service.Authority.RootFile);
    }
}
