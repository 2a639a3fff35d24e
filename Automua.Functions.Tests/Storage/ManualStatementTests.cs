using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>The SQL of the reference system's manual, run on a database that this program made or took over, while it runs.</summary>
public sealed class ManualStatementTests
{
    internal const string LdapServer = """
        INSERT INTO ldapserver (
            id, name, port, use_ssl,
            search_base, search_filter, attr_uid, attr_cn,
            bind_password, bind_user
        ) VALUES (
            100, 'ldap.example.com', 636, 1,
            'ou=mailusers,dc=example,dc=com', '(mail={0})', 'uid', 'cn',
            'PASSWORD', 'cn=automua,ou=services,dc=example,dc=com'
        );
        """;

    private const string GeneratedStatements = """
        BEGIN;
        DELETE FROM provider;
        INSERT INTO provider(id, name, short_name) VALUES(100, 'Example Inc.', 'Example');
        DELETE FROM server;
        INSERT INTO server(id, prio, port, type, name, socket_type, user_name, authentication)
          VALUES(121, 5, 993, 'imap', 'imap.example.com', 'SSL', '%EMAILADDRESS%', 'plain');
        INSERT INTO server(id, prio, port, type, name, socket_type, user_name, authentication)
          VALUES(124, 10, 587, 'smtp', 'smtp.example.com', 'STARTTLS', '%EMAILADDRESS%', 'plain');
        DELETE FROM domain;
        INSERT INTO domain(id, name, provider_id, ldapserver_id) VALUES(110, 'example.com', 100, NULL);
        DELETE FROM server_domain;
        INSERT INTO server_domain(server_id, domain_id) VALUES(121, 110);
        INSERT INTO server_domain(server_id, domain_id) VALUES(124, 110);
        COMMIT;
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Generated_statements_fill_a_database(bool isReferences)
    {
        SqliteFile database = Database(isReferences);
        await using AutomuaProgram program = await StartAsync(database);
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("example.com"));

        database.Execute(GeneratedStatements);
        Assert.Equal(
            [
                "imap imap.example.com:993 SSL %EMAILADDRESS% password-cleartext",
                "smtp smtp.example.com:587 STARTTLS %EMAILADDRESS% password-cleartext",
            ],
            (await program.Client.AutoconfigAsync("example.com")).Servers());

        // A second time, over what an import left.
        using HttpClient administrator = program.NewAdministrator();
        (int status, _) = await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com", "example.net"));
        Assert.Equal(200, status);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.net"));
        database.Execute(GeneratedStatements);
        Assert.Equal(2, (await program.Client.AutoconfigAsync("example.com")).Servers().Length);
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("example.net"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_LDAP_server_is_inserted_and_given_to_a_domain(bool isReferences)
    {
        SqliteFile database = Database(isReferences);
        await using AutomuaProgram program = await StartAsync(database);
        database.Execute(GeneratedStatements);
        database.Execute(LdapServer);
        database.Execute("UPDATE domain SET ldapserver_id=100 WHERE name='example.com';");

        using SqliteDialect dialect = new(new SqliteUri(database.Path), TimeProvider.System);
        SqlConfigurationStore store = new(dialect, null);
        DomainLookup lookup = await FindAsync(store);
        DirectoryServer expected = new(
            100, "ldap.example.com", 636, UseTls: true, "ou=mailusers,dc=example,dc=com", "(mail={0})", "uid")
        {
            CnAttribute = "cn", BindUser = "cn=automua,ou=services,dc=example,dc=com", BindPassword = "PASSWORD",
        };
        Assert.Equal(expected, Assert.IsType<DomainFound>(lookup).Configuration.Directory);

        database.Execute("UPDATE ldapserver SET automua_allow_plain = 1 WHERE id = 100");
        Assert.StartsWith(
            "ldapserver row 100: automua_allow_plain cannot be true together with use_ssl",
            Assert.IsType<DomainSpoiled>(await FindAsync(store)).Fault.ToString(),
            StringComparison.Ordinal);
        database.Execute("UPDATE ldapserver SET use_ssl = 0, port = 389 WHERE id = 100");
        Assert.Equal(
            expected with { Port = 389, UseTls = false, AllowPlain = true },
            Assert.IsType<DomainFound>(await FindAsync(store)).Configuration.Directory);
    }

    [Fact]
    public async Task An_LDAP_server_given_by_hand_outlives_imports_that_say_nothing_of_one()
    {
        SqliteFile database = Database(isReferences: false);
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com"));
        database.Execute(LdapServer);
        database.Execute("UPDATE domain SET ldapserver_id=100 WHERE name='example.com';");

        (_, System.Text.Json.JsonElement answer) = await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com"));
        Assert.Equal([0, 0, 1, 0], answer.Counts("domains"));
        await administrator.ImportAsync(Seed.Of("Example Inc.", "two", "example.com"));
        Assert.Equal(100, database.Number("SELECT ldapserver_id FROM domain WHERE name='example.com'"));
    }

    [Fact]
    public async Task Rows_may_leave_numbers_and_priorities_to_the_database()
    {
        SqliteFile database = Database(isReferences: false);
        await using AutomuaProgram program = await StartAsync(database);
        database.Execute("""
            INSERT INTO provider (name, short_name) VALUES ('By Hand', 'Hand');
            INSERT INTO domain (name, provider_id) SELECT 'hand.example', id FROM provider;
            INSERT INTO server (name, port, type, socket_type, user_name, authentication) VALUES
                ('imap.hand.example', 993, 'IMAP', 'ssl', '%EMAILADDRESS%', 'plain'),
                ('smtp.hand.example', 465, 'smtp', 'tls', '%EMAILADDRESS%', 'plain');
            INSERT INTO server_domain (server_id, domain_id) SELECT s.id, d.id FROM server s, domain d;
            """);
        Assert.Equal(2, (await program.Client.AutoconfigAsync("hand.example")).Servers().Length);
    }

    private static Task<DomainLookup> FindAsync(SqlConfigurationStore store) =>
        store.FindAsync(DomainName.Parse("example.com"), DomainMatch.Exact, CancellationToken.None);

    private static SqliteFile Database(bool isReferences) => isReferences
        ? ReferenceDatabase.Create(isFilled: false)
        : new SqliteFile(Path.Combine(AutomuaProgram.NewDirectory(), "db.sqlite"));

    private static Task<AutomuaProgram> StartAsync(SqliteFile database) => AutomuaProgram.StartAsync(
        new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_CACHE_TTL"] = "0" }, Path.GetDirectoryName(database.Path));
}
