using System.Text.Json;
using System.Xml.Linq;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Samples;

/// <summary>contrib/generate-sql.sh: what it prints is loaded by the database's own client, while the program runs, and served.</summary>
public sealed class GeneratedSqlTests(DatabaseServers servers) : IDisposable
{
    private const string AwkwardName = """O'Brien \ "Söhne" & Co; -- $HOME `id` %s :x \""";

    private static readonly (string, string)[] Awkward =
    [
        ("PROVIDER_NAME", AwkwardName),
        ("PROVIDER_SHORTNAME", """'\'"""),
        ("PROVIDER_ID", "7"),
        ("DOMAINS", " MÜNCHEN.example  Upper.EXAMPLE\n*.pattern.example"),
        ("MAIL_HOST", "mail.%EMAILDOMAIN%"),
        ("SMTP_HOST", "bücher.example"),
        ("IMAP_PORTS", "143 993"),
        ("POP_PORTS", "995"),
        ("SMTP_PORTS", "465"),
        ("USER_NAME", "o'%EMAILLOCALPART%\\"),
        ("AUTHENTICATION", "secure"),
        ("CALDAV_URL", "https://dav.%EMAILDOMAIN%:8443/o'brien/%EMAILADDRESS%"),
        ("CARDDAV_URL", "https://bücher.example"),
    ];

    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <summary>The kinds of databases that speak SQL, and whether the file of the schema made the tables, or the program.</summary>
    public static MatrixTheoryData<string, bool> Databases => new(["SQLite", "PostgreSQL", "MySQL"], [false, true]);

    /// <summary>The kinds alone.</summary>
    public static TheoryData<string> Kinds => SchemaFileTests.Kinds;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_settings_as_they_stand_are_served_to_every_app(string kind, bool isSchemaFile)
    {
        await using AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        await using AutomuaProgram program = await StartAsync(database, kind, isSchemaFile);
        // The second time replaces what the first has stored.
        for (int i = 0; i < 2; i++)
        {
            await database.LoadAsync(await GeneratedSql.OfAsync(kind));
            XElement told = await program.Client.AutoconfigAsync("example.com");
            Assert.Equal(
                [
                    "imap mail.example.com:993 SSL %EMAILADDRESS% password-cleartext",
                    "smtp mail.example.com:465 SSL %EMAILADDRESS% password-cleartext",
                    "smtp mail.example.com:587 STARTTLS %EMAILADDRESS% password-cleartext",
                ],
                told.Servers());
            Assert.Equal("Example Inc.", (string?)told.Descendants("displayName").Single());
            Assert.Equal(1, database.Number("SELECT COUNT(*) FROM provider"));
            Assert.Equal(3, database.Number("SELECT COUNT(*) FROM server"));
        }

        await AssertToldToAllAsync(program, "example.com");
        Assert.Equal(200, (await program.GetAsync("/.well-known/user-agent-configuration.json?emailaddress=user@example.com")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Awkward_values_come_out_as_they_went_in(string kind, bool isSchemaFile)
    {
        await using AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        await using AutomuaProgram program = await StartAsync(database, kind, isSchemaFile);
        await database.LoadAsync(await GeneratedSql.OfAsync(kind, Awkward));
        foreach (string domain in (string[])["xn--mnchen-3ya.example", "upper.example", "any.pattern.example"])
        {
            XElement told = await program.Client.AutoconfigAsync(domain);
            Assert.Equal(
                [
                    $@"imap mail.{domain}:143 STARTTLS o'%EMAILLOCALPART%\ password-encrypted",
                    $@"imap mail.{domain}:993 SSL o'%EMAILLOCALPART%\ password-encrypted",
                    $@"pop3 mail.{domain}:995 SSL o'%EMAILLOCALPART%\ password-encrypted",
                    @"smtp xn--bcher-kva.example:465 SSL o'%EMAILLOCALPART%\ password-encrypted",
                ],
                told.Servers());
            Assert.Equal(AwkwardName, (string?)told.Descendants("displayName").Single());
            Assert.Equal("""'\'""", (string?)told.Descendants("displayShortName").Single());
            Assert.StartsWith($"https://dav.{domain}:8443/", (string?)told.Element("calendar")?.Element("url"), StringComparison.Ordinal);
            Assert.StartsWith("https://xn--bcher-kva.example", (string?)told.Element("addressbook")?.Element("url"), StringComparison.Ordinal);
            await AssertToldToAllAsync(program, domain);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_directory_is_stored_as_documents_store_it(string kind)
    {
        await using AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        await using AutomuaProgram program = await StartAsync(database, kind, isSchemaFile: true);
        (string, string)[] settings =
        [
            ("DOMAINS", "one.example two.example"), ("LDAP_HOST", "ldap.example.com"), ("LDAP_PORT", "389"),
            ("LDAP_SEARCH_BASE", @"ou=O'Hare\, Sons"), ("LDAP_SEARCH_FILTER", "(&(mail={0})(cn=*'*))"), ("LDAP_ATTR_CN", ""),
            ("LDAP_BIND_USER", "cn=reader"), ("LDAP_BIND_PASSWORD", @"p'w\"),
        ];
        for (int i = 0; i < 2; i++)
            await database.LoadAsync(await GeneratedSql.OfAsync(kind, settings));

        (int exitCode, string exported, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, null, "export", "--secrets");
        Assert.True(exitCode == 0, error);
        using JsonDocument document = JsonDocument.Parse(exported);
        JsonElement directory = Assert.Single(document.RootElement.GetProperty("ldapservers").EnumerateArray());
        Assert.Equal("ldap.example.com", directory.GetProperty("name").GetString());
        Assert.Equal(389, directory.GetProperty("port").GetInt32());
        Assert.False(directory.GetProperty("use_ssl").GetBoolean());
        Assert.Equal(@"ou=O'Hare\, Sons", directory.GetProperty("search_base").GetString());
        Assert.Equal("(&(mail={0})(cn=*'*))", directory.GetProperty("search_filter").GetString());
        Assert.Equal("cn=reader", directory.GetProperty("bind_user").GetString());
        Assert.Equal(@"p'w\", directory.GetProperty("bind_password").GetString());
        Assert.All(
            document.RootElement.GetProperty("providers")[0].GetProperty("domains").EnumerateArray(),
            domain => Assert.Equal(directory.GetProperty("id").GetInt32(), domain.GetProperty("ldapserver_id").GetInt32()));

        // Without a directory the next run leaves none.
        await database.LoadAsync(await GeneratedSql.OfAsync(kind, ("DOMAINS", "one.example")));
        Assert.Equal(0, database.Number("SELECT COUNT(*) FROM ldapserver"));
        Assert.Equal(1, database.Number("SELECT COUNT(*) FROM domain"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Providers_stand_beside_others_and_no_number_is_taken_twice(string kind)
    {
        await using AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        await using AutomuaProgram program = await StartAsync(database, kind, isSchemaFile: false);
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Imported", "one", "one.example"))).Status);
        await database.LoadAsync(await GeneratedSql.OfAsync(kind, ("DOMAINS", "two.example")));
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Imported Later", "three", "three.example"))).Status);
        await database.LoadAsync(await GeneratedSql.OfAsync(
            kind, ("PROVIDER_ID", "999999"), ("PROVIDER_NAME", "Last"), ("DOMAINS", "four.example"), ("CALDAV_URL", "https://dav.four.example/")));
        await database.LoadAsync(await GeneratedSql.OfAsync(kind, ("DOMAINS", "two.example five.example"), ("POP_PORTS", "995")));
        Assert.Equal(
            ["one.example 2", "two.example 4", "three.example 2", "four.example 3", "five.example 4"],
            await Task.WhenAll(((string[])["one.example", "two.example", "three.example", "four.example", "five.example"])
                .Select(async domain => $"{domain} {(await program.Client.AutoconfigAsync(domain)).Servers().Length}")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_another_provider_has_is_refused_and_nothing_changes(string kind)
    {
        await using AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        await database.LoadAsync(SampleFile.ReadSchema(kind));
        await database.LoadAsync(await GeneratedSql.OfAsync(kind));
        string[] before = ReferenceDatabase.Everything(database);
        foreach ((string, string)[] settings in ((string, string)[][])
            [
                [("PROVIDER_NAME", "Somebody Else"), ("DOMAINS", "else.example")],
                [("PROVIDER_ID", "101"), ("PROVIDER_NAME", "Somebody Else"), ("DOMAINS", "else.example example.com")],
            ])
        {
            (int exitCode, string output) = await database.FeedAsync(await GeneratedSql.OfAsync(kind, settings));
            Assert.True(exitCode != 0, output);
            Assert.Equal(before, ReferenceDatabase.Everything(database));
        }
    }

    private static async Task AssertToldToAllAsync(AutomuaProgram program, string domain)
    {
        Assert.Null(await program.Client.AutodiscoverErrorAsync(domain));
        foreach (string path in (string[])["mobileconfig", "settings", "autodiscover/autodiscover.xml"])
            Assert.Equal(200, (await program.GetAsync($"/{path}?emailaddress=user@{domain}")).Status);
    }

    private static async Task<AutomuaProgram> StartAsync(AdministeredDatabase database, string kind, bool isSchemaFile)
    {
        if (isSchemaFile)
            await database.LoadAsync(SampleFile.ReadSchema(kind));
        return await AutomuaProgram.StartAsync(new()
        {
            ["AUTOMUA_DB_URI"] = database.Uri,
            ["AUTOMUA_CACHE_TTL"] = "0",
            ["AUTOMUA_AUTO_MIGRATE"] = isSchemaFile ? "no" : "yes",
        });
    }
}
