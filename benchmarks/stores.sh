#!/usr/bin/env bash
# Measures the native program on each of its stores: imports, export, look-ups, start-up. Starts the servers itself, on free
# ports of the loopback interface and with their data in a temporary folder, and prints tables in Markdown.
set -euo pipefail
script=stores.sh
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=bench.bash
. "$here/bench.bash"
# shellcheck source=servers.bash
. "$here/servers.bash"

program=$here/../artifacts/publish/automua
azurite=$here/../artifacts/npm/node_modules/.bin/azurite-table
stores='sqlite postgresql mariadb azurite'
parts='imports lookups'
domains=100000
few=1000
many=1000000
servers=2
runs=3
seconds=10

usage() {
    cat <<'USAGE'
stores.sh [OPTION...]
  --program FILE   the published program; artifacts/publish/automua
  --azurite FILE   the program azurite-table of npm's package; artifacts/npm/node_modules/.bin/azurite-table
  --stores WORDS   which of 'sqlite postgresql mariadb azurite'
  --parts WORDS    which of 'imports lookups'
  --domains N      domains of an import; 100000
  --few N          domains of the small store for look-ups; 1000
  --many N         domains of the large one; 1000000
  --servers N      mail servers of each provider, 1 to 4; 2
  --runs N         imports, rounds of look-ups; of several the median counts; 3; one import on Azurite
  --seconds N      how long a round of look-ups takes; 10
  --write          replaces the section in README.md
A quick run: stores.sh --domains 2000 --few 100 --many 2000 --runs 1 --seconds 2
USAGE
}

numbers='domains few many servers runs seconds'
texts='program azurite stores parts'
read_options "$@"

for store in $stores; do has 'sqlite postgresql mariadb azurite' "$store" || fail "--stores: $store is none"; done
for part in $parts; do has 'imports lookups' "$part" || fail "--parts: $part is none"; done

needs=(awk /usr/bin/time "$program")
! has "$parts" lookups || needs+=(wrk)
! has "$stores" mariadb || needs+=(mariadbd mariadb mariadb-install-db)
! has "$stores" postgresql || needs+=(psql)
! has "$stores" azurite || needs+=(node "$azurite")
for need in "${needs[@]}"; do
    command -v "$need" >/dev/null || fail "there is no $need: Debian's packages are time, wrk, postgresql, mariadb-server and nodejs; ./test.sh publishes the program and installs Azurite"
done

folder=$(mktemp -d /tmp/automua-stores.XXXXXX)
# Servers that do not run as root have their folders in there.
chmod 711 "$folder"
pids=()

clean_up() {
    local pid
    for pid in "${pids[@]}"; do stop TERM "$pid"; done
    [ -z "${postgresql_pid-}" ] || stop INT "$postgresql_pid"
    rm -rf "$folder"
}
trap clean_up EXIT

# Like PostgreSQL it has the settings that its makers give it.
start_mariadb() {
    local at=$folder/mariadb log=$folder/mariadb.log
    mariadb_port=$(free_port)
    own_folder mariadb nobody nogroup
    (cd "$at" && as_user nobody nogroup mariadb-install-db --no-defaults --datadir="$at/data" \
        --auth-root-authentication-method=normal --skip-test-db) >"$log" 2>&1
    (cd "$at" && as_user nobody nogroup mariadbd --no-defaults --datadir="$at/data" --socket="$at/socket" --pid-file="$at/pid" \
        --bind-address=127.0.0.1 --port="$mariadb_port" --skip-name-resolve) >>"$log" 2>&1 &
    pids+=($!)
    wait_for_port "$mariadb_port" "$log"
    on_mariadb "CREATE USER automua IDENTIFIED BY 'automua'"
    versions+=("MariaDB $(mariadbd --version | sed -E 's/.*Ver ([0-9.]+).*/\1/')")
}

on_mariadb() { mariadb --no-defaults --socket="$folder/mariadb/socket" --user=root --execute="$1"; }

azurite_accounts=50
azurite_key=$(printf 'automua' | sha256sum | cut -c 1-64 | tr -d '\n' | base64 -w 0)
start_azurite() {
    local log=$folder/azurite.log accounts='' i
    azurite_port=$(free_port)
    for ((i = 1; i <= azurite_accounts; i++)); do accounts+="account$i:$azurite_key;"; done
    mkdir "$folder/azurite"
    (cd "$folder/azurite" && AZURITE_ACCOUNTS=${accounts%;} exec "$azurite" --tableHost 127.0.0.1 --tablePort "$azurite_port" \
        --inMemoryPersistence --skipApiVersionCheck --disableTelemetry) >"$log" 2>&1 &
    pids+=($!)
    wait_for_port "$azurite_port" "$log"
    versions+=("Azurite $("$azurite" --version) in memory")
}

