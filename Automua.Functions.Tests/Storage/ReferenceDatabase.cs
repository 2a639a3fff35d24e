using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A database as the reference system and its administrators leave it: good rows and every kind of bad one.</summary>
internal static class ReferenceDatabase
{
    /// <summary>The reference system's tables.</summary>
    public static readonly string[] Tables =
        ["provider", "server", "davserver", "ldapserver", "domain", "server_domain", "davserver_domain"];

    private const string Newest = "43ebb40d0578";

    private const string AlembicVersion = $"""
        CREATE TABLE alembic_version (
            version_num VARCHAR(32) NOT NULL,
            CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
        );
        INSERT INTO alembic_version (version_num) VALUES ('{Newest}');
        """;

    // The reference system's import counts ids from 0, its sample data from 1000, administrators as they please.
    private const string Filling = """
        INSERT INTO provider (id, name, short_name) VALUES
            (0, 'Good & Sons', 'Good'),
            (1000, 'Big Corporation, Inc.', 'BigCorp'),
            (1001, '', 'NoName');
        INSERT INTO ldapserver VALUES
            (2000, 'ldap.good.example', 636, TRUE, 'dc=good', '(mail={0})', 'uid', NULL, NULL, NULL),
            (2001, 'ldap.bad.example', 0, TRUE, 'dc=bad', '(mail={0})', 'uid', NULL, NULL, NULL),
            (2002, 'ldap.bad.example', 636, TRUE, 'dc=bad', '(&(mail={0})', 'uid', NULL, NULL, NULL),
            (2003, 'ldap.bad.example', 636, TRUE, 'dc=bad', '(mail={0})', 'login name', NULL, NULL, NULL),
            (2004, 'ldap.bad.example', 636, TRUE, 'dc=bad', '(mail={0})', 'uid', 'full name', NULL, NULL),
            (2005, 'ldap.bad.example', 636, TRUE, 'dc=bad', '(mail={0})', 'uid', NULL, NULL, 'cn=reader'),
            (2006, 'ldap.bad.example', 636, TRUE, 'dc=bad', '(mail={0})', 'uid', NULL, 'env:NO NAME', 'cn=reader');
        INSERT INTO server (id, prio, name, port, type, socket_type, user_name, authentication) VALUES
            (0, 20, 'imap2.good.example', 993, 'imap', 'TLS', '%EMAILADDRESS%', 'plain'),
            (1, 5, 'imap1.good.example', 143, 'imap', 'STARTTLS', '%EMAILLOCALPART%', 'plain'),
            (2, 30, 'pop.good.example', 995, 'pop', 'SSL', '%EMAILADDRESS%', 'plain'),
            (3, 10, 'smtp.good.example', 587, 'smtp', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4000, 10, 'unknown.bad.example', 123, 'INVALID', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4001, 10, 'port.bad.example', 70000, 'imap', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4003, 10, '', 143, 'imap', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4004, 10, 'socket.bad.example', 143, 'imap', 'SECURE', '%EMAILADDRESS%', 'plain'),
            (4005, 10, 'login.bad.example', 143, 'imap', 'STARTTLS', '%EMAILADDRESS%', 'secret-handshake'),
            (4007, 10, 'user.bad.example', 143, 'imap', 'STARTTLS', '%EMAILUSER%', 'plain');
        INSERT INTO davserver (id, url, port, type, use_ssl, domain_required, user_name) VALUES
            (0, 'dav.good.example', 443, 'caldav', TRUE, FALSE, NULL),
            (4100, 'https://dav.good.example/cards', 0, 'carddav', TRUE, TRUE, '%EMAILADDRESS%'),
            (4101, 'https://dav.bad.example/', 443, 'ftp', TRUE, FALSE, NULL),
            (4102, 'not a host', 443, 'caldav', TRUE, FALSE, NULL);
        INSERT INTO domain (id, name, provider_id, ldapserver_id) VALUES
            (0, 'good.example', 0, NULL),
            (1, 'Upper.EXAMPLE', 0, NULL),
            (2, 'münchen.example', 0, NULL),
            (3, 'dav.example', 1000, NULL),
            (4, 'serverless.example', 1000, NULL),
            (3000, 'orphan.example', 4242, NULL),
            (3001, 'type.example', 0, NULL),
            (3002, 'port.example', 0, NULL),
            (3004, 'name.example', 0, NULL),
            (3005, 'socket.example', 0, NULL),
            (3006, 'login.example', 0, NULL),
            (3008, 'user.example', 0, NULL),
            (3010, 'davtype.example', 0, NULL),
            (3011, 'davurl.example', 0, NULL),
            (3012, 'noldap.example', 0, 777),
            (3013, 'badldap.example', 0, 2001),
            (3014, 'noname.example', 1001, NULL),
            (3102, 'ldapfilter.example', 1000, 2002),
            (3103, 'ldapuid.example', 1000, 2003),
            (3104, 'ldapcn.example', 1000, 2004),
            (3105, 'ldappassword.example', 1000, 2005),
            (3106, 'ldapsecret.example', 1000, 2006);
        INSERT INTO server_domain (server_id, domain_id)
            SELECT s.id, d.id FROM server s, domain d WHERE s.id < 4 AND d.id NOT IN (4);
        INSERT INTO server_domain (server_id, domain_id) VALUES
            (4000, 3001), (4001, 3002), (4003, 3004), (4004, 3005), (4005, 3006), (4007, 3008);
        INSERT INTO davserver_domain (davserver_id, domain_id) VALUES
            (0, 3), (4100, 3), (4101, 3010), (4102, 3011);
        """;

