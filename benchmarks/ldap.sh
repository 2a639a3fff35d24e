#!/usr/bin/env bash
# Measures the native program on a directory: login names of mailboxes, each asked for once, at a steady rate. Starts the program and
# OpenLDAP's slapd itself, on free ports of the loopback interface and with their data in a temporary folder, counts the program's
# connections by the server's own monitor, and prints a table in Markdown.
set -euo pipefail
script=ldap.sh
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=bench.bash
. "$here/bench.bash"
# shellcheck source=servers.bash
. "$here/servers.bash"

program=$here/../artifacts/publish/automua
entries=10000
rate=200
seconds=30
connections=32

usage() {
    cat <<'USAGE'
ldap.sh [OPTION...]
  --program FILE    the published program; artifacts/publish/automua
  --entries N       mailboxes in the directory, at least as many as requests; 10000
  --rate N          requests a second; 200
  --seconds N       for how long; 30
  --connections N   connections of mail apps; 32
  --write           replaces the section in README.md
USAGE
}

numbers='entries rate seconds connections'
texts='program'
read_options "$@"
# Nothing that the program remembers may answer.
[ "$entries" -ge $((rate * seconds)) ] || fail "--entries $entries: at least $((rate * seconds)) are needed, for each is asked for once"
for need in awk curl openssl slapd ldapsearch wrk "$program"; do
    command -v "$need" >/dev/null || fail "there is no $need: Debian's packages are curl, openssl, slapd, ldap-utils and wrk; ./test.sh publishes the program"
done

folder=$(mktemp -d /tmp/automua-ldap.XXXXXX)
pids=()

clean_up() {
    local pid
    for pid in "${pids[@]}"; do stop TERM "$pid"; done
    rm -rf "$folder"
}
trap clean_up EXIT

on_monitor() {
    ldapsearch -x -LLL -H "ldap://127.0.0.1:$directory_port" -D "$administrator" -w administrator "$@"
}

# The connections of the program, which are bound by its name.
connections_now() { on_monitor -b cn=Connections,cn=Monitor "(monitorConnectionAuthzDN=$service)" 1.1 | grep -c '^dn:' || true; }

# All connections there ever were, the one that asks among them.
connections_ever() { on_monitor -b cn=Total,cn=Connections,cn=Monitor '(objectClass=*)' monitorCounter | awk '/^monitorCounter:/ { print $2 }'; }

start_program() {
    local key=key-of-the-benchmark
    served_port=$(free_port)
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_ADMIN_KEY="$key" AUTOMUA_LDAP_CA_FILE="$folder/server.pem" \
        AUTOMUA_DB_URI="sqlite:///$folder/automua.sqlite" "$program" --listen "127.0.0.1:$served_port" >"$folder/serve.log" 2>&1 &
    served_pid=$!
    pids+=("$served_pid")
    until is_ok "$served_port" /readyz; do sleep 0.1; done
    import_directory "$served_port" "$key" example.com
    # The last entry, for which nobody else asks: the answer is the right one's.
    curl -sS "http://127.0.0.1:$served_port/mail/config-v1.1.xml?emailaddress=user$((entries - 1))%40example.com" \
        | grep -q "<username>login$((entries - 1))</username>" || fail "the directory is not asked: $(tail -n 3 "$folder/serve.log")"
}

measure() {
    local ever before now
    before=$(connections_ever)
    RATE=$rate MAILBOXES=$entries wrk --threads 1 --connections "$connections" --duration "${seconds}s" --timeout 10s \
        --script "$here/directory.lua" "http://127.0.0.1:$served_port" >"$folder/wrk.log" &
    local wrk_pid=$!
    most=0 samples=0
    while kill -0 "$wrk_pid" 2>/dev/null; do
        now=$(connections_now)
        [ "$now" -le "$most" ] || most=$now
        samples=$((samples + 1))
        sleep 0.2
    done
    wait "$wrk_pid" || fail "wrk: $(tail -n 3 "$folder/wrk.log")"
    ever=$(connections_ever)
    opened=$((ever - before - samples - 1))
    read -r name p50 p99 longest requests failed duration <<<"$(tail -n 1 "$folder/wrk.log")"
    [ "$name" = directory ] || fail "wrk: $(tail -n 3 "$folder/wrk.log")"
    resident=$(awk '/^VmHWM/ { print int(($2 + 1023) / 1024) }' "/proc/$served_pid/status")
    [ "$failed" -eq 0 ] || fail "$failed of $requests answers were wrong: $(tail -n 3 "$folder/serve.log")"
}

report() {
    measured_with "$directory_version"
    printf '%s\n' '| mailboxes | requests | a second | wrong or failed | p50 | p99 | longest | connections to the directory at most | opened meanwhile | peak |' \
        '|---|---|---|---|---|---|---|---|---|---|'
    awk -v entries="$entries" -v requests="$requests" -v duration="$duration" -v failed="$failed" -v p50="$p50" -v p99="$p99" \
        -v longest="$longest" -v most="$most" -v opened="$opened" -v resident="$resident" 'BEGIN {
        printf "| %d | %d | %.0f | %d | %.2f ms | %.2f ms | %.1f ms | %d | %d | %d MiB |\n",
            entries, requests, requests / (duration / 1000), failed, p50 / 1000, p99 / 1000, longest / 1000, most, opened, resident
    }'
    printf '\n'
}

start_directory "$entries"
start_program
measure
report >"$folder/report.md"
cat "$folder/report.md"
[ -z "$write" ] || write_section "$folder/report.md"
