namespace Automua.Functions.Storage.Sql;

/// <summary>
/// The reference system's tables, column by column as its object mapper makes them, so that its databases and its manual's
/// statements fit both ways.
/// </summary>
internal static class ReferenceTables
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names =
        ["provider", "server", "davserver", "ldapserver", "domain", "server_domain", "davserver_domain"];

    /// <summary>For links of this program's own: programs that know nothing of them delete rows that they refer to.</summary>
    public const string Cascade = " ON DELETE CASCADE";

    /// <summary>The statements that make those that are not there.</summary>
    /// <param name="id">The definition of a row's number.</param>
    /// <param name="options">What the database is told of each table.</param>
    public static MigrationStatement[] Statements(string id, string options = "") =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS provider (
            id {id},
            name VARCHAR(128) NOT NULL,
            short_name VARCHAR(32) NOT NULL,
            PRIMARY KEY (id)) {options}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS server (
            id {id},
            prio INTEGER DEFAULT '10' NOT NULL,
            name VARCHAR(128) NOT NULL,
            port INTEGER NOT NULL,
            type VARCHAR(32) NOT NULL,
            socket_type VARCHAR(32) NOT NULL,
            user_name VARCHAR(64) NOT NULL,
            authentication VARCHAR(32) NOT NULL,
            PRIMARY KEY (id)) {options}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS davserver (
            id {id},
            url VARCHAR(128) NOT NULL,
            port INTEGER NOT NULL,
            type VARCHAR(32) NOT NULL,
            use_ssl BOOLEAN NOT NULL,
            domain_required BOOLEAN NOT NULL,
            user_name VARCHAR(64),
            PRIMARY KEY (id)) {options}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS ldapserver (
            id {id},
            name VARCHAR(128) NOT NULL,
            port INTEGER NOT NULL,
            use_ssl BOOLEAN NOT NULL,
            search_base VARCHAR(128) NOT NULL,
            search_filter VARCHAR(128) NOT NULL,
            attr_uid VARCHAR(32) NOT NULL,
            attr_cn VARCHAR(32),
            bind_password VARCHAR(128),
            bind_user VARCHAR(128),
            PRIMARY KEY (id)) {options}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS domain (
            id {id},
            name VARCHAR(128) NOT NULL UNIQUE,
            provider_id INTEGER NOT NULL,
            ldapserver_id INTEGER,
            PRIMARY KEY (id),
            FOREIGN KEY (provider_id) REFERENCES provider (id),
            FOREIGN KEY (ldapserver_id) REFERENCES ldapserver (id)) {options}
        """,
        Links("server_domain", "server", "domain", options: options),
        Links("davserver_domain", "davserver", "domain", options: options),
    ];

    /// <summary>The statement that makes a table of links between servers and their owners.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="server">The table of servers.</param>
    /// <param name="owner">The table of owners.</param>
    /// <param name="deletion">What becomes of a link when what it refers to is deleted.</param>
    /// <param name="options">What the database is told of the table.</param>
    public static MigrationStatement Links(string table, string server, string owner, string deletion = "", string options = "") =>
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            {server}_id INTEGER NOT NULL,
            {owner}_id INTEGER NOT NULL,
            PRIMARY KEY ({server}_id, {owner}_id),
            FOREIGN KEY ({server}_id) REFERENCES {server} (id){deletion},
            FOREIGN KEY ({owner}_id) REFERENCES {owner} (id){deletion}) {options}
        """;
}
