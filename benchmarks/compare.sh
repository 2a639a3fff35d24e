#!/usr/bin/env bash
# Measures the service beside others on one machine: the native program, the same compiled just in time, nginx with the same octets as a
# file (the limit), and Flask on gunicorn with the same database. All run at once, on free ports of the loopback interface and with
# their data in a temporary folder; they are asked in turns, so that what else the machine does meets all. Prints tables in Markdown.
set -euo pipefail
shopt -s inherit_errexit
script=compare.sh
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=bench.bash
. "$here/bench.bash"
PATH=$PATH:/usr/sbin
export LC_ALL=C

program=$here/../artifacts/publish/automua
jit=$here/../artifacts/fallback/automua
package=$here/../artifacts/automua.zip
sizes='1 10000 1000000'
runs=5
starts=11
seconds=5
connections=32
asked=1000
million=1000000
write=''

usage() {
    cat <<'USAGE'
compare.sh [OPTION...]
  --program FILE    the published native program; artifacts/publish/automua
  --jit FILE        the fallback, published with -p:PublishAot=false; artifacts/fallback/automua
  --package FILE    the package for Azure Functions; artifacts/automua.zip
  --sizes WORDS     how many domains; '1 10000 1000000'
  --runs N          rounds; the median counts; 5
  --starts N        starts; the median counts; 11
  --seconds N       how long each is asked in a round; 5
  --connections N   connections of clients; 32
  --asked N         domains that are asked for in turn, so that the cache has them; 1000
  --million N       requests after which the memory is looked at again; 1000000
  --write           replaces the section in README.md, and the plot
A quick run: compare.sh --sizes '1 1000' --runs 1 --starts 3 --seconds 1 --million 10000
USAGE
}

numbers='runs starts seconds connections asked million'
texts='program jit package sizes'
read_options "$@"
[[ $sizes =~ ^[1-9][0-9]*( [1-9][0-9]*)*$ ]] || fail "--sizes $sizes: whole numbers above 0 are needed"

for need in awk curl gunicorn nginx python3 wrk "$program" "$jit"; do
    command -v "$need" >/dev/null || fail "there is no $need: Debian's packages are curl, gunicorn, nginx-light, python3-flask-sqlalchemy and wrk; README.md says how the programs are published"
done
[ -f "$package" ] || fail "there is no $package: ./test.sh makes it"

folder=$(mktemp -d /tmp/automua-compare.XXXXXX)
# nginx's workers do not run as root.
chmod 711 "$folder"
declare -A port=() pid=()

