#!/usr/bin/env bash
# Prints the SQL that stores a provider, its domains and their servers, for those who prefer SQL to documents:
#
#     contrib/generate-sql.sh sqlite | sqlite3 /var/lib/automua/automua.sqlite
#     contrib/generate-sql.sh postgresql | psql automua
#     contrib/generate-sql.sh mysql | mysql automua
#
# Change the settings below, or set variables of these names. All is stored or nothing. A provider of the same number and name is
# replaced, as a second run does it, with its domains and their servers; where another provider has the number or one of the
# domains, the database refuses it.
set -euo pipefail

# The database: sqlite, postgresql or mysql, which is also for MariaDB. The first argument comes before it.
: "${DIALECT=sqlite}"

# Who offers the mail, and the number of its row.
: "${PROVIDER_NAME=Example Inc.}"
: "${PROVIDER_SHORTNAME=Example}"
: "${PROVIDER_ID=100}"

# The domains, with spaces between them; the patterns *.DOMAIN and * are domains as well.
: "${DOM=example}"
: "${TLD=com}"
: "${DOMAINS=$DOM.$TLD}"

# The mail servers. Several ports of a server are told in this order; without a port the server is left out. TLS begins with
# the connection on 465, 993 and 995, by STARTTLS on all others. %EMAILDOMAIN% in a host is the domain asked about.
: "${MAIL_HOST=mail.$DOM.$TLD}"
: "${IMAP_HOST=$MAIL_HOST}"
: "${IMAP_PORTS=993}"
: "${POP_HOST=$MAIL_HOST}"
: "${POP_PORTS=}"
: "${SMTP_HOST=$MAIL_HOST}"
: "${SMTP_PORTS=465 587}"

# How users log in there: as %EMAILADDRESS% or %EMAILLOCALPART%, for instance, with plain, secure, OAuth2, NTLM, GSSAPI,
# client-IP-address, TLS-client-cert or none.
: "${USER_NAME=%EMAILADDRESS%}"
: "${AUTHENTICATION=plain}"

# Calendars and contacts, such as https://dav.example.com/; without a URL there are none.
: "${CALDAV_URL=}"
: "${CARDDAV_URL=}"

# The directory that tells login names, see docs/ldap.md; without a host there is none. On ports 636 and 3269 TLS begins with the
# connection, on all others by StartTLS.
: "${LDAP_HOST=}"
: "${LDAP_PORT=636}"
: "${LDAP_SEARCH_BASE=}"
default_filter='(mail={0})'
: "${LDAP_SEARCH_FILTER=$default_filter}"
: "${LDAP_ATTR_UID=uid}"
: "${LDAP_ATTR_CN=cn}"
: "${LDAP_BIND_USER=}"
: "${LDAP_BIND_PASSWORD=}"

# Octets, whatever the locale: ranges of letters are those of ASCII.
export LC_ALL=C

refuse() {
    printf 'generate-sql.sh: %s\n' "$1" >&2
    exit 2
}