# An empty database; sets database_uri.
databases=0
new_database() {
    databases=$((databases + 1))
    case $1 in
        sqlite) database_uri=sqlite:///$folder/$databases.sqlite ;;
        postgresql)
            psql -h 127.0.0.1 -p "$postgresql_port" -U postgres -qc "CREATE DATABASE automua$databases"
            database_uri=postgresql://postgres@127.0.0.1:$postgresql_port/automua$databases ;;
        mariadb)
            on_mariadb "CREATE DATABASE automua$databases CHARACTER SET utf8mb4; GRANT ALL ON automua$databases.* TO automua"
            database_uri=mysql://automua:automua@127.0.0.1:$mariadb_port/automua$databases ;;
        azurite)
            [ "$databases" -le "$azurite_accounts" ] || fail 'there are too few accounts in Azurite for so many runs'
            database_uri="DefaultEndpointsProtocol=http;AccountName=account$databases;AccountKey=$azurite_key;TableEndpoint=http://127.0.0.1:$azurite_port/account$databases;" ;;
    esac
}

# The program, with nothing but its defaults and the store.
automua() { env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="$database_uri" "${settings[@]}" "$program" "$@"; }
settings=(AUTOMUA_LOGLEVEL=WARNING)

largest() { sort -n | tail -n 1; }

# Runs the program; notes the seconds that the process took and its largest resident size, in KiB.
timed() {
    local what=$1
    shift
    printf '%s\n' "$*" >>"$folder/log"
    /usr/bin/time -f '%e %M %U %S' -o "$folder/time" env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="$database_uri" "$program" "$@" \
        >"$folder/out" 2>"$folder/err" || fail "$* on $store: $(head -c 2000 "$folder/out" "$folder/err")"
    read -r took size user system <"$folder/time"
    printf '%s\n' "$took" >>"$folder/$what.seconds"
    printf '%s\n' "$size" >>"$folder/$what.size"
    printf '%-10s %-11s %6s s, of the processor %s + %s s, %7s KiB  %s\n' \
        "$store" "$what" "$took" "$user" "$system" "$size" "$(head -n 1 "$folder/out" | sed 's/.*: providers/providers/')" >&2
}

expect() { grep -q "domains $1\$" "$folder/out" || fail "$store: expected 'domains $1', not: $(head -n 1 "$folder/out")"; }

seconds_of() { median <"$folder/$1.seconds"; }

