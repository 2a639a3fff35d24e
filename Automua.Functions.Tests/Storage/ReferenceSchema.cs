namespace Automua.Functions.Tests.Storage;

/// <summary>The reference system's tables as its object mapper makes them in one kind of database.</summary>
/// <param name="Tables">The statements.</param>
/// <param name="Unchecked">What lets the rows of a session point to nothing, as a database does that was filled with other programs.</param>
internal sealed record ReferenceSchema(string Tables, string Unchecked)
{
    public static readonly ReferenceSchema Sqlite = new(TablesOf("id INTEGER NOT NULL", "BOOLEAN", isChecked: true), "");

    public static readonly ReferenceSchema PostgreSql = new(
        TablesOf("id SERIAL NOT NULL", "BOOLEAN"), "SET session_replication_role = replica;");

    public static readonly ReferenceSchema MySql = new(
        TablesOf("id INTEGER NOT NULL AUTO_INCREMENT", "BOOL"), "SET foreign_key_checks = 0; SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';");

    private static string TablesOf(string id, string boolean, bool isChecked = false) =>
        $"""
            CREATE TABLE provider (
                {id},
                name VARCHAR(128) NOT NULL,
                short_name VARCHAR(32) NOT NULL,
                PRIMARY KEY (id)
            );
            CREATE TABLE server (
                {id},
                prio INTEGER DEFAULT '10' NOT NULL,
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                socket_type VARCHAR(32) NOT NULL,
                user_name VARCHAR(64) NOT NULL,
                authentication VARCHAR(32) NOT NULL,
                PRIMARY KEY (id)
            );
            CREATE TABLE davserver (
                {id},
                url VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                type VARCHAR(32) NOT NULL,
                use_ssl {boolean} NOT NULL,
                domain_required {boolean} NOT NULL,
                user_name VARCHAR(64),
                PRIMARY KEY (id){(isChecked ? ", CHECK (use_ssl IN (0, 1)), CHECK (domain_required IN (0, 1))" : "")}
            );
            CREATE TABLE ldapserver (
                {id},
                name VARCHAR(128) NOT NULL,
                port INTEGER NOT NULL,
                use_ssl {boolean} NOT NULL,
                search_base VARCHAR(128) NOT NULL,
                search_filter VARCHAR(128) NOT NULL,
                attr_uid VARCHAR(32) NOT NULL,
                attr_cn VARCHAR(32),
                bind_password VARCHAR(128),
                bind_user VARCHAR(128),
                PRIMARY KEY (id){(isChecked ? ", CHECK (use_ssl IN (0, 1))" : "")}
            );
            CREATE TABLE domain (
                {id},
                name VARCHAR(128) NOT NULL,
                provider_id INTEGER NOT NULL,
                ldapserver_id INTEGER,
                PRIMARY KEY (id),
                UNIQUE (name),
                FOREIGN KEY(provider_id) REFERENCES provider (id),
                FOREIGN KEY(ldapserver_id) REFERENCES ldapserver (id)
            );
            CREATE TABLE server_domain (
                server_id INTEGER NOT NULL,
                domain_id INTEGER NOT NULL,
                PRIMARY KEY (server_id, domain_id),
                FOREIGN KEY(server_id) REFERENCES server (id),
                FOREIGN KEY(domain_id) REFERENCES domain (id)
            );
            CREATE TABLE davserver_domain (
                davserver_id INTEGER NOT NULL,
                domain_id INTEGER NOT NULL,
                PRIMARY KEY (davserver_id, domain_id),
                FOREIGN KEY(davserver_id) REFERENCES davserver (id),
                FOREIGN KEY(domain_id) REFERENCES domain (id)
            );
            """;
}
