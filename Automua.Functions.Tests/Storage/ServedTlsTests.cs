using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Storage;

/// <summary>TLS to database servers, and what needs it: tokens in the place of passwords.</summary>
public sealed class ServedTlsTests(DatabaseServers own, CertificateAuthority authority)
    : IClassFixture<DatabaseServers>, IClassFixture<CertificateAuthority>
{
    private const string Here = "subjectAltName=IP:127.0.0.1";
    private const string Elsewhere = "subjectAltName=DNS:db.example.com";

    [Theory]
    [InlineData(Here, "?sslmode=require", true)]
    [InlineData(Here, "?sslmode=verify-full&sslrootcert=ROOT", true)]
    [InlineData(Here, "?sslmode=verify-full", false)]
    [InlineData(Elsewhere, "?sslmode=require&sslrootcert=ROOT", true)]
    [InlineData(Here, "?sslmode=require&sslrootcert=STRANGER", false)]
    [InlineData(Here, "?sslrootcert=STRANGER", false)]
    [InlineData(Elsewhere, "?sslmode=verify-ca&sslrootcert=ROOT", true)]
    [InlineData(Elsewhere, "?sslmode=verify-full&sslrootcert=ROOT", false)]
    [InlineData(Here, "?sslmode=disable", false)]
    public async Task PostgreSQLs_certificate_is_held_against_what_the_URI_asks_for(string names, string options, bool isReady) =>
        await AssertReadyAsync(await own.PostgreSql, names, options, isReady);

    [Theory]
    [InlineData(Here, "?ssl_ca=ROOT", true)]
    [InlineData(Elsewhere, "?ssl_ca=ROOT&ssl_check_hostname=false", true)]
    [InlineData(Elsewhere, "?ssl_ca=ROOT", false)]
    [InlineData(Here, "?ssl_ca=STRANGER&ssl_check_hostname=false", false)]
    public async Task MariaDBs_certificate_is_held_against_what_the_URI_asks_for(string names, string options, bool isReady) =>
        await AssertReadyAsync(await own.MariaDb, names, options, isReady);

    [Fact]
    public async Task A_managed_identitys_token_is_the_password()
    {
        const string Token = "token-of-the-identity";
        PostgreSqlServer server = await own.PostgreSql;
        await server.UseTlsAsync(await authority.IssueAsync(usage: Here));
        await using ServedDatabase database = server.NewDatabase();
        server.SetPassword(Token);
        await using IdentityEndpoint identity = await IdentityEndpoint.StartAsync(null);
        Dictionary<string, string?> settings = identity.Settings;
        settings["AUTOMUA_DB_URI"] =
            $"postgresql://{DatabaseServer.User}@127.0.0.1:{server.Port}/{database.Name}?authentication=entra&sslrootcert={authority.RootFile}";

        await using AutomuaProgram program = await AutomuaProgram.StartAsync(settings);
        Assert.Equal(503, (await program.GetAsync("/readyz")).Status);
        await program.WaitForLogAsync("The store cannot be used yet");
        identity.Token = Token;
        await program.WaitForLogAsync("The store can be used now");
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        Assert.All(identity.Asked, asked => Assert.Equal(("https://ossrdbms-aad.database.windows.net", "client-of-the-identity"), asked));
        await program.StopAsync();
        Assert.DoesNotContain(Token, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }

    private async Task AssertReadyAsync(DatabaseServer server, string names, string options, bool isReady)
    {
        await server.UseTlsAsync(await authority.IssueAsync(usage: names));
        server.SetPassword(DatabaseServer.Password);
        server.RequireTls();
        await using ServedDatabase database = server.NewDatabase();
        await using CertificateAuthority stranger = new();
        await stranger.InitializeAsync();
        string files = options
            .Replace("ROOT", authority.RootFile, StringComparison.Ordinal).Replace("STRANGER", stranger.RootFile, StringComparison.Ordinal);
        string uri = $"{database.Uri.Split('?')[0]}{files}";
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = uri });
        Assert.True(isReady == ((await program.GetAsync("/readyz")).Status == 200), program.Log.Error);
    }
}
