namespace Automua.Functions.Storage.Sql;

/// <summary>
/// The schema in MySQL and MariaDB: the reference system's, as its object mapper makes it there, and what is added to it. Each
/// statement that changes the schema is lasting at once, so each finds out whether it was run before.
/// </summary>
internal static class MySqlSchema
{
    /// <summary>
    /// How tables keep texts and changes: characters compare as they are, as they do in other databases. Where the database
    /// takes <c>ü</c> for <c>u</c>, one domain would be taken for another.
    /// </summary>
    public const string TableOptions = "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    private const string Text = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    // Programs that know nothing of this program's tables delete rows that they refer to.
    private const string Cascade = " ON DELETE CASCADE";

    private static readonly string[] ReferenceTables =
        ["provider", "server", "davserver", "ldapserver", "domain", "server_domain", "davserver_domain"];

    // LOWER would fold the letters of all scripts, which other databases and look-ups do not. The column is stored: MariaDB's
    // cleaning up behind changes of indexed columns that are not crashes the server.
    private static readonly string FoldedName =
        Enumerable.Range('a', 26).Aggregate("name", (folded, letter) => $"REPLACE({folded}, '{(char)(letter - 32)}', '{(char)letter}')");

    /// <summary>The migrations.</summary>
    public static readonly Migration[] Steps =
    [
        new(
            1,
            "tables of the reference system",
            $"""
            CREATE TABLE IF NOT EXISTS provider (
                id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(128) NOT NULL,
                short_name VARCHAR(32) NOT NULL) {TableOptions}
            """,
            $"""
            CREATE TABLE IF NOT EXISTS server (
                id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
                prio INTEGER NOT NULL DEFAULT '10',
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                socket_type VARCHAR(32) NOT NULL,
                user_name VARCHAR(64) NOT NULL,
                authentication VARCHAR(32) NOT NULL) {TableOptions}
            """,
            $"""
            CREATE TABLE IF NOT EXISTS davserver (
                id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
                url VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                use_ssl BOOL NOT NULL,
                domain_required BOOL NOT NULL,
                user_name VARCHAR(64)) {TableOptions}
            """,
            $"""
            CREATE TABLE IF NOT EXISTS ldapserver (
                id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                use_ssl BOOL NOT NULL,
                search_base VARCHAR(128) NOT NULL,
                search_filter VARCHAR(128) NOT NULL,
                attr_uid VARCHAR(32) NOT NULL,
                attr_cn VARCHAR(32),
                bind_password VARCHAR(128),
                bind_user VARCHAR(128)) {TableOptions}
            """,
            $"""
            CREATE TABLE IF NOT EXISTS domain (
                id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(128) NOT NULL UNIQUE,
                provider_id INTEGER NOT NULL,
                ldapserver_id INTEGER,
                FOREIGN KEY (provider_id) REFERENCES provider (id),
                FOREIGN KEY (ldapserver_id) REFERENCES ldapserver (id)) {TableOptions}
            """,
            Links("server_domain", "server", "domain"),
            Links("davserver_domain", "davserver", "domain")),
        new(
            2,
            "indexes for look-ups and imports",
            [
                // The oldest tables may be of a kind that knows no transactions.
                .. ReferenceTables.Select(table => new MigrationStatement(
                    $"ALTER TABLE {table} ENGINE=InnoDB",
                    Unless: $"""
                        SELECT COUNT(*) FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_name = '{table}' AND engine = 'InnoDB'
                        """)),
                Modified(WiderColumn.All.Single(column => column.Table == "domain")),
                Added("domain", "automua_name", $"VARCHAR(256) {Text} GENERATED ALWAYS AS ({FoldedName}) STORED"),
                Indexed("automua_domain_name", "domain", "automua_name"),
                Indexed("automua_domain_provider", "domain", "provider_id"),
                Indexed("automua_server_domain", "server_domain", "domain_id"),
                Indexed("automua_davserver_domain", "davserver_domain", "domain_id"),
            ]),
        new(
            3,
            "priorities, which databases of 2020 lack",
            Added("server", "prio", "INTEGER NOT NULL DEFAULT '10'")),
        new(
            4,
            "what the reference system's columns cannot say",
            [
                Added("provider", "automua_id", $"VARCHAR(253) {Text}"),
                Added("provider", "automua_details", $"LONGTEXT {Text}"),
                Added("server", "automua_authentication", $"VARCHAR(255) {Text}"),
                .. WiderColumn.All.Where(column => column.Table != "domain").Select(Modified),
            ]),
        new(
            5,
            "providers that are asked for by a host",
            $"""
            CREATE TABLE IF NOT EXISTS automua_host (
                name VARCHAR(253) NOT NULL,
                kind VARCHAR(8) NOT NULL,
                provider_id INTEGER NOT NULL,
                PRIMARY KEY (name, kind, provider_id),
                FOREIGN KEY automua_host_provider (provider_id) REFERENCES provider (id){Cascade}) {TableOptions}
            """,
            Links("automua_server_provider", "server", "provider", Cascade),
            Links("automua_davserver_provider", "davserver", "provider", Cascade),
            Indexed("automua_provider_id", "provider", "automua_id"),
            Indexed("automua_provider_name", "provider", "name")),
    ];

    // A foreign key has an index here.
    private static MigrationStatement Links(string table, string server, string owner, string deletion = "") =>
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            {server}_id INTEGER NOT NULL,
            {owner}_id INTEGER NOT NULL,
            PRIMARY KEY ({server}_id, {owner}_id),
            FOREIGN KEY ({server}_id) REFERENCES {server} (id){deletion},
            FOREIGN KEY ({owner}_id) REFERENCES {owner} (id){deletion}) {TableOptions}
        """;

    private static MigrationStatement Added(string table, string column, string definition) => new(
        $"ALTER TABLE {table} ADD COLUMN {column} {definition}",
        Unless: Columns(table, column));

    private static MigrationStatement Modified(WiderColumn column) => new(
        $"ALTER TABLE {column.Table} MODIFY {column.Name} VARCHAR({column.Length}) {Text}{(column.IsRequired ? " NOT NULL" : "")}",
        Unless: $"{Columns(column.Table, column.Name)} AND character_maximum_length >= {column.Length} AND collation_name = 'utf8mb4_bin'");

    private static MigrationStatement Indexed(string index, string table, string column) => new(
        $"CREATE INDEX {index} ON {table} ({column})",
        Unless: $"""
            SELECT COUNT(*) FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND table_name = '{table}' AND index_name = '{index}'
            """);

    private static string Columns(string table, string column) =>
        $"""
        SELECT COUNT(*) FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = '{table}' AND column_name = '{column}'
        """;
}
