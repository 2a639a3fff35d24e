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

    // Of a column that an administrator made wider, an index would be too long for the database: there, lists are sorted.
    private const int LongestIndexed = 700;

    // LOWER would fold the letters of all scripts, which other databases and look-ups do not. The column is stored: MariaDB's
    // cleaning up behind changes of indexed columns that are not crashes the server.
    private static readonly string FoldedName =
        Enumerable.Range('a', 26).Aggregate("name", (folded, letter) => $"REPLACE({folded}, '{(char)(letter - 32)}', '{(char)letter}')");

    /// <summary>The migrations.</summary>
    public static readonly Migration[] Steps =
    [
        new(1, "tables of automua", ReferenceTables.Statements("INTEGER NOT NULL AUTO_INCREMENT", TableOptions)),
        new(
            2,
            "indexes for look-ups and imports",
            [
                // The oldest tables may be of a kind that knows no transactions.
                .. ReferenceTables.Names.Select(table => new MigrationStatement(
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
            "columns that databases of 2020 lack",
            Added("server", "prio", "INTEGER NOT NULL DEFAULT '10'"),
            Added("domain", "ldapserver_id", "INTEGER, ADD FOREIGN KEY (ldapserver_id) REFERENCES ldapserver (id)"),
            new MigrationStatement(
                AlembicRevision.Raise,
                Unless: $"""
                    SELECT COUNT(*) = 0 FROM information_schema.tables
                    WHERE table_schema = DATABASE() AND table_name = '{AlembicRevision.Table}'
                    """)),
        new(
            4,
            "what automua's columns cannot say",
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
                FOREIGN KEY automua_host_provider (provider_id) REFERENCES provider (id){ReferenceTables.Cascade}) {TableOptions}
            """,
            ReferenceTables.Links("automua_server_provider", "server", "provider", ReferenceTables.Cascade, TableOptions),
            ReferenceTables.Links("automua_davserver_provider", "davserver", "provider", ReferenceTables.Cascade, TableOptions),
            Indexed("automua_provider_id", "provider", "automua_id"),
            Indexed("automua_provider_name", "provider", "name")),
        new(6, "whether an LDAP server may be asked in the clear", Added("ldapserver", "automua_allow_plain", "BOOLEAN")),
        new(7, "indexes for lists of domains", UnlessLong(Indexed("automua_domain_provider_order", "domain", "provider_id, name"), "domain", "name")),
    ];

    private static MigrationStatement Added(string table, string column, string definition) => new(
        $"ALTER TABLE {table} ADD COLUMN {column} {definition}",
        Unless: Columns(table, column));

    // What an administrator made wider stays so.
    private static MigrationStatement Modified(WiderColumn column) => new(
        $"""
        SELECT CONCAT(
            'ALTER TABLE {column.Table} MODIFY {column.Name} ',
            CASE WHEN data_type LIKE '%text' AND character_maximum_length >= {column.Length} THEN column_type
                ELSE CONCAT('VARCHAR(', GREATEST(character_maximum_length, {column.Length}), ')') END,
            ' {Text}{(column.IsRequired ? " NOT NULL" : "")}')
        FROM {ColumnCondition(column.Table, column.Name)}
        """,
        Unless: $"{Columns(column.Table, column.Name)} AND character_maximum_length >= {column.Length} AND collation_name = 'utf8mb4_bin'")
    {
        IsMadeByQuery = true,
    };

    private static MigrationStatement Indexed(string index, string table, string column) => new(
        $"CREATE INDEX {index} ON {table} ({column})",
        Unless: $"""
            SELECT COUNT(*) FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND table_name = '{table}' AND index_name = '{index}'
            """);

    private static MigrationStatement UnlessLong(MigrationStatement index, string table, string column) => index with
    {
        Unless = $"""
            SELECT ({index.Unless}) + (SELECT COUNT(*) FROM {ColumnCondition(table, column)}
                AND NOT (data_type = 'varchar' AND character_maximum_length <= {LongestIndexed}))
            """,
    };

    private static string Columns(string table, string column) => $"SELECT COUNT(*) FROM {ColumnCondition(table, column)}";

    private static string ColumnCondition(string table, string column) =>
        $"""
        information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = '{table}' AND column_name = '{column}'
        """;
}
