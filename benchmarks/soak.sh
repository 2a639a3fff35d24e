#!/usr/bin/env bash
# Lets the native program serve mixed traffic for a quarter of an hour while everything around it goes wrong: PostgreSQL is killed
# and started again, the LDAP server stands still, and imports change every domain. No answer may be one that the contract does not
# name, and neither memory nor handles nor threads may grow. Starts the servers itself, on free ports of the loopback interface and
# with their data in a temporary folder, and prints tables in Markdown.
set -euo pipefail
script=soak.sh
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=bench.bash
. "$here/bench.bash"
# shellcheck source=servers.bash
. "$here/servers.bash"

program=$here/../artifacts/publish/automua
minutes=15
domains=20000
mailboxes=1000
clients=16
pace=10

usage() {
    cat <<'USAGE'
soak.sh [OPTION...]
  --program FILE   the published program; artifacts/publish/automua
  --minutes N      for how long; 15
  --domains N      domains that are asked for, and changed by each import; 20000
  --mailboxes N    mailboxes in the directory; 1000
  --clients N      connections of clients; 16
  --pace N         milliseconds between an answer and a client's next request; 10
  --write          replaces the section in README.md
USAGE
}

numbers='minutes domains mailboxes clients pace'
texts='program'
read_options "$@"
for need in awk curl openssl psql slapd wrk "$program"; do
    command -v "$need" >/dev/null || fail "there is no $need: Debian's packages are curl, openssl, postgresql, slapd and wrk; ./test.sh publishes the program"
done

folder=$(mktemp -d /tmp/automua-soak.XXXXXX)
# Servers that do not run as root have their folders in there.
chmod 711 "$folder"
pids=()
postgresql_pid=''

clean_up() {
    local pid
    [ -z "${directory_pid-}" ] || kill -CONT "$directory_pid" 2>/dev/null || true
    for pid in "${pids[@]}"; do stop TERM "$pid"; done
    [ -z "$postgresql_pid" ] || stop INT "$postgresql_pid"
    rm -rf "$folder"
}
trap clean_up EXIT

key='key-of-the-benchmark'
restarts=0 stalls=0

start_program() {
    served_port=$(free_port)
    psql -h 127.0.0.1 -p "$postgresql_port" -U postgres -qc 'CREATE DATABASE automua'
    # Short, so that what is remembered hides little of what goes wrong.
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_ADMIN_KEY="$key" AUTOMUA_LDAP_CA_FILE="$folder/server.pem" AUTOMUA_LOGLEVEL=WARNING \
        AUTOMUA_DB_URI="postgresql://postgres@127.0.0.1:$postgresql_port/automua" AUTOMUA_CACHE_TTL=10 \
        "$program" --listen "127.0.0.1:$served_port" >"$folder/serve.log" 2>&1 &
    served_pid=$!
    pids+=("$served_pid")
    until is_ok "$served_port" /readyz; do sleep 0.1; done
}

# Each import changes the servers of all domains. Only in an outage one may be refused, with 503.
import_domains() {
    local status
    write_document "$folder/domains.json" 0 "$domains" 100 "$1"
    status=$(curl -sS -o "$folder/import.json" -w '%{http_code}' -H "x-functions-key: $key" --data-binary "@$folder/domains.json" \
        "http://127.0.0.1:$served_port/initdb/") || status=0
    if [ "$status" = 503 ] && [ -e "$folder/outage" ]; then
        printf 'refused\n' >>"$folder/imports"
    elif [ "$status" = 200 ]; then
        printf 'stored\n' >>"$folder/imports"
    else
        printf 'wrong %s %s\n' "$status" "$(tr -d '\n' <"$folder/import.json")" >>"$folder/imports"
    fi
}

keep_importing() {
    local servers=2
    while true; do
        servers=$((5 - servers))
        import_domains "$servers"
        sleep 2
    done
}

imports_that_were() { grep -c "^$1" "$folder/imports" || true; }

# Within this the contract has 503. It may take a while until the program finds that a server is back.
begin_outage() { : >"$folder/outage"; }
end_outage() {
    sleep 10
    rm -f "$folder/outage"
}

restart_postgresql() {
    begin_outage
    stop QUIT "$postgresql_pid"
    sleep 3
    run_postgresql
    restarts=$((restarts + 1))
    end_outage
}

stall_directory() {
    begin_outage
    kill -STOP "$directory_pid"
    sleep 5
    kill -CONT "$directory_pid"
    stalls=$((stalls + 1))
    end_outage
}

