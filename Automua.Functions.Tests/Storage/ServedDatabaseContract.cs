using System.Text.Json;
using System.Xml.Linq;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage;

/// <summary>The whole program on a server's databases: new ones, those of the reference system, and several programs on one.</summary>
public abstract class ServedDatabaseContract
{
    /// <summary>The steps that servers' databases see.</summary>
    protected static readonly string[] Steps =
    [
        "1|tables of automua", "2|indexes for look-ups and imports", "3|columns that databases of 2020 lack",
        "4|what automua's columns cannot say", "5|providers that are asked for by a host",
        "6|whether an LDAP server may be asked in the clear", "7|indexes for lists of domains",
    ];

    private const string LdapServer = """
        INSERT INTO ldapserver (
            id, name, port, use_ssl,
            search_base, search_filter, attr_uid, attr_cn,
            bind_password, bind_user
        ) VALUES (
            100, 'ldap.example.com', 636, TRUE,
            'ou=mailusers,dc=example,dc=com', '(mail={0})', 'uid', 'cn',
            'PASSWORD', 'cn=automua,ou=services,dc=example,dc=com'
        );
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reference_systems_database_is_answered_as_it_is(bool hasAlembic)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference(hasAlembic: hasAlembic);
        string[] before = ReferenceDatabase.Everything(database);
        await using AutomuaProgram program = await StartAsync(database);
        foreach (string domain in (string[])["good.example", "GOOD.example", "upper.example", "xn--mnchen-3ya.example", "münchen.example"])
        {
            Assert.Equal(
                [
                    "imap imap1.good.example:143 STARTTLS %EMAILLOCALPART% password-cleartext",
                    "imap imap2.good.example:993 SSL %EMAILADDRESS% password-cleartext",
                    "pop3 pop.good.example:995 SSL %EMAILADDRESS% password-cleartext",
                    "smtp smtp.good.example:587 STARTTLS %EMAILADDRESS% password-cleartext",
                ],
                (await program.Client.AutoconfigAsync(domain)).Servers());
        }

        XElement dav = await program.Client.AutoconfigAsync("dav.example");
        Assert.StartsWith("https://dav.good.example", (string?)dav.Element("calendar")?.Element("url"), StringComparison.Ordinal);
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("serverless.example"));
        // Not all letters that look alike are one.
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("munchen.example"));
        (string Domain, string Place)[] spoiled =
            [.. ReferenceDatabase.SpoiledPlaces.Where(row => !ReferenceDatabase.Untyped.Contains(row.Domain))];
        foreach ((string domain, _) in spoiled)
            Assert.Equal(404, await program.Client.AutoconfigStatusAsync(domain));
        Assert.Equal(0, await program.StopAsync());

        string[] log = program.Log.Error.Split('\n');
        foreach ((string domain, string place) in spoiled)
        {
            string line = Assert.Single(log, line => line.Contains($"Domain {domain} ", StringComparison.Ordinal));
            Assert.Contains(place, line, StringComparison.Ordinal);
        }

        Assert.Equal(before, ReferenceDatabase.Everything(database));
        if (hasAlembic)
            Assert.Equal(["43ebb40d0578"], database.Rows("SELECT version_num FROM alembic_version"));
        Assert.Contains($"data: {Kind} database {database.Name} at 127.0.0.1:", program.Log.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upper.example")]
    [InlineData("xn--mnchen-3ya.example")]
    [InlineData("orphan.example")]
    [InlineData("type.example")]
    [InlineData("noldap.example")]
    public async Task An_import_changes_or_mends_the_domain_that_is_there(string domain)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference();
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        (int status, JsonElement answer) = await administrator.ImportAsync(Seed.Of("Good & Sons", "new", domain, "munchen.example"));
        Assert.Equal(200, status);
        Assert.Equal([1, 1, 0, 0], answer.Counts("domains"));
        foreach (string changed in (string[])[domain, "munchen.example"])
            Assert.Equal(2, (await program.Client.AutoconfigAsync(changed)).Servers().Length);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Statements_of_the_manual_go_on_working(bool isReferences)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase();
        if (isReferences)
            database.AsReference(isFilled: false);
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        await administrator.ImportAsync(Seed.Of("Example Inc.", "one", "example.com", "example.net"));
        database.Execute(LdapServer);
        database.Execute("UPDATE domain SET ldapserver_id=100 WHERE name='example.com';");

        DirectoryServer expected = new(
            100, "ldap.example.com", 636, UseTls: true, "ou=mailusers,dc=example,dc=com", "(mail={0})", "uid")
        {
            CnAttribute = "cn", BindUser = "cn=automua,ou=services,dc=example,dc=com", BindPassword = "PASSWORD",
        };
        Assert.Equal(expected, (await FoundAsync(database, "example.com")).Directory);
        Assert.Null((await FoundAsync(database, "example.net")).Directory);
        await administrator.ImportAsync(Seed.Of("Example Inc.", "two", "example.com"));
        Assert.Equal(100, database.Number("SELECT ldapserver_id FROM domain WHERE name='example.com'"));

        database.Execute("UPDATE ldapserver SET port = 389, use_ssl = FALSE, automua_allow_plain = TRUE WHERE id = 100");
        Assert.Equal(
            expected with { Port = 389, UseTls = false, AllowPlain = true }, (await FoundAsync(database, "example.com")).Directory);
    }

    [Fact]
    public async Task Rows_may_leave_their_numbers_to_the_database_after_imports_as_before()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        foreach (string round in (string[])["one", "two"])
        {
            database.Execute($"""
                INSERT INTO provider (name, short_name) VALUES ('By Hand {round}', 'Hand');
                INSERT INTO domain (name, provider_id) SELECT '{round}.example', id FROM provider WHERE name = 'By Hand {round}';
                INSERT INTO server (name, port, type, socket_type, user_name, authentication) VALUES
                    ('imap.{round}.example', 993, 'IMAP', 'ssl', '%EMAILADDRESS%', 'plain'),
                    ('smtp.{round}.example', 465, 'smtp', 'tls', '%EMAILADDRESS%', 'plain');
                INSERT INTO server_domain (server_id, domain_id)
                    SELECT s.id, d.id FROM server s, domain d WHERE d.name = '{round}.example' AND s.name LIKE '%.{round}.example';
                """);
            (int status, _) = await administrator.ImportAsync(
                Seed.Of($"Imported {round}", round, Imports.Names(10, $"{round}.imported.example")));
            Assert.Equal(200, status);
            Assert.Equal(2, (await program.Client.AutoconfigAsync($"{round}.example")).Servers().Length);
            Assert.Equal(200, await program.Client.AutoconfigStatusAsync($"d9.{round}.imported.example"));
        }
    }

    [Fact]
    public async Task Rows_that_other_programs_delete_leave_nothing_behind()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        const string Document = """
            {"version": 3, "providers": [{"provider": "Gone", "id": "gone", "hosts": ["gone.example"], "domains": ["a.gone.example"],
                "servers": [{"type": "imap", "name": "imap.gone.example"}, {"type": "smtp", "name": "smtp.gone.example"},
                    {"type": "caldav", "url": "https://dav.gone.example/"}]}]}
            """;
        Assert.Equal(200, (await administrator.ImportAsync(Document)).Status);
        Assert.Equal(200, (await program.GetAsync("/mail/config-v1.1.xml", "gone.example")).Status);
        database.Execute("""
            DELETE FROM server_domain; DELETE FROM davserver_domain; DELETE FROM domain;
            DELETE FROM server; DELETE FROM davserver; DELETE FROM provider;
            """);
        foreach (string table in (string[])["automua_host", "automua_server_provider", "automua_davserver_provider"])
            Assert.Equal(0, database.Number($"SELECT COUNT(*) FROM {table}"));
        (int status, JsonElement answer) = await administrator.ImportAsync(Document);
        Assert.Equal(200, status);
        Assert.Equal([1, 0, 0, 0], answer.Counts("domains"));
    }

    [Fact]
    public async Task Names_of_rows_are_found_in_any_case_of_the_letters_that_domains_have()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        database.Execute("""
            INSERT INTO provider (id, name, short_name) VALUES (1, 'Cases', 'Cases');
            INSERT INTO server (id, name, port, type, socket_type, user_name, authentication) VALUES
                (1, 'imap.cases.example', 993, 'imap', 'SSL', '%EMAILADDRESS%', 'plain'),
                (2, 'smtp.cases.example', 465, 'smtp', 'SSL', '%EMAILADDRESS%', 'plain');
            INSERT INTO domain (id, name, provider_id) VALUES (1, 'ABCDEFGHIJKLM.nopqrstuvwxyz.EXAMPLE', 1), (2, 'GRÜN.example', 1), (3, 'grün.EXAMPLE', 1);
            INSERT INTO server_domain (server_id, domain_id) SELECT s.id, d.id FROM server s, domain d WHERE d.id <> 3;
            """);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("abcdefghijklm.NOPQRSTUVWXYZ.example"));
        // The row that is spelt so, which has no servers, and not the older one.
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("grün.example"));
        DomainConfiguration found = await FoundAsync(database, "grün.example");
        Assert.Empty(found.Incoming);
    }

    [Fact]
    public async Task What_documents_may_say_has_room()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference(isFilled: false);
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        string label = new('a', 60);
        string domain = $"{label}.{label}.{label}.example";
        string word = new('ö', 1000);
        object provider = new
        {
            provider = new string('ü', 128),
            documentation = Enumerable.Range(0, 20).Select(i => new { url = $"https://doc.example/{i}/{label}" }),
            domains = new[] { new { name = domain, ldapserver_id = 1 } },
            servers = (object[])
            [
                new { type = "imap", name = $"imap.{domain}", user_name = word },
                new { type = "smtp", name = $"smtp.{domain}" },
                new { type = "caldav", url = $"https://dav.example/{new string('x', 1000)}", user_name = word },
            ],
        };
        (int status, JsonElement answer) = await administrator.ImportAsync(JsonSerializer.Serialize(new
        {
            version = 3,
            providers = new[] { provider },
            ldapservers = new[]
            {
                new
                {
                    id = 1, name = $"ldap.{domain}", port = 636, use_ssl = true, search_base = word, search_filter = $"(|(mail={{0}})(cn={word}))",
                    attr_uid = "uid", attr_cn = "cn", bind_user = word, bind_password = word,
                },
            },
        }));
        Assert.True(status == 200, answer.ToString());
        DomainConfiguration found = await FoundAsync(database, domain);
        Assert.Equal(word, found.Incoming[0].UserName.Text);
        Assert.Equal(word, found.Directory?.BindPassword);
    }

    [Fact]
    public async Task Programs_that_start_at_once_run_each_step_once()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference();
        AutomuaProgram[] programs = await Task.WhenAll(StartAsync(database), StartAsync(database), StartAsync(database));
        try
        {
            Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
            foreach (AutomuaProgram program in programs)
                Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
        }
        finally
        {
            foreach (AutomuaProgram program in programs)
                await program.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Steps_that_were_interrupted_are_taken_up_again(int recorded)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference();
        await using (AutomuaProgram first = await StartAsync(database))
            Assert.Equal(0, await first.StopAsync());
        // As after a step whose changes were made and whose number was not.
        Undo(database, recorded);
        await using AutomuaProgram program = await StartAsync(database);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
        Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
        await program.StopAsync();
        Assert.DoesNotContain("store", program.Log.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ReferenceDatabase.Revisions), MemberType = typeof(ReferenceDatabase))]
    public async Task A_database_of_2020_without_priorities_and_DAV_servers_is_taken_over(string revision, string raised)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference(hasAlembic: true);
        database.Execute($"UPDATE alembic_version SET version_num = '{revision}'");
        database.Execute("""
            DELETE FROM server_domain WHERE server_id > 3;
            DELETE FROM server WHERE id > 3;
            ALTER TABLE server DROP COLUMN prio;
            DROP TABLE davserver_domain;
            DROP TABLE davserver;
            """);
        await using AutomuaProgram program = await StartAsync(database);
        Assert.Equal(4, (await program.Client.AutoconfigAsync("good.example")).Servers().Length);
        Assert.Equal(["10"], database.Rows("SELECT DISTINCT prio FROM server"));
        Assert.Equal([raised], database.Rows("SELECT version_num FROM alembic_version"));
    }

    private protected abstract string Kind { get; }

    private protected abstract Task<DatabaseServer> ServerAsync();

    /// <summary>Takes back what says that steps after a number were run.</summary>
    private protected abstract void Undo(AdministeredDatabase database, int number);

    private static Task<AutomuaProgram> StartAsync(ServedDatabase database) =>
        AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });

    private static async Task<DomainConfiguration> FoundAsync(ServedDatabase database, string domain)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddConfigurationStore(DatabaseUri.Parse(database.Uri).Uri!, echo: false).BuildServiceProvider();
        DomainLookup lookup = await services.GetRequiredService<IConfigurationStore>().FindAsync(
            DomainName.Parse(domain), DomainMatch.Exact, CancellationToken.None);
        return Assert.IsType<DomainFound>(lookup).Configuration;
    }
}