# The characters of a text in UTF-8: its octets without those that continue a character.
length() {
    local first=${1//[$'\x80'-$'\xbf']/}
    printf '%s' "${#first}"
}

# check_text VARIABLE MOST: a text of one line with at most so many characters.
check_text() {
    local value=${!1}
    [ -n "${value//[[:space:]]/}" ] || refuse "$1 is empty; allowed is a text of 1 to $2 characters"
    [[ $value != *[[:cntrl:]]* ]] || refuse "$1 has a line break or another control character; allowed is a text of one line"
    [ "$(length "$value")" -le "$2" ] || refuse "$1 has $(length "$value") characters; allowed are 1 to $2"
}

# check_number VARIABLE VALUE LEAST MOST
check_number() {
    if ! [[ $2 =~ ^[1-9][0-9]{0,9}$ ]] || [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
        refuse "$1 is '$2'; allowed are whole numbers from $3 to $4"
    fi
}

# is_name NAME: whether a domain or a host can have the name, in ASCII or in the letters of any script.
is_name() {
    local label ascii=${1//[$'\x80'-$'\xff']/x} labels
    [ "${#1}" -le 253 ] && [[ $ascii =~ ^[A-Za-z0-9.-]+$ ]] && [[ $ascii != *. ]] || return 1
    IFS=. read -ra labels <<<"$ascii"
    for label in "${labels[@]}"; do
        [ "${#label}" -le 63 ] && [[ $label =~ ^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$ ]] || return 1
    done
}

check_domain() {
    [ "$1" = '*' ] || is_name "${1#'*.'}" ||
        refuse "DOMAINS has '$1'; allowed are names such as example.com, *.example.com and *, with spaces between them"
}

# check_server VARIABLE-OF-THE-HOST VARIABLE-OF-THE-PORTS
check_server() {
    local port ports seen=' '
    read -ra ports <<<"${!2//[[:space:]]/ }"
    [ ${#ports[@]} -gt 0 ] || return 0
    is_name "${!1//%EMAILDOMAIN%/example.com}" ||
        refuse "$1 is '${!1}'; allowed is a host name, such as mail.example.com or mail.%EMAILDOMAIN%"
    for port in "${ports[@]}"; do
        check_number "$2" "$port" 1 65535
        [[ $seen != *" $port "* ]] || refuse "$2 has the port $port twice"
        seen+="$port "
    done
}

# check_url VARIABLE
check_url() {
    [ -n "${!1}" ] || return 0
    local authority=${!1#*://} host port=''
    [[ ${!1} =~ ^https://[^[:space:][:cntrl:]]+$ ]] || refuse "$1 is '${!1}'; allowed is a URL with https, such as https://dav.example.com/"
    [ "$(length "${!1}")" -le 1024 ] || refuse "$1 has $(length "${!1}") characters; allowed are at most 1024"
    authority=${authority%%[/?#]*}
    host=${authority%:*}
    [ "$host" = "$authority" ] || port=${authority##*:}
    is_name "${host//%EMAILDOMAIN%/example.com}" || refuse "$1 has the host '$host'; allowed is a host name, such as dav.example.com"
    [ -z "$port" ] || check_number "$1" "$port" 1 65535
}

# Every placeholder but those four is a mistake.
check_user_name() {
    check_text USER_NAME 1024
    local rest=$USER_NAME known
    for known in %EMAILADDRESS% %EMAILLOCALPART% %EMAILDOMAIN% %REALNAME%; do
        rest=${rest//"$known"/}
    done
    [[ ! $rest =~ %[A-Za-z_]+% ]] ||
        refuse "USER_NAME has '${BASH_REMATCH[0]}'; allowed are %EMAILADDRESS%, %EMAILLOCALPART%, %EMAILDOMAIN% and %REALNAME%"
}

check_authentication() {
    case $AUTHENTICATION in
        plain | secure | OAuth2 | NTLM | GSSAPI | client-IP-address | TLS-client-cert | none) ;;
        *)
            refuse "AUTHENTICATION is '$AUTHENTICATION'; allowed are plain, secure, OAuth2, NTLM, GSSAPI, client-IP-address,\
 TLS-client-cert, none"
            ;;
    esac
}

check_directory() {
    [ -n "$LDAP_HOST" ] || return 0
    is_name "$LDAP_HOST" || refuse "LDAP_HOST is '$LDAP_HOST'; allowed is a host name, such as ldap.example.com"
    check_number LDAP_PORT "$LDAP_PORT" 1 65535
    check_text LDAP_SEARCH_BASE 1024
    check_text LDAP_SEARCH_FILTER 1024
    [[ $LDAP_SEARCH_FILTER == \(*'{0}'*\) ]] ||
        refuse "LDAP_SEARCH_FILTER is '$LDAP_SEARCH_FILTER'; allowed is a filter in parentheses with {0} for the address, such as (mail={0})"
    local variable
    for variable in LDAP_ATTR_UID LDAP_ATTR_CN; do
        [ -z "${!variable}" ] && [ "$variable" = LDAP_ATTR_CN ] || [[ ${!variable} =~ ^[A-Za-z][A-Za-z0-9-]{0,31}$ ]] ||
            refuse "$variable is '${!variable}'; allowed is the name of an attribute, such as uid"
    done
    [ -z "$LDAP_BIND_USER" ] || check_text LDAP_BIND_USER 1024
    # The password is a secret: it is not repeated.
    [ "${LDAP_BIND_USER:+given}" = "${LDAP_BIND_PASSWORD:+given}" ] ||
        refuse "LDAP_BIND_USER and LDAP_BIND_PASSWORD go together; allowed are both or neither"
    [ -z "$LDAP_BIND_PASSWORD" ] || check_text LDAP_BIND_PASSWORD 1024
}

# What differs between the databases.
case $#,${1-$DIALECT} in
    0,sqlite | 1,sqlite)
        escaped_backslash=\\ new_id='(SELECT MAX(id) FROM %s)' drop='DROP TABLE'
        before=$'.bail on\n.timeout 10000\nBEGIN IMMEDIATE;'
        ;;
    0,postgresql | 1,postgresql)
        escaped_backslash=\\ new_id="currval(pg_get_serial_sequence('%s', 'id'))" drop='DROP TABLE'
        before=$'\\set ON_ERROR_STOP on\nSET client_encoding = \'UTF8\';\nSET standard_conforming_strings = on;\nBEGIN;'
        ;;
    0,mysql | 1,mysql)
        escaped_backslash=\\\\ new_id='LAST_INSERT_ID()' drop='DROP TEMPORARY TABLE'
        before=$'SET NAMES utf8mb4;\nSET SESSION sql_mode = \'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION\';\nSTART TRANSACTION;'
        ;;
    0,* | 1,*) refuse "DIALECT is '${1-$DIALECT}'; allowed are sqlite, postgresql, mysql" ;;
    *) refuse "there are $# arguments; allowed is one, the database: sqlite, postgresql, mysql" ;;
esac
dialect=${1-$DIALECT}

quoted() {
    local text=${1//\\/"$escaped_backslash"}
    printf "'%s'" "${text//"'"/"''"}"
}

# Of an empty text NULL.
optional() {
    if [ -n "$1" ]; then quoted "$1"; else printf NULL; fi
}

id_of_new() {
    # shellcheck disable=SC2059 # The format is above.
    printf "$new_id" "$1"
}

# Servers are told in the order in which they are printed.
priority=0

# print_server TYPE HOST PORTS
print_server() {
    local port ports security
    read -ra ports <<<"${3//[[:space:]]/ }"
    for port in ${ports[@]+"${ports[@]}"}; do
        case $port in
            465 | 993 | 995) security=SSL ;;
            *) security=STARTTLS ;;
        esac
        priority=$((priority + 10))
        cat <<SQL

INSERT INTO server (prio, name, port, type, socket_type, user_name, authentication)
    VALUES ($priority, $(quoted "$2"), $port, '$1', '$security', $(quoted "$USER_NAME"), '$AUTHENTICATION');
INSERT INTO server_domain (server_id, domain_id)
    SELECT $(id_of_new server), id FROM domain WHERE provider_id = $PROVIDER_ID;
SQL
    done
}

# print_dav_server TYPE URL
print_dav_server() {
    [ -n "$2" ] || return 0
    cat <<SQL

INSERT INTO davserver (url, port, type, use_ssl, domain_required, user_name)
    VALUES ($(quoted "$2"), 0, '$1', TRUE, FALSE, $(quoted "$USER_NAME"));
INSERT INTO davserver_domain (davserver_id, domain_id)
    SELECT $(id_of_new davserver), id FROM domain WHERE provider_id = $PROVIDER_ID;
SQL
}

print_directory() {
    [ -n "$LDAP_HOST" ] || return 0
    local use_ssl=FALSE
    case $LDAP_PORT in 636 | 3269) use_ssl=TRUE ;; esac
    cat <<SQL

INSERT INTO ldapserver (name, port, use_ssl, search_base, search_filter, attr_uid, attr_cn, bind_user, bind_password)
    VALUES ($(quoted "$LDAP_HOST"), $LDAP_PORT, $use_ssl,
        $(quoted "$LDAP_SEARCH_BASE"), $(quoted "$LDAP_SEARCH_FILTER"), $(quoted "$LDAP_ATTR_UID"), $(optional "$LDAP_ATTR_CN"),
        $(optional "$LDAP_BIND_USER"), $(optional "$LDAP_BIND_PASSWORD"));
UPDATE domain SET ldapserver_id = $(id_of_new ldapserver) WHERE provider_id = $PROVIDER_ID;
SQL
}

# Rows that were inserted with numbers, as the provider is, do not count in PostgreSQL's sequences.
print_counting_on() {
    local table
    [ "$dialect" = postgresql ] || return 0
    printf 'DO %sBEGIN\n' "'"
    for table in domain server davserver ldapserver provider; do
        printf "    PERFORM setval(pg_get_serial_sequence(''%s'', ''id''), COALESCE(MAX(id), 0) + 1, false) FROM %s;\n" "$table" "$table"
    done
    printf "END';\n"
}

# What is replaced, with the servers and directories that nobody else has.
print_removal() {
    cat <<SQL
CREATE TEMPORARY TABLE replaced_domain AS
    SELECT domain.id, domain.ldapserver_id FROM domain JOIN provider ON provider.id = domain.provider_id
    WHERE provider.id = $PROVIDER_ID AND provider.name = $name;
CREATE TEMPORARY TABLE replaced_server AS
    SELECT server_id FROM server_domain WHERE domain_id IN (SELECT id FROM replaced_domain);
CREATE TEMPORARY TABLE replaced_davserver AS
    SELECT davserver_id FROM davserver_domain WHERE domain_id IN (SELECT id FROM replaced_domain);
DELETE FROM server_domain WHERE domain_id IN (SELECT id FROM replaced_domain);
DELETE FROM davserver_domain WHERE domain_id IN (SELECT id FROM replaced_domain);
DELETE FROM domain WHERE id IN (SELECT id FROM replaced_domain);
DELETE FROM provider WHERE id = $PROVIDER_ID AND name = $name;
DELETE FROM server WHERE id IN (SELECT server_id FROM replaced_server)
    AND id NOT IN (SELECT server_id FROM server_domain)
    AND id NOT IN (SELECT server_id FROM automua_server_provider);
DELETE FROM davserver WHERE id IN (SELECT davserver_id FROM replaced_davserver)
    AND id NOT IN (SELECT davserver_id FROM davserver_domain)
    AND id NOT IN (SELECT davserver_id FROM automua_davserver_provider);
DELETE FROM ldapserver WHERE id IN (SELECT ldapserver_id FROM replaced_domain)
    AND id NOT IN (SELECT ldapserver_id FROM domain WHERE ldapserver_id IS NOT NULL);
$drop replaced_domain;
$drop replaced_server;
$drop replaced_davserver;
SQL
}

print_provider() {
    printf '\nINSERT INTO provider (id, name, short_name) VALUES (%s, %s, %s);\n' \
        "$PROVIDER_ID" "$name" "$(quoted "$PROVIDER_SHORTNAME")"
}

print_domains() {
    local separator='' domain
    printf 'INSERT INTO domain (name, provider_id) VALUES\n'
    for domain in "${domains[@]}"; do
        printf '%s    (%s, %s)' "$separator" "$(quoted "$domain")" "$PROVIDER_ID"
        separator=$',\n'
    done
    printf ';\n'
}

check_text PROVIDER_NAME 128
check_text PROVIDER_SHORTNAME 32
check_number PROVIDER_ID "$PROVIDER_ID" 1 999999
read -ra domains <<<"${DOMAINS//[[:space:]]/ }"
# Names are stored in small letters, of any script.
LC_ALL=C.UTF-8 2>/dev/null
domains=("${domains[@],,}") umlaut=Ü
[ "${umlaut,,}" = ü ] || [[ ${domains[*]} != *[$'\x80'-$'\xff']* ]] ||
    refuse "DOMAINS has letters beyond ASCII, which need the locale C.UTF-8 here; write such names as they stand in DNS, xn--..."
LC_ALL=C
[ ${#domains[@]} -gt 0 ] ||
    refuse "DOMAINS is empty; allowed are names such as example.com, *.example.com and *, with spaces between them"
known=' '
for domain in "${domains[@]}"; do
    check_domain "$domain"
    [[ $known != *" $domain "* ]] || refuse "DOMAINS has '$domain' twice"
    known+="$domain "
done
check_server IMAP_HOST IMAP_PORTS
check_server POP_HOST POP_PORTS
check_server SMTP_HOST SMTP_PORTS
[ -n "${IMAP_PORTS//[[:space:]]/}${POP_PORTS//[[:space:]]/}" ] ||
    refuse "IMAP_PORTS and POP_PORTS are empty; allowed are ports of one of them at least, such as 993"
[ -n "${SMTP_PORTS//[[:space:]]/}" ] || refuse "SMTP_PORTS is empty; allowed are ports, such as 465 587"
check_user_name
check_authentication
check_url CALDAV_URL
check_url CARDDAV_URL
check_directory

name=$(quoted "$PROVIDER_NAME")
printf '%s\n' "$before"
print_removal
print_provider
print_counting_on
print_domains
print_directory
print_server imap "$IMAP_HOST" "$IMAP_PORTS"
print_server pop "$POP_HOST" "$POP_PORTS"
print_server smtp "$SMTP_HOST" "$SMTP_PORTS"
print_dav_server caldav "$CALDAV_URL"
print_dav_server carddav "$CARDDAV_URL"
printf '\nCOMMIT;\n'
