# The servers that scripts here start, on free ports of the loopback interface. Who sources it has made the folder `folder`, into which
# users other than its own can go, and the list `pids` of those whom it stops.
# shellcheck disable=SC2154
# shellcheck disable=SC2034

# Runs a program as another user, in place of this shell, when root runs this one.
as_user() {
    local user=$1 group=$2
    shift 2
    if [ "$(id -u)" -eq 0 ]; then
        exec setpriv --reuid="$user" --regid="$group" --clear-groups -- "$@"
    fi
    exec "$@"
}

own_folder() {
    mkdir "$folder/$1"
    [ "$(id -u)" -ne 0 ] || chown "$2:$3" "$folder/$1"
}

# Servers have the settings that their makers give them: what is committed is on the disk.
start_postgresql() {
    local programs at=$folder/postgresql log=$folder/postgresql.log
    programs=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
    postgresql_port=$(free_port)
    own_folder postgresql postgres postgres
    (cd "$at" && as_user postgres postgres "$programs/initdb" -D "$at/data" -U postgres --encoding=UTF8 --locale=C \
        --auth-local=trust --auth-host=trust) >"$log" 2>&1
    run_postgresql
    postgresql_version=$("$programs/postgres" --version | sed 's/^postgres (PostgreSQL) /PostgreSQL /; s/ (.*//')
}

# Runs it on the data that are there.
run_postgresql() {
    local programs at=$folder/postgresql log=$folder/postgresql.log
    programs=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
    (cd "$at" && as_user postgres postgres "$programs/postgres" -D "$at/data" -p "$postgresql_port" \
        -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$at") >>"$log" 2>&1 &
    postgresql_pid=$!
    wait_for_port "$postgresql_port" "$log"
    until psql -h 127.0.0.1 -p "$postgresql_port" -U postgres -qc 'SELECT 1' >/dev/null 2>&1; do sleep 0.1; done
}

suffix=dc=example,dc=com
service=cn=automua,$suffix
administrator=cn=admin,$suffix

start_directory() {
    local entries=$1
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
        -keyout "$folder/server.key" -out "$folder/server.pem" 2>/dev/null
    mkdir "$folder/data"
    # Where AppArmor confines slapd to its own folders, it does so by the program's path.
    cp "$(command -v slapd)" "$folder/slapd"
    cat >"$folder/slapd.conf" <<CONFIGURATION
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile $folder/slapd.pid
argsfile $folder/slapd.args
TLSCertificateFile $folder/server.pem
TLSCertificateKeyFile $folder/server.key
database mdb
suffix "$suffix"
rootdn "$administrator"
rootpw administrator
directory $folder/data
maxsize 1073741824
index objectClass,mail eq
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="$service" read by * none
database monitor
access to * by dn.exact="$administrator" read by * none
CONFIGURATION
    awk -v suffix="$suffix" -v service="$service" -v entries="$entries" 'BEGIN {
        printf "dn: %s\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example\n\n", suffix
        printf "dn: %s\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: automua\nuserPassword: automua\n\n", service
        for (i = 0; i < entries; i++)
            printf "dn: uid=login%d,%s\nobjectClass: inetOrgPerson\nuid: login%d\ncn: User %d\nsn: %d\nmail: user%d@example.com\n\n", i, suffix, i, i, i, i
    }' >"$folder/entries.ldif"
    "$folder/slapd" -T add -q -f "$folder/slapd.conf" -l "$folder/entries.ldif"
    directory_port=$(free_port)
    tls_port=$(free_port)
    "$folder/slapd" -d none -f "$folder/slapd.conf" -h "ldap://127.0.0.1:$directory_port/ ldaps://127.0.0.1:$tls_port/" 2>"$folder/slapd.log" &
    directory_pid=$!
    pids+=("$directory_pid")
    wait_for_port "$tls_port" "$folder/slapd.log"
    directory_version=$("$folder/slapd" -VV 2>&1 | sed -n 's/.*OpenLDAP: slapd \([0-9.]*\).*/OpenLDAP \1/p')
}

# A document that gives a domain's mailboxes to the directory: import_directory PORT KEY DOMAIN.
import_directory() {
    local seed
    seed='{"version":2,"provider":"Example Inc.","domains":[{"name":"'$3'","ldapserver_id":1}],"ldapservers":[{"id":1,"name":"localhost",'
    seed+='"port":'$tls_port',"use_ssl":true,"search_base":"'$suffix'","bind_user":"'$service'","bind_password":"automua"}],'
    seed+='"servers":[{"type":"imap","name":"imap.example.com"},{"type":"smtp","name":"smtp.example.com"}]}'
    curl -sS --fail-with-body -o "$folder/import.json" -H "x-functions-key: $2" -d "$seed" "http://127.0.0.1:$1/initdb/" ||
        fail "the import failed: $(cat "$folder/import.json")"
}
