namespace Automua.Functions.Storage.Sql;

/// <summary>The schema in PostgreSQL: the reference system's, as its object mapper makes it there, and what is added to it.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>The migrations.</summary>
    public static readonly Migration[] Steps =
    [
        new(1, "tables of automua", ReferenceTables.Statements("SERIAL NOT NULL")),
        new(
            2,
            "indexes for look-ups and imports",
            "CREATE INDEX IF NOT EXISTS automua_domain_name ON domain (lower(name COLLATE \"C\"))",
            "CREATE INDEX IF NOT EXISTS automua_domain_provider ON domain (provider_id)",
            "CREATE INDEX IF NOT EXISTS automua_server_domain ON server_domain (domain_id)",
            "CREATE INDEX IF NOT EXISTS automua_davserver_domain ON davserver_domain (domain_id)"),
        new(
            3,
            "columns that databases of 2020 lack",
            "ALTER TABLE server ADD COLUMN IF NOT EXISTS prio INTEGER DEFAULT '10' NOT NULL",
            "ALTER TABLE domain ADD COLUMN IF NOT EXISTS ldapserver_id INTEGER REFERENCES ldapserver (id)",
            new MigrationStatement(
                AlembicRevision.Raise,
                Unless: $"SELECT CASE WHEN to_regclass('{AlembicRevision.Table}') IS NULL THEN 1 ELSE 0 END")),
        new(
            4,
            "what automua's columns cannot say",
            [
                "ALTER TABLE provider ADD COLUMN automua_id VARCHAR(253)",
                "ALTER TABLE provider ADD COLUMN automua_details TEXT",
                "ALTER TABLE server ADD COLUMN automua_authentication VARCHAR(255)",
                .. WiderColumn.All.Select(column => new MigrationStatement(
                    $"ALTER TABLE {column.Table} ALTER COLUMN {column.Name} TYPE VARCHAR({column.Length})",
                    Unless: $"""
                        SELECT COUNT(*) FROM information_schema.columns
                        WHERE table_schema = ANY (current_schemas(false)) AND table_name = '{column.Table}' AND column_name = '{column.Name}'
                            AND COALESCE(character_maximum_length, {column.Length}) >= {column.Length}
                        """)),
            ]),
        new(
            5,
            "providers that are asked for by a host",
            // Programs that know nothing of these tables delete rows that they refer to.
            """
            CREATE TABLE automua_host (
                name VARCHAR(253) NOT NULL,
                kind VARCHAR(8) NOT NULL,
                provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
                PRIMARY KEY (name, kind, provider_id))
            """,
            "CREATE INDEX automua_host_provider ON automua_host (provider_id)",
            ReferenceTables.Links("automua_server_provider", "server", "provider", ReferenceTables.Cascade),
            ReferenceTables.Links("automua_davserver_provider", "davserver", "provider", ReferenceTables.Cascade),
            "CREATE INDEX automua_server_provider_of ON automua_server_provider (provider_id)",
            "CREATE INDEX automua_davserver_provider_of ON automua_davserver_provider (provider_id)",
            "CREATE INDEX automua_provider_id ON provider (automua_id)",
            "CREATE INDEX automua_provider_name ON provider (name)"),
        new(6, "whether an LDAP server may be asked in the clear", "ALTER TABLE ldapserver ADD COLUMN automua_allow_plain BOOLEAN"),
        new(
            7,
            "indexes for lists of domains",
            "CREATE INDEX automua_domain_order ON domain (name COLLATE \"C\")",
            "CREATE INDEX automua_domain_provider_order ON domain (provider_id, name COLLATE \"C\")",
            // Other databases have the number in every index. The one of step 2 is its beginning.
            "CREATE INDEX automua_domain_newest ON domain (provider_id, id)",
            "DROP INDEX IF EXISTS automua_domain_provider"),
    ];
}