stop_all() {
    local name
    for name in "${!pid[@]}"; do stop TERM "${pid[$name]}"; done
    pid=()
}
clean_up() {
    stop_all
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

progress() { printf '%s\n' "$*" >&2; }

# The contenders: native, handler (the same as the Functions host's custom handler), bare (the same without its cache), jit, nginx, flask.

start_native() { start_automua native "$program" AUTOMUA_LISTEN="127.0.0.1:${port[native]}"; }
start_handler() { start_automua handler "$program" FUNCTIONS_CUSTOMHANDLER_PORT="${port[handler]}"; }
start_bare() { start_automua bare "$program" AUTOMUA_LISTEN="127.0.0.1:${port[bare]}" AUTOMUA_CACHE_TTL=0; }
start_jit() { start_automua jit "$jit" AUTOMUA_LISTEN="127.0.0.1:${port[jit]}"; }

start_automua() {
    local name=$1 executable=$2
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="sqlite:///$database" AUTOMUA_LOGLEVEL=WARNING AUTOMUA_ADMIN_KEY=key-of-the-benchmark "${@:3}" "$executable" \
        >>"$folder/$name.log" 2>&1 &
    pid[$name]=$!
}

# Both have as many processes as their makers recommend for the machine.
start_nginx() {
    cat >"$folder/nginx.conf" <<CONFIGURATION
worker_processes auto;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events {}
http {
    default_type text/xml;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    client_body_temp_path $folder;
    proxy_temp_path $folder;
    fastcgi_temp_path $folder;
    uwsgi_temp_path $folder;
    scgi_temp_path $folder;
    server {
        listen 127.0.0.1:${port[nginx]};
        root $folder/files;
        location = /healthz { return 200; }
        location = /mail/config-v1.1.xml { try_files /autoconfig =404; }
        location = /mobileconfig { try_files /mobileconfig =404; }
    }
}
CONFIGURATION
    nginx -c "$folder/nginx.conf" -g 'daemon off;' 2>>"$folder/nginx.log" &
    pid[nginx]=$!
}

start_flask() {
    env -i HOME="$folder" PATH="$PATH" DATABASE="$database" PYTHONDONTWRITEBYTECODE=1 gunicorn --chdir "$here" \
        --bind "127.0.0.1:${port[flask]}" --workers $((2 * $(nproc) + 1)) --log-level warning flask_app:app >>"$folder/flask.log" 2>&1 &
    pid[flask]=$!
}

# Starts a contender on a port of its own; sets the microseconds until it answered a client.
start() {
    local name=$1 path='/mail/config-v1.1.xml?emailaddress=user%40customer0000000.example' from
    port[$name]=$(free_port)
    from=${EPOCHREALTIME/./}
    "start_$name"
    until is_ok "${port[$name]}" "$path"; do
        kill -0 "${pid[$name]}" 2>/dev/null || fail "$name ended: $(tail -n 3 "$folder/$name.log")"
        nap
    done
    took=$((${EPOCHREALTIME/./} - from))
}

# A moment without a process of its own.
exec 9<> <(:)
nap() { read -rt 0.001 -u 9 || true; }

# MiB of memory that a contender holds: what several of its processes share counts once.
resident() {
    local processes=("$1") child
    for child in $(pgrep -P "$1" || true); do processes+=("$child"); done
    if [ ${#processes[@]} -eq 1 ]; then
        awk '/^VmRSS:/ { printf "%.1f\n", $2 / 1024 }' "/proc/$1/status"
    else
        for child in "${processes[@]}"; do cat "/proc/$child/smaps_rollup"; done | awk '/^Pss:/ { size += $2 } END { printf "%.1f\n", size / 1024 }'
    fi
}

# A figure of one run; those of one name are several runs'.
note() { printf '%s %s\n' "$1" "$2" >>"$folder/figures"; }

# A round of requests of a kind to a contender, of so many domains.
ask() {
    local name=$1 kind=$2 count=$3 run=$4 among=$5 line word p50 p99 rate
    line=$(KIND=$kind DOMAINS=$count ASKED=$among SEED=$run wrk --threads 1 --connections "$connections" --duration "${seconds}s" --timeout 10s \
        --script "$here/compare.lua" "http://127.0.0.1:${port[$name]}" | tail -n 1)
    read -r word p50 p99 rate <<<"$line"
    [ "$word" = requests ] || fail "$name, $kind, $count domains: wrk: $line"
    progress "$(printf '%-8s %-12s %8s domains: %7s/s, p50 %6s us, p99 %6s us' "$name" "$kind" "$count" "$rate" "$p50" "$p99")"
    answered=$((answered + rate * seconds))
    # The first round is for warming up.
    [ "$run" -gt 0 ] || return 0
    note "rate $name $kind $count" "$rate"
    note "p50 $name $kind $count" "$p50"
    note "p99 $name $kind $count" "$p99"
}

# The same octets for nginx as the program answers.
fetch_files() {
    local domain=customer0000000.example
    mkdir -p "$folder/files"
    curl -fsS -o "$folder/files/autoconfig" -H "Host: autoconfig.$domain" \
        "http://127.0.0.1:${port[native]}/mail/config-v1.1.xml?emailaddress=user%40$domain"
    curl -fsS -o "$folder/files/mobileconfig" "http://127.0.0.1:${port[native]}/mobileconfig?emailaddress=user%40$domain"
}

# Which contender is asked what.
rounds='native:autoconfig jit:autoconfig nginx:autoconfig flask:autoconfig bare:autoconfig
native:autodiscover jit:autodiscover flask:autodiscover
native:mobileconfig jit:mobileconfig nginx:mobileconfig flask:mobileconfig'

measure_requests() {
    local count=$1 run round name among
    for name in native bare jit flask; do start "$name"; done
    fetch_files
    start nginx
    for ((run = 0; run <= runs; run++)); do
        for round in $rounds; do
            name=${round%%:*} among=$asked
            # None of those that are asked without a cache comes twice in a row.
            [ "$name" != bare ] || among=$((20 * asked))
            [ "$among" -le "$count" ] || among=$count
            ask "$name" "${round#*:}" "$count" "$run" "$among"
        done
    done
    for name in native bare jit flask nginx; do note "resident-loaded $name $count" "$(resident "${pid[$name]}")"; done
    stop_all
}

# Memory at rest, and after so many requests of all kinds.
measure_million() {
    local name kind
    for name in native jit; do
        start "$name"
        sleep 2
        note "resident-rest $name" "$(resident "${pid[$name]}")"
        answered=0
        while [ "$answered" -lt "$million" ]; do
            for kind in autoconfig autodiscover mobileconfig; do ask "$name" "$kind" "$1" 0 "$asked"; done
        done
        note "resident-million $name" "$(resident "${pid[$name]}")"
        note "resident-peak $name" "$(awk '/^VmHWM:/ { printf "%.1f\n", $2 / 1024 }' "/proc/${pid[$name]}/status")"
        stop_all
    done
}

measure_starts() {
    local run name
    # The first start is for warming up.
    for ((run = 0; run <= starts; run++)); do
        for name in native handler jit nginx flask; do
            start "$name"
            progress "$(printf '%-8s starts in %7s us' "$name" "$took")"
            [ "$run" -gt 0 ] || { stop_all; continue; }
            note "start $name" "$took"
            note "resident-first $name" "$(resident "${pid[$name]}")"
            stop_all
        done
    done
}

answered=0
first=${sizes%% *}
for count in $sizes; do
    database=$folder/$count.sqlite
    write_document "$folder/domains.json" 0 "$count" 100 2
    progress "$count domains"
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="sqlite:///$database" "$program" import "$folder/domains.json" >/dev/null
    [ "$count" != "$first" ] || { start native; fetch_files; stop_all; measure_starts; }
    measure_requests "$count"
done
measure_million "${sizes##* }"
note "executable native" "$(stat --format %s "$program")"
note "executable jit" "$(stat --format %s "$jit")"
note "package native" "$(stat --format %s "$package")"

{
    measured_with "$("$program" --version), nginx $(nginx -v 2>&1 | sed 's|.*/||'), Flask $(python3 -c 'import flask; print(flask.__version__)') on $(gunicorn --version | sed 's/[()]//g; s/version //'), $(wrk -v 2>&1 | sed -n 's/^wrk \([^ ]*\).*/wrk \1/p'); $runs rounds of $seconds seconds over $connections connections, $starts starts"
    python3 "$here/compare.py" "$folder/figures" "$folder/compare.svg"
} >"$folder/report.md"
cat "$folder/report.md"
[ -z "$write" ] || { write_section "$folder/report.md"; cp "$folder/compare.svg" "$here/compare.svg"; }