# What the program holds: seconds since the start, KiB of resident memory, handles, threads.
sample() {
    printf '%s %s %s %s\n' "$1" "$(awk '/^VmRSS:/ { print $2 }' "/proc/$served_pid/status")" \
        "$(find "/proc/$served_pid/fd" -mindepth 1 -maxdepth 1 2>/dev/null | wc -l)" \
        "$(awk '/^Threads:/ { print $2 }' "/proc/$served_pid/status")" >>"$folder/samples"
}

keep_sampling() {
    while kill -0 "$served_pid" 2>/dev/null; do
        sample $((SECONDS - began))
        sleep 1
    done
}

soak() {
    local end sampling importing traffic
    began=$SECONDS end=$((SECONDS + 60 * minutes))
    keep_sampling &
    sampling=$!
    pids+=("$sampling")
    keep_importing &
    importing=$!
    pids+=("$importing")
    DOMAINS=$domains MAILBOXES=$mailboxes PACE=$pace OUTAGE=$folder/outage wrk --threads "$clients" --connections "$clients" \
        --duration "$((60 * minutes))s" --timeout 15s --script "$here/soak.lua" "http://127.0.0.1:$served_port" >"$folder/wrk.log" &
    traffic=$!
    pids+=("$traffic")
    while [ $((SECONDS + 45)) -lt "$end" ]; do
        sleep 3
        restart_postgresql
        stall_directory
        printf '%s s: %s\n' "$((SECONDS - began))" "$(tail -n 1 "$folder/samples")" >&2
    done
    stop TERM "$importing"
    wait "$traffic" || fail "wrk: $(tail -n 3 "$folder/wrk.log")"
    # Everything open for clients is closed by now.
    sleep 5
    stop TERM "$sampling"
    read -r word requests wrong p99 <<<"$(tail -n 1 "$folder/wrk.log")"
    [ "$word" = soak ] || fail "wrk: $(tail -n 3 "$folder/wrk.log")"
    kill -0 "$served_pid" || fail "the program ended: $(tail -n 3 "$folder/serve.log")"
}

# The median of a column of the samples between two parts of the time, in percent.
held() {
    awk -v column="$1" -v first="$2" -v last="$3" -v seconds="$((60 * minutes))" \
        '$1 >= first * seconds / 100 && $1 < last * seconds / 100 { print $column }' "$folder/samples" | median
}

report() {
    local what column
    measured_with "$postgresql_version, $directory_version"
    printf '%s\n' "| minutes | requests | wrong | p99 | imports of $domains domains | refused in an outage | PostgreSQL killed | LDAP stood still |" '|---|---|---|---|---|---|---|---|'
    printf '| %s | %s | %s | %s ms | %s | %s | %s | %s |\n\n' "$minutes" "$requests" "$wrong" "$(awk -v us="$p99" 'BEGIN { printf "%.1f", us / 1000 }')" \
        "$(imports_that_were stored)" "$(imports_that_were refused)" "$restarts" "$stalls"
    printf 'Answers: %s.\n\n' "$(awk '/^status / { print $3, "with", $2 }' "$folder/wrk.log" | sort -rn | paste -sd , | sed 's/,/, /g')"
    printf '%s\n' '| held, medians | in the second fifth | in the last fifth | most |' '|---|---|---|---|'
    for what in memory handles threads; do
        column=$(case $what in memory) echo 2 ;; handles) echo 3 ;; *) echo 4 ;; esac)
        printf '| %s | %s | %s | %s |\n' "$what" "$(shown "$what" "$(held "$column" 20 40)")" "$(shown "$what" "$(held "$column" 80 100)")" \
            "$(shown "$what" "$(awk -v column="$column" '{ print $column }' "$folder/samples" | sort -n | tail -n 1)")"
    done
    printf '\n'
}

shown() { if [ "$1" = memory ]; then awk -v size="$2" 'BEGIN { printf "%.0f MiB", size / 1024 }'; else printf '%s' "$2"; fi; }

# Growth that a single import or a few connections more explain is none.
judge() {
    local what column allowed early late
    [ "$wrong" -eq 0 ] || fail "$wrong answers were wrong: $(grep '^wrong at' "$folder/wrk.log" | head -n 3)"
    [ "$(imports_that_were wrong)" -eq 0 ] || fail "imports went wrong: $(grep -m 3 '^wrong' "$folder/imports")"
    while read -r what column allowed; do
        early=$(held "$column" 20 40) late=$(held "$column" 80 100)
        [ "$late" -le $((early + allowed)) ] || fail "$what grew from $early to $late"
    done <<'LIMITS'
memory 2 16384
handles 3 16
threads 4 8
LIMITS
}

start_postgresql
start_directory "$mailboxes"
start_program
import_domains 2
import_directory "$served_port" "$key" directory.example
soak
report >"$folder/report.md"
cat "$folder/report.md"
judge
[ -z "$write" ] || write_section "$folder/report.md"