measure_imports() {
    local each=$1 shape=$2 run base half=$((domains / 2)) requests imports=$runs
    # It replaces an entity in time that grows with the table: minutes for each run.
    [ "$store" != azurite ] || imports=1
    write_document "$folder/first.json" 0 "$domains" "$each" "$servers"
    write_document "$folder/second.json" "$half" "$domains" "$each" "$servers"
    rm -f "$folder"/*.seconds "$folder"/*.size
    for ((run = 0; run < imports; run++)); do
        new_database "$store"
        # The first run makes the tables; the second shows what there is beside an import.
        timed prepare import "$folder/empty.json"
        timed base import "$folder/empty.json"
        [ "$store" != azurite ] || : >"$folder/azurite.log"
        timed import import "$folder/first.json"
        expect "$domains added"
        if [ "$store" = azurite ]; then
            requests=$(grep -c ' HTTP/1.1" ' "$folder/azurite.log" || true)
            azure_requests+=("$shape: $requests")
        fi
        timed again import "$folder/first.json"
        expect "$domains unchanged"
        timed export export --output "$folder/export.json"
        timed replace import --mode replace "$folder/second.json"
        expect "$half added, $((domains - half)) unchanged, $half removed"
    done
    [ "$store" != azurite ] || azure_entities+=("$shape: $(node "$here/entity-size.mjs" "$database_uri")")
    base=$(seconds_of base)
    awk -v store="$store" -v shape="$shape" -v domains="$domains" -v base="$base" -v import="$(seconds_of import)" \
        -v again="$(seconds_of again)" -v replace="$(seconds_of replace)" -v export="$(seconds_of export)" \
        -v size="$(largest <"$folder/import.size")" -v most="$(cat "$folder"/{again,replace,export}.size | largest)" 'BEGIN {
        net = import - base; if (net < 0.01) net = 0.01
        printf "| %s | %s | %.2f s | %d | %d MiB | %.2f s | %.2f s | %.2f s | %d MiB |\n",
            store, shape, import, domains / net, (size + 1023) / 1024, again, replace, export, (most + 1023) / 1024
    }' >>"$folder/imports.md"
}

# Starts the service; sets served_port, served_pid, and the milliseconds until it is alive, and ready.
serve() {
    local start=${EPOCHREALTIME/./}
    served_port=$1
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="$2" AUTOMUA_CACHE_TTL=0 "$program" --listen "127.0.0.1:$served_port" \
        >>"$folder/serve.log" 2>&1 &
    served_pid=$!
    until is_ok "$served_port" /healthz; do kill -0 "$served_pid" 2>/dev/null || fail "the service ended: $(tail -n 3 "$folder/serve.log")"; done
    alive=$(((${EPOCHREALTIME/./} - start) / 100))
    until is_ok "$served_port" /readyz; do sleep 0.001; done
    ready=$(((${EPOCHREALTIME/./} - start) / 100))
}

measure_lookups() {
    local count uri=() port=() pid=() name run line p50 p99 answers i
    for count in "$few" "$many"; do
        new_database "$store"
        uri+=("$database_uri")
        write_document "$folder/lookup.json" 0 "$count" 100 "$servers"
        rm -f "$folder/fill$count".*
        timed "fill$count" import "$folder/lookup.json"
        expect "$count added"
    done
    rm -f "$folder"/*.{alive,ready,p50,p99}
    # In turns, so that what else the machine does meets both.
    for ((run = 0; run < 11; run++)); do
        for i in 0 1; do
            serve "$(free_port)" "${uri[i]}"
            stop TERM "$served_pid"
            printf '%s\n' "$alive" >>"$folder/$i.alive"
            printf '%s\n' "$ready" >>"$folder/$i.ready"
        done
    done
    for i in 0 1; do
        serve "$(free_port)" "${uri[i]}"
        port[i]=$served_port pid[i]=$served_pid
        pids+=("$served_pid")
    done
    for ((run = 0; run <= runs; run++)); do
        for i in 0 1; do
            count=$few
            [ "$i" -eq 0 ] || count=$many
            line=$(DOMAINS=$count SEED=$run wrk --threads 1 --connections 4 --duration "${seconds}s" --timeout 10s \
                --script "$here/lookups.lua" "http://127.0.0.1:${port[i]}" | tail -n 1)
            read -r name p50 p99 answers <<<"$line"
            [ "$name" = lookups ] || fail "$store: wrk: $line"
            printf '%-10s %8s domains: p50 %s us, p99 %s us, %s answers\n' "$store" "$count" "$p50" "$p99" "$answers" >&2
            # The first round is for warming up.
            [ "$run" -gt 0 ] || continue
            printf '%s\n' "$p50" >>"$folder/$i.p50"
            printf '%s\n' "$p99" >>"$folder/$i.p99"
        done
    done
    for i in 0 1; do
        stop TERM "${pid[i]}"
        count=$few
        [ "$i" -eq 0 ] || count=$many
        awk -v store="$store" -v count="$count" -v alive="$(median <"$folder/$i.alive")" -v ready="$(median <"$folder/$i.ready")" \
            -v p50="$(median <"$folder/$i.p50")" -v p99="$(median <"$folder/$i.p99")" -v base="$(median <"$folder/0.p99")" 'BEGIN {
            printf "| %s | %d | %.1f ms | %.1f ms | %.2f ms | %.2f ms | %.2f |\n",
                store, count, alive / 10, ready / 10, p50 / 1000, p99 / 1000, p99 / base
        }' >>"$folder/lookups.md"
    done
}

versions=("SQLite in the program") azure_requests=() azure_entities=()
printf '{"version":3,"providers":[]}\n' >"$folder/empty.json"
: >"$folder/imports.md"
: >"$folder/lookups.md"
for store in $stores; do
    [ "$store" = sqlite ] || "start_$store"
    [ "$store" != postgresql ] || versions+=("$postgresql_version")
    if has "$parts" imports; then
        measure_imports "$((2 * domains))" 'one provider'
        [ "$domains" -le 100 ] || measure_imports 100 "$((domains / 100)) providers"
    fi
    if has "$parts" lookups && has 'sqlite postgresql' "$store"; then
        measure_lookups
    fi
done

report() {
    local i
    measured_with "$(printf '%s, ' "${versions[@]}" | sed 's/, $//')"
    if [ -s "$folder/imports.md" ]; then
        printf '%s\n' "| $domains domains, $servers servers each | of | import | domains/s | peak | again, unchanged | replace a half | export | their peak |" \
            '|---|---|---|---|---|---|---|---|---|'
        cat "$folder/imports.md"
        printf '\n'
    fi
    if [ -s "$folder/lookups.md" ]; then
        printf '%s\n' '| look-ups, no cache | domains | start to alive | start to ready | p50 | p99 | p99 to that of the few |' \
            '|---|---|---|---|---|---|---|'
        cat "$folder/lookups.md"
        printf '\n'
    fi
    for ((i = 0; i < ${#azure_requests[@]}; i++)); do
        printf 'Requests of an import to Azure Tables, %s.\n' "${azure_requests[i]}"
    done
    for ((i = 0; i < ${#azure_entities[@]}; i++)); do
        printf 'Entities of domains in Azure Tables, %s.\n' "${azure_entities[i]}"
    done
}

report >"$folder/report.md"
cat "$folder/report.md"
[ -z "$write" ] || write_section "$folder/report.md"
