-- The tables of Automua in PostgreSQL, as the program makes them, for whoever rather makes them himself:
--
--     psql automua < contrib/schema-postgresql.sql
--
-- The database must be empty. The program then starts with auto_migrate = no as well. A table or column that begins with
-- automua is the program's own; all others are those of automua and automx2, of the same names.

-- psql stops at the first error, and then nothing is made.
\set ON_ERROR_STOP on
BEGIN;

-- Who offers mail. automua_id tells providers of one name apart; automua_details is what the other columns cannot say, as JSON.
CREATE TABLE provider (
    id SERIAL NOT NULL,
    name VARCHAR(128) NOT NULL,
    short_name VARCHAR(32) NOT NULL,
    automua_id VARCHAR(253),
    automua_details TEXT,
    PRIMARY KEY (id)
);

-- Mail servers: type is imap, pop, smtp, jmap or managesieve, socket_type SSL, STARTTLS or plain, authentication plain, secure,
-- OAuth2, NTLM, GSSAPI, client-IP-address, TLS-client-cert or none. A lower prio comes first. automua_authentication is a list of
-- several methods, one of which is in authentication.
CREATE TABLE server (
    id SERIAL NOT NULL,
    prio INTEGER DEFAULT 10 NOT NULL,
    name VARCHAR(255) NOT NULL,
    port INTEGER NOT NULL,
    type VARCHAR(32) NOT NULL,
    socket_type VARCHAR(32) NOT NULL,
    user_name VARCHAR(1024) NOT NULL,
    authentication VARCHAR(32) NOT NULL,
    automua_authentication VARCHAR(255),
    PRIMARY KEY (id)
);

-- Calendars, contacts and files: type is caldav, carddav or webdav; port 0 is the one in url.
CREATE TABLE davserver (
    id SERIAL NOT NULL,
    url VARCHAR(1024) NOT NULL,
    port INTEGER NOT NULL,
    type VARCHAR(32) NOT NULL,
    use_ssl BOOLEAN NOT NULL,
    domain_required BOOLEAN NOT NULL,
    user_name VARCHAR(1024),
    PRIMARY KEY (id)
);

-- Directories that tell login names; see docs/ldap.md.
CREATE TABLE ldapserver (
    id SERIAL NOT NULL,
    name VARCHAR(255) NOT NULL,
    port INTEGER NOT NULL,
    use_ssl BOOLEAN NOT NULL,
    search_base VARCHAR(1024) NOT NULL,
    search_filter VARCHAR(1024) NOT NULL,
    attr_uid VARCHAR(32) NOT NULL,
    attr_cn VARCHAR(32),
    bind_password VARCHAR(1024),
    bind_user VARCHAR(1024),
    automua_allow_plain BOOLEAN,
    PRIMARY KEY (id)
);

-- Each domain belongs to one provider, and may name a directory. A name may be a pattern, such as *.example.com.
CREATE TABLE domain (
    id SERIAL NOT NULL,
    name VARCHAR(256) NOT NULL UNIQUE,
    provider_id INTEGER NOT NULL,
    ldapserver_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY (provider_id) REFERENCES provider (id),
    FOREIGN KEY (ldapserver_id) REFERENCES ldapserver (id)
);

-- Which servers a domain has.
CREATE TABLE server_domain (
    server_id INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    PRIMARY KEY (server_id, domain_id),
    FOREIGN KEY (server_id) REFERENCES server (id),
    FOREIGN KEY (domain_id) REFERENCES domain (id)
);

CREATE TABLE davserver_domain (
    davserver_id INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    PRIMARY KEY (davserver_id, domain_id),
    FOREIGN KEY (davserver_id) REFERENCES davserver (id),
    FOREIGN KEY (domain_id) REFERENCES domain (id)
);

-- Which servers a provider has: those of its domains without any, and of hosts and mail exchangers that stand for it.
CREATE TABLE automua_server_provider (
    server_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    PRIMARY KEY (server_id, provider_id),
    FOREIGN KEY (server_id) REFERENCES server (id) ON DELETE CASCADE,
    FOREIGN KEY (provider_id) REFERENCES provider (id) ON DELETE CASCADE
);

CREATE TABLE automua_davserver_provider (
    davserver_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    PRIMARY KEY (davserver_id, provider_id),
    FOREIGN KEY (davserver_id) REFERENCES davserver (id) ON DELETE CASCADE,
    FOREIGN KEY (provider_id) REFERENCES provider (id) ON DELETE CASCADE
);

-- The names that stand for a provider: kind is host, a host of this service, or mx, a mail exchanger.
CREATE TABLE automua_host (
    name VARCHAR(253) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
    PRIMARY KEY (name, kind, provider_id)
);

-- For look-ups, imports and lists.
CREATE INDEX automua_domain_name ON domain (lower(name COLLATE "C"));
CREATE INDEX automua_domain_provider_order ON domain (provider_id, name COLLATE "C");
CREATE INDEX automua_domain_order ON domain (name COLLATE "C");
CREATE INDEX automua_domain_newest ON domain (provider_id, id);
CREATE INDEX automua_server_domain ON server_domain (domain_id);
CREATE INDEX automua_davserver_domain ON davserver_domain (domain_id);
CREATE INDEX automua_server_provider_of ON automua_server_provider (provider_id);
CREATE INDEX automua_davserver_provider_of ON automua_davserver_provider (provider_id);
CREATE INDEX automua_host_provider ON automua_host (provider_id);
CREATE INDEX automua_provider_id ON provider (automua_id);
CREATE INDEX automua_provider_name ON provider (name);

-- Which steps the schema has seen: the program takes later ones by itself, or automua migrate does.
CREATE TABLE automua_migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(128) NOT NULL
);

INSERT INTO automua_migration (number, name) VALUES
    (1, 'tables of automua'),
    (2, 'indexes for look-ups and imports'),
    (3, 'columns that databases of 2020 lack'),
    (4, 'what automua''s columns cannot say'),
    (5, 'providers that are asked for by a host'),
    (6, 'whether an LDAP server may be asked in the clear'),
    (7, 'indexes for lists of domains');

COMMIT;
