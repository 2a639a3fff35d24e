using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Directories;

/// <summary>TLS to a directory: from the start, after StartTLS, or none; and which certificates it is believed by.</summary>
public sealed class DirectoryTransportTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    [Fact]
    public async Task TLS_from_the_start_and_StartTLS_are_spoken_with_a_private_authority()
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync(), "security ssf=128");
        await AssertToldAsync(authority.RootFile, slapd.Ldaps, slapd.StartTls);
    }

    [Fact]
    public async Task A_server_that_offers_StartTLS_is_asked_by_TLS_even_where_it_may_be_asked_without()
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync(), "security ssf=128");
        await AssertToldAsync(authority.RootFile, slapd.Plain);
    }

    [Fact]
    public async Task A_server_without_TLS_is_asked_where_the_document_allows_it()
    {
        await using Slapd slapd = await StartAsync(null);
        await AssertToldAsync(null, slapd.Plain);
    }

    [Fact]
    public async Task A_server_without_TLS_is_not_asked_where_the_document_says_nothing()
    {
        await using Slapd slapd = await StartAsync(null);
        await AssertRefusedAsync(null, "refuses StartTLS", slapd.StartTls, slapd.StartTls with { AllowPlain = false });
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_at_the_port_of_TLS_is_not_asked()
    {
        await using Slapd slapd = await StartAsync(null);
        await AssertRefusedAsync(null, "TLS", slapd.StartTls with { UseSsl = true });
    }

    [Theory]
    [InlineData("DNS:localhost", -1, "serverAuth", "expired")]
    [InlineData("DNS:ldap.example.com,IP:127.0.0.1", 365, "serverAuth", "not for localhost")]
    [InlineData("DNS:*.localhost", 365, "serverAuth", "not for localhost")]
    [InlineData("DNS:localhost", 365, "clientAuth", "certificate")]
    public async Task A_certificate_that_does_not_count_is_refused(string names, int days, string usage, string reason)
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync(names, days, usage));
        await AssertRefusedAsync(authority.RootFile, reason, slapd.Ldaps, slapd.StartTls, slapd.Plain);
    }

    [Fact]
    public async Task An_authority_that_nobody_named_is_refused()
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync());
        await using CertificateAuthority stranger = new();
        await stranger.InitializeAsync();
        foreach (string? trusted in (string?[])[null, stranger.RootFile])
            await AssertRefusedAsync(trusted, "no trusted authority", slapd.Ldaps, slapd.StartTls, slapd.Plain);
    }

    [Fact]
    public async Task Several_authorities_may_be_trusted()
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync());
        await using CertificateAuthority other = new();
        await other.InitializeAsync();
        await AssertToldAsync(await authority.JoinAsync(other.RootFile, authority.RootFile), slapd.Ldaps);
    }

    [Fact]
    public async Task An_authority_between_that_the_server_does_not_show_may_be_among_those_trusted()
    {
        IssuedCertificate certificate = await authority.IssueForDirectoryAsync();
        await using Slapd slapd = await StartAsync(certificate with { ChainFile = certificate.LeafFile });
        await AssertToldAsync(await authority.JoinAsync(authority.RootFile, authority.IntermediateFile), slapd.Ldaps);
    }

    [Fact]
    public async Task No_certificate_is_fetched_from_where_a_server_says()
    {
        await using ScriptedDirectory elsewhere = ScriptedDirectory.Silent();
        IssuedCertificate certificate = await authority.IssueAsync(
            usage: $"subjectAltName=DNS:localhost\nauthorityInfoAccess=caIssuers;URI:http://127.0.0.1:{elsewhere.StartTls.Port}/intermediate.der");
        await using Slapd slapd = await StartAsync(certificate with { ChainFile = certificate.LeafFile });
        await AssertRefusedAsync(authority.RootFile, "no trusted authority", slapd.Ldaps);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task A_server_named_by_its_address_has_a_certificate_for_the_address()
    {
        await using Slapd slapd = await StartAsync(await authority.IssueForDirectoryAsync("IP:127.0.0.1"));
        await AssertToldAsync(authority.RootFile, slapd.Ldaps with { Name = "127.0.0.1" });
        await AssertRefusedAsync(authority.RootFile, "not for localhost", slapd.Ldaps);
    }

    [Fact]
    public async Task What_is_said_in_the_clear_before_TLS_is_not_believed()
    {
        await using ScriptedDirectory server = ScriptedDirectory.On(
            ClientOperation.Extended,
            (connection, number) => connection.SendAsync(
                [
                    .. ServerMessage.Extended(number, 0), .. ServerMessage.Bound(number + 1),
                    .. ServerMessage.Entry(number + 2, ("uid", "anybody"), ("cn", "Anybody")), .. ServerMessage.Done(number + 2),
                ]));
        await AssertRefusedAsync(null, "", server.StartTls, server.Plain);
    }

    [Fact]
    public async Task No_password_is_sent_before_the_certificate_is_known()
    {
        List<ClientOperation> asked = [];
        await using ScriptedDirectory server = ScriptedDirectory.On(ClientOperation.Bind, (connection, number) =>
        {
            asked.Add(ClientOperation.Bind);
            return connection.SendAsync(ServerMessage.Bound(number));
        });
        await AssertRefusedAsync(null, "refuses StartTLS", server.StartTls);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n", "cannot be read")]
    [InlineData(null, "cannot be read")]
    public async Task A_file_of_authorities_that_holds_none_stops_the_program(string? content, string reason)
    {
        string file = Path.Combine(authority.Directory, $"none-{Guid.NewGuid():N}.pem");
        if (content is not null)
            await File.WriteAllTextAsync(file, content);
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_LDAP_CA_FILE"] = file, ["AUTOMUA_LISTEN"] = "127.0.0.1:0" });
        Assert.NotEqual(0, exitCode);
        Assert.Contains("ldap_ca_file", error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static Task<Slapd> StartAsync(IssuedCertificate? certificate, string directives = "") => Slapd.StartAsync(new SlapdOptions
    {
        Certificate = certificate,
        Directives = directives,
        Entries = [DirectoryEntry.Nameless().With("mail", [.. Enumerable.Range(0, 3).Select(AddressAt)]).Named("jdoe", "John Doe")],
    });

    private static async Task AssertToldAsync(string? authorities, params DirectorySeed[] directories)
    {
        await using AutomuaProgram program = await StartAsync(authorities, directories);
        for (int i = 0; i < directories.Length; i++)
            Assert.Equal(new Told("jdoe", "John Doe"), await program.TellAsync(AddressAt(i)));
        Assert.Empty(program.Log.Trouble);
    }

    private static async Task AssertRefusedAsync(string? authorities, string reason, params DirectorySeed[] directories)
    {
        await using AutomuaProgram program = await StartAsync(authorities, directories);
        for (int i = 0; i < directories.Length; i++)
        {
            (await program.AskAsync(AddressAt(i))).AssertTryAgain();
            await Eventually.IsAsync(() => Task.FromResult(
                program.Log.Error.Split('\n').Any(line => line.Contains($"LDAP server {i + 1} ", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal))));
        }
    }

    private static Task<AutomuaProgram> StartAsync(string? authorities, DirectorySeed[] directories) => DirectoryProgram.StartAsync(
        authorities, [.. directories.Select((directory, i) => directory with { Domain = DomainAt(i) })]);

    private static string AddressAt(int index) => $"john@{DomainAt(index)}";

    private static string DomainAt(int index) => $"transport{index}.example";
}
