-- The tables of Automua in MySQL and MariaDB, as the program makes them, for whoever rather makes them himself:
--
--     mysql automua < contrib/schema-mysql.sql
--
-- The database must be empty. The program then starts with auto_migrate = no as well. A table or column that begins with
-- automua is the program's own; all others are those of automua and automx2, of the same names.

SET NAMES utf8mb4;

-- Who offers mail. automua_id tells providers of one name apart; automua_details is what the other columns cannot say, as JSON.
CREATE TABLE provider (
    id INTEGER NOT NULL AUTO_INCREMENT,
    name VARCHAR(128) NOT NULL,
    short_name VARCHAR(32) NOT NULL,
    automua_id VARCHAR(253),
    automua_details LONGTEXT,
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Mail servers: type is imap, pop, smtp, jmap or managesieve, socket_type SSL, STARTTLS or plain, authentication plain, secure,
-- OAuth2, NTLM, GSSAPI, client-IP-address, TLS-client-cert or none. A lower prio comes first. automua_authentication is a list of
-- several methods, one of which is in authentication.
CREATE TABLE server (
    id INTEGER NOT NULL AUTO_INCREMENT,
    prio INTEGER NOT NULL DEFAULT 10,
    name VARCHAR(255) NOT NULL,
    port INTEGER NOT NULL,
    type VARCHAR(32) NOT NULL,
    socket_type VARCHAR(32) NOT NULL,
    user_name VARCHAR(1024) NOT NULL,
    authentication VARCHAR(32) NOT NULL,
    automua_authentication VARCHAR(255),
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Calendars, contacts and files: type is caldav, carddav or webdav; port 0 is the one in url.
CREATE TABLE davserver (
    id INTEGER NOT NULL AUTO_INCREMENT,
    url VARCHAR(1024) NOT NULL,
    port INTEGER NOT NULL,
    type VARCHAR(32) NOT NULL,
    use_ssl BOOLEAN NOT NULL,
    domain_required BOOLEAN NOT NULL,
    user_name VARCHAR(1024),
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Directories that tell login names; see docs/ldap.md.
CREATE TABLE ldapserver (
    id INTEGER NOT NULL AUTO_INCREMENT,
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
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Each domain belongs to one provider, and may name a directory. A name may be a pattern, such as *.example.com.
-- automua_name is the name with A to Z in lower case: LOWER would change the letters of all scripts.
CREATE TABLE domain (
    id INTEGER NOT NULL AUTO_INCREMENT,
    name VARCHAR(256) NOT NULL UNIQUE,
    provider_id INTEGER NOT NULL,
    ldapserver_id INTEGER,
    automua_name VARCHAR(256) GENERATED ALWAYS AS (
        REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(
        REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(name
        , 'A', 'a'), 'B', 'b'), 'C', 'c'), 'D', 'd'), 'E', 'e'), 'F', 'f'), 'G', 'g')
        , 'H', 'h'), 'I', 'i'), 'J', 'j'), 'K', 'k'), 'L', 'l'), 'M', 'm'), 'N', 'n')
        , 'O', 'o'), 'P', 'p'), 'Q', 'q'), 'R', 'r'), 'S', 's'), 'T', 't'), 'U', 'u')
        , 'V', 'v'), 'W', 'w'), 'X', 'x'), 'Y', 'y'), 'Z', 'z')) STORED,
    PRIMARY KEY (id),
    FOREIGN KEY (provider_id) REFERENCES provider (id),
    FOREIGN KEY (ldapserver_id) REFERENCES ldapserver (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which servers a domain has.
CREATE TABLE server_domain (
    server_id INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    PRIMARY KEY (server_id, domain_id),
    FOREIGN KEY (server_id) REFERENCES server (id),
    FOREIGN KEY (domain_id) REFERENCES domain (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE davserver_domain (
    davserver_id INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    PRIMARY KEY (davserver_id, domain_id),
    FOREIGN KEY (davserver_id) REFERENCES davserver (id),
    FOREIGN KEY (domain_id) REFERENCES domain (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which servers a provider has: those of its domains without any, and of hosts and mail exchangers that stand for it.
CREATE TABLE automua_server_provider (
    server_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    PRIMARY KEY (server_id, provider_id),
    FOREIGN KEY (server_id) REFERENCES server (id) ON DELETE CASCADE,
    FOREIGN KEY (provider_id) REFERENCES provider (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE automua_davserver_provider (
    davserver_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    PRIMARY KEY (davserver_id, provider_id),
    FOREIGN KEY (davserver_id) REFERENCES davserver (id) ON DELETE CASCADE,
    FOREIGN KEY (provider_id) REFERENCES provider (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The names that stand for a provider: kind is host, a host of this service, or mx, a mail exchanger.
CREATE TABLE automua_host (
    name VARCHAR(253) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    provider_id INTEGER NOT NULL,
    PRIMARY KEY (name, kind, provider_id),
    FOREIGN KEY automua_host_provider (provider_id) REFERENCES provider (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- For look-ups, imports and lists.
CREATE INDEX automua_domain_name ON domain (automua_name);
CREATE INDEX automua_domain_provider ON domain (provider_id);
CREATE INDEX automua_domain_provider_order ON domain (provider_id, name);
CREATE INDEX automua_server_domain ON server_domain (domain_id);
CREATE INDEX automua_davserver_domain ON davserver_domain (domain_id);
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
