using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Directories;

/// <summary>Directories that an administrator writes into the database, as the reference system's manual shows.</summary>
public sealed class DirectoryRowTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    private const string GiveToDomain = "UPDATE domain SET ldapserver_id=100 WHERE name='example.com';";

    [Fact]
    public async Task A_server_that_is_inserted_and_given_to_a_domain_is_asked()
    {
        await using Slapd slapd = await Slapd.StartAsync(new SlapdOptions { Certificate = await authority.IssueForDirectoryAsync() });
        SqliteFile database = new(Path.Combine(AutomuaProgram.NewDirectory(), "db.sqlite"));
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        (int status, _) = await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com", "example.net"));
        Assert.Equal(200, status);
        Assert.Equal(Told.ByTemplate("johndoe@example.com"), await program.TellAsync("johndoe@example.com"));

        database.Execute(InsertServer(slapd));
        database.Execute(GiveToDomain);
        Assert.Equal(new Told("jdoe", "John Doe"), await program.TellAsync("johndoe@example.com"));
        Assert.Equal(Told.ByTemplate("nobody@example.com"), await program.TellAsync("nobody@example.com"));
        Assert.Equal(Told.ByTemplate("johndoe@example.net"), await program.TellAsync("johndoe@example.net"));
        Assert.Empty(program.Log.Trouble);

        database.Execute("UPDATE domain SET ldapserver_id=NULL WHERE name='example.com';");
        Assert.Equal(Told.ByTemplate("johndoe@example.com"), await program.TellAsync("johndoe@example.com"));
    }

    [Fact]
    public async Task A_password_that_is_changed_by_hand_counts()
    {
        await using Slapd slapd = await Slapd.StartAsync(new SlapdOptions { Certificate = await authority.IssueForDirectoryAsync() });
        SqliteFile database = new(Path.Combine(AutomuaProgram.NewDirectory(), "db.sqlite"));
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com"));
        database.Execute(InsertServer(slapd));
        database.Execute("UPDATE ldapserver SET bind_password='wrong' WHERE id=100;");
        database.Execute(GiveToDomain);
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();

        database.Execute($"UPDATE ldapserver SET bind_password='{Slapd.Password}' WHERE id=100;");
        Assert.Equal(new Told("jdoe", "John Doe"), await program.TellAsync("johndoe@example.com"));
    }

    private static string InsertServer(Slapd slapd) => ManualStatementTests.LdapServer
        .Replace("'ldap.example.com', 636", $"'localhost', {slapd.TlsPort}", StringComparison.Ordinal)
        .Replace("'PASSWORD'", $"'{Slapd.Password}'", StringComparison.Ordinal);

    private Task<AutomuaProgram> StartAsync(SqliteFile database) => AutomuaProgram.StartAsync(
        new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_CACHE_TTL"] = "0", ["AUTOMUA_LDAP_CA_FILE"] = authority.RootFile },
        database.Directory);
}
