namespace Automua.Functions.Storage.Sql;

/// <summary>The schema in PostgreSQL: the reference system's, as its object mapper makes it there, and what is added to it.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>The migrations.</summary>
    public static readonly Migration[] Steps =
    [
        new(
            1,
            "tables of the reference system",
            """
            CREATE TABLE IF NOT EXISTS provider (
                id SERIAL NOT NULL PRIMARY KEY,
                name VARCHAR(128) NOT NULL,
                short_name VARCHAR(32) NOT NULL)
            """,
            """
            CREATE TABLE IF NOT EXISTS server (
                id SERIAL NOT NULL PRIMARY KEY,
                prio INTEGER DEFAULT '10' NOT NULL,
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                socket_type VARCHAR(32) NOT NULL,
                user_name VARCHAR(64) NOT NULL,
                authentication VARCHAR(32) NOT NULL)
            """,
            """
            CREATE TABLE IF NOT EXISTS davserver (
                id SERIAL NOT NULL PRIMARY KEY,
                url VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                use_ssl BOOLEAN NOT NULL,
                domain_required BOOLEAN NOT NULL,
                user_name VARCHAR(64))
            """,
            """
            CREATE TABLE IF NOT EXISTS ldapserver (
                id SERIAL NOT NULL PRIMARY KEY,
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                use_ssl BOOLEAN NOT NULL,
                search_base VARCHAR(128) NOT NULL,
                search_filter VARCHAR(128) NOT NULL,
                attr_uid VARCHAR(32) NOT NULL,
                attr_cn VARCHAR(32),
                bind_password VARCHAR(128),
                bind_user VARCHAR(128))
            """,
            """
            CREATE TABLE IF NOT EXISTS domain (
                id SERIAL NOT NULL PRIMARY KEY,
                name VARCHAR(128) NOT NULL UNIQUE,
                provider_id INTEGER NOT NULL REFERENCES provider (id),
                ldapserver_id INTEGER REFERENCES ldapserver (id))
            """,
            """
            CREATE TABLE IF NOT EXISTS server_domain (
                server_id INTEGER NOT NULL REFERENCES server (id),
                domain_id INTEGER NOT NULL REFERENCES domain (id),
                PRIMARY KEY (server_id, domain_id))
            """,
            """
            CREATE TABLE IF NOT EXISTS davserver_domain (
                davserver_id INTEGER NOT NULL REFERENCES davserver (id),
                domain_id INTEGER NOT NULL REFERENCES domain (id),
                PRIMARY KEY (davserver_id, domain_id))
            """),
        new(
            2,
            "indexes for look-ups and imports",
            "CREATE INDEX IF NOT EXISTS automua_domain_name ON domain (lower(name COLLATE \"C\"))",
            "CREATE INDEX IF NOT EXISTS automua_domain_provider ON domain (provider_id)",
            "CREATE INDEX IF NOT EXISTS automua_server_domain ON server_domain (domain_id)",
            "CREATE INDEX IF NOT EXISTS automua_davserver_domain ON davserver_domain (domain_id)"),
        new(
            3,
            "priorities, which databases of 2020 lack",
            "ALTER TABLE server ADD COLUMN IF NOT EXISTS prio INTEGER DEFAULT '10' NOT NULL"),
        new(
            4,
            "what the reference system's columns cannot say",
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
            """
            CREATE TABLE automua_server_provider (
                server_id INTEGER NOT NULL REFERENCES server (id) ON DELETE CASCADE,
                provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
                PRIMARY KEY (server_id, provider_id))
            """,
            """
            CREATE TABLE automua_davserver_provider (
                davserver_id INTEGER NOT NULL REFERENCES davserver (id) ON DELETE CASCADE,
                provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
                PRIMARY KEY (davserver_id, provider_id))
            """,
            "CREATE INDEX automua_server_provider_of ON automua_server_provider (provider_id)",
            "CREATE INDEX automua_davserver_provider_of ON automua_davserver_provider (provider_id)",
            "CREATE INDEX automua_provider_id ON provider (automua_id)",
            "CREATE INDEX automua_provider_name ON provider (name)"),
    ];
}