    // What only a database takes whose columns hold values of any type.
    private const string UntypedFilling = """
        INSERT INTO server (id, prio, name, port, type, socket_type, user_name, authentication) VALUES
            (4002, 10, 'word.bad.example', 'imaps', 'imap', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4006, 'first', 'prio.bad.example', 143, 'imap', 'STARTTLS', '%EMAILADDRESS%', 'plain'),
            (4008, 10, x'00FF', 143, 'imap', 'STARTTLS', '%EMAILADDRESS%', 'plain');
        INSERT INTO domain (id, name, provider_id, ldapserver_id) VALUES
            (3003, 'word.example', 0, NULL),
            (3007, 'prio.example', 0, NULL),
            (3009, 'blob.example', 0, NULL);
        INSERT INTO server_domain (server_id, domain_id)
            SELECT s.id, d.id FROM server s, domain d WHERE s.id < 4 AND d.id IN (3003, 3007, 3009);
        INSERT INTO server_domain (server_id, domain_id) VALUES (4002, 3003), (4006, 3007), (4008, 3009);
        """;

    /// <summary>The domains that are spoiled, each with the row and the column that are to blame.</summary>
    public static TheoryData<string, string> Spoiled => new()
    {
        { "orphan.example", "domain row 3000: provider_id " },
        { "type.example", "server row 4000: type " },
        { "port.example", "server row 4001: port " },
        { "word.example", "server row 4002: port " },
        { "name.example", "server row 4003: name " },
        { "socket.example", "server row 4004: socket_type " },
        { "login.example", "server row 4005: authentication " },
        { "prio.example", "server row 4006: prio " },
        { "user.example", "server row 4007: user_name " },
        { "blob.example", "server row 4008: name " },
        { "davtype.example", "davserver row 4101: type " },
        { "davurl.example", "davserver row 4102: url " },
        { "noldap.example", "domain row 3012: ldapserver_id " },
        { "badldap.example", "ldapserver row 2001: port " },
        { "ldapfilter.example", "ldapserver row 2002: search_filter " },
        { "ldapuid.example", "ldapserver row 2003: attr_uid " },
        { "ldapcn.example", "ldapserver row 2004: attr_cn " },
        { "ldappassword.example", "ldapserver row 2005: bind_password " },
        { "ldapsecret.example", "ldapserver row 2006: bind_password " },
        { "noname.example", "provider row 1001: name " },
    };

    /// <summary>Those of <see cref="Spoiled"/> that servers' databases do not have: their columns have types.</summary>
    public static readonly string[] Untyped = ["word.example", "prio.example", "blob.example"];

    /// <summary>The same as <see cref="Spoiled"/>.</summary>
    public static IEnumerable<(string Domain, string Place)> SpoiledPlaces =>
        Spoiled.Cast<TheoryDataRow<string, string>>().Select(row => row.Data);

    /// <summary>
    /// Revisions of the reference system's own migrations, each with the one of the columns and tables that the database has
    /// once it is taken over: later ones are theirs.
    /// </summary>
    public static TheoryData<string, string> Revisions => new()
    {
        { "f62e64b43d2f", Newest },
        { "5334f8a8282c", Newest },
        { Newest, Newest },
        { "0123456789ab", "0123456789ab" },
    };

    /// <summary>A database in a new folder, which a program that runs there removes, or in a folder of somebody's.</summary>
    /// <param name="isFilled">Whether it holds the rows.</param>
    /// <param name="hasAlembic">Whether it was made by the reference system's migrations.</param>
    /// <param name="directory">The folder; null for a new one.</param>
    public static SqliteFile Create(bool isFilled = true, bool hasAlembic = false, string? directory = null)
    {
        SqliteFile file = new(Path.Combine(directory ?? AutomuaProgram.NewDirectory(), "db.sqlite"));
        Make(file, ReferenceSchema.Sqlite, isFilled, hasAlembic);
        if (isFilled)
            file.Execute(UntypedFilling);
        return file;
    }

    /// <summary>Makes an empty database the reference system's; a server's lacks what its types do not take.</summary>
    public static void Make(AdministeredDatabase database, ReferenceSchema schema, bool isFilled = true, bool hasAlembic = false)
    {
        database.Execute(schema.Tables);
        if (hasAlembic)
            database.Execute(AlembicVersion);
        if (isFilled)
            database.Execute(schema.Unchecked + Filling);
    }

    /// <summary>Every row of every one of the tables, and their columns.</summary>
    public static string[] Everything(AdministeredDatabase database) =>
    [
        .. Tables.SelectMany(table =>
            database.Rows($"SELECT '{table}', {string.Join(", ", ColumnsOf(database, table))} FROM {table} ORDER BY 2, 3")),
        .. Tables.Append("alembic_version").SelectMany(table => ColumnsOf(database, table).Select(column => $"{table}.{column}")),
    ];

    /// <summary>Every row, and the definitions of all columns.</summary>
    public static string[] Everything(SqliteFile file) =>
    [
        .. Everything((AdministeredDatabase)file),
        .. file.Rows("""
            SELECT t.name, c.name, c.type, c."notnull", c.pk
            FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'automua%' AND c.name NOT LIKE 'automua%'
            ORDER BY t.name, c.cid
            """),
    ];

    // The reference system's own: those that this program adds bear its name.
    private static IEnumerable<string> ColumnsOf(AdministeredDatabase database, string table) =>
        database.ColumnsOf(table).Where(column => !column.StartsWith("automua", StringComparison.Ordinal));
}
