#!/usr/bin/env bash
# Measures the service beside others on one machine: the native program, the same with the runtime in it, nginx with the same octets as a
# file (the limit), and Flask on gunicorn with the same database. All run at once, on free ports of the loopback interface and with
# their data in a temporary folder; they are asked in turns, so that what else the machine does meets all. Prints tables in Markdown.
set -euo pipefail
script=compare.sh
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=bench.bash
. "$here/bench.bash"

program=$here/../artifacts/publish/automua
fallback=$here/../artifacts/fallback/automua
package=$here/../artifacts/automua.zip
sizes='1 1000 10000 1000000'
runs=3
starts=11
seconds=4
connections=32
asked=1000
million=1000000

usage() {
    cat <<'USAGE'
compare.sh [OPTION...]
  --program FILE    the published native program; artifacts/publish/automua
  --fallback FILE   the program with the runtime in it, published with -p:PublishAot=false; artifacts/fallback/automua
  --package FILE    the package for Azure Functions; artifacts/automua.zip
  --sizes WORDS     how many domains; '1 1000 10000 1000000'
  --runs N          rounds; the median counts; 3
  --starts N        starts; the median counts; 11
  --seconds N       how long each is asked in a round; 4
  --connections N   connections of clients; 32
  --asked N         domains that are asked for in turn, so that the cache has them; 1000
  --million N       requests after which the memory is looked at again; 1000000
  --write           replaces the section in README.md, and the plot
A quick run: compare.sh --sizes '1 1000' --runs 1 --starts 3 --seconds 1 --million 10000
USAGE
}

numbers='runs starts seconds connections asked million'
texts='program fallback package sizes'
read_options "$@"
[[ $sizes =~ ^[1-9][0-9]*( [1-9][0-9]*)*$ ]] || fail "--sizes $sizes: whole numbers above 0 are needed"

for need in awk curl gunicorn nginx python3 wrk "$program" "$fallback"; do
    command -v "$need" >/dev/null || fail "there is no $need: Debian's packages are curl, gunicorn, nginx-light, python3-flask-sqlalchemy and wrk; README.md says how the programs are published"
done
# Who runs gunicorn runs Flask.
python=$(sed -n '1s/^#!//p' "$(command -v gunicorn)")
"$python" -c 'import flask_sqlalchemy' 2>/dev/null || fail "$python has no flask_sqlalchemy: Debian's package is python3-flask-sqlalchemy"
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

progress() { printf '%s\n' "$*" >&2; }

# The contenders: native, handler (the same as the Functions host's custom handler), bare (the same without its cache), fallback, nginx, flask.

start_native() { start_automua native "$program" AUTOMUA_LISTEN="127.0.0.1:${port[native]}"; }
start_handler() { start_automua handler "$program" FUNCTIONS_CUSTOMHANDLER_PORT="${port[handler]}"; }
start_bare() { start_automua bare "$program" AUTOMUA_LISTEN="127.0.0.1:${port[bare]}" AUTOMUA_CACHE_TTL=0; }
start_fallback() { start_automua fallback "$fallback" AUTOMUA_LISTEN="127.0.0.1:${port[fallback]}"; }

start_automua() {
    local name=$1 executable=$2
    env -i HOME="$folder" PATH="$PATH" AUTOMUA_DB_URI="sqlite:///$database" AUTOMUA_LOGLEVEL=WARNING AUTOMUA_ADMIN_KEY=key-of-the-benchmark "${@:3}" "$executable" \
        >>"$folder/$name.log" 2>&1 &
    pid[$name]=$!
}

# With its files open beforehand, and without what is for large ones.
start_nginx() {
    cat >"$folder/nginx.conf" <<CONFIGURATION
worker_processes auto;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events {}
http {
    default_type text/xml;
    access_log off;
    open_file_cache max=16 inactive=1h;
    open_file_cache_valid 1h;
    keepalive_requests 100000000;
    client_body_temp_path $folder;
    proxy_temp_path $folder;
    fastcgi_temp_path $folder;
    uwsgi_temp_path $folder;
    scgi_temp_path $folder;
    server {
        listen 127.0.0.1:${port[nginx]};
        location = /healthz { return 200; }
        location = /mail/config-v1.1.xml { alias $folder/files/autoconfig; }
        location = /mobileconfig { alias $folder/files/mobileconfig; }
    }
}
CONFIGURATION
    nginx -c "$folder/nginx.conf" -g 'daemon off;' 2>>"$folder/nginx.log" &
    pid[nginx]=$!
}

# With threads connections are kept open, which its makers' default does not do.
start_flask() {
    env -i HOME="$folder" PATH="$PATH" DATABASE="$database" PYTHONDONTWRITEBYTECODE=1 gunicorn --chdir "$here" \
        --bind "127.0.0.1:${port[flask]}" --workers $(($(nproc) + 1)) --worker-class gthread --threads 4 --keep-alive 60 --log-level warning flask_app:app >>"$folder/flask.log" 2>&1 &
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

# Microseconds of the processor that a contender has taken, with its processes.
processor() {
    local child
    for child in "$1" $(pgrep -P "$1" || true); do cat "/proc/$child/stat"; done |
        awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); sum += $12 + $13 } END { printf "%d", sum * 1000000 / tick }'
}

# Has a contender asked for a while, and says what wrk said: load NAME KIND DOMAINS SEED AMONG SECONDS PACE.
load() {
    KIND=$2 DOMAINS=$3 SEED=$4 ASKED=$5 PACE=${7-0} wrk --threads 1 --connections "$connections" --duration "${6}s" --timeout 10s \
        --script "$here/compare.lua" "http://127.0.0.1:${port[$1]}" | tail -n 1
}

# A round of requests of a kind to a contender: ask NAME KIND DOMAINS RUN AMONG.
ask() {
    local name=$1 kind=$2 count=$3 run=$4 among=$5 line word p50 p99 rate before pace=0 seed=1 asked_kind=$2
    # Without a cache other domains are asked for each time; with it, the same, so that it has them.
    [ "$name" != bare ] || seed=$((run + 1))
    # A steady pace: a thousand a second.
    [ "$kind" != steady ] || { asked_kind=autoconfig pace=$connections; }
    load "$name" "$asked_kind" "$count" "$seed" "$among" 1 "$pace" >/dev/null
    before=$(processor "${pid[$name]}")
    line=$(load "$name" "$asked_kind" "$count" "$seed" "$among" "$seconds" "$pace")
    read -r word p50 p99 rate <<<"$line"
    [ "$word" = requests ] || fail "$name, $kind, $count domains: wrk: $line"
    [ "$rate" -gt 0 ] || fail "$name, $kind, $count domains: nothing was answered within $seconds seconds"
    progress "$(printf '%-8s %-12s %8s domains: %7s/s, p50 %6s us, p99 %6s us' "$name" "$kind" "$count" "$rate" "$p50" "$p99")"
    # The first round is for warming up.
    [ "$run" -gt 0 ] || return 0
    note "rate $name $kind $count" "$rate"
    note "p50 $name $kind $count" "$p50"
    note "p99 $name $kind $count" "$p99"
    note "processor $name $kind $count" "$((($(processor "${pid[$name]}") - before) / (rate * seconds)))"
}

# Whoever is measured answers with the domain's servers.
expect_answers() {
    local name round url domain=customer0000000.example
    for round in $rounds; do
        name=${round%%:*} url="http://127.0.0.1:${port[$name]}"
        case ${round#*:} in
            mobileconfig) curl -fsS "$url/mobileconfig?emailaddress=user%40$domain" ;;
            autodiscover)
                curl -fsS -H 'Content-Type: text/xml' "$url/autodiscover/autodiscover.xml" -d "
                    <Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'><Request>
                    <EMailAddress>user@$domain</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
                    </Request></Autodiscover>" ;;
            *) curl -fsS -H "Host: autoconfig.$domain" "$url/mail/config-v1.1.xml?emailaddress=user%40$domain" ;;
        esac >"$folder/answer" || fail "$round does not answer"
        grep -q 'imap\.provider0\.example' "$folder/answer" || fail "$round answers something else: $(head -c 300 "$folder/answer")"
    done
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
rounds='native:autoconfig fallback:autoconfig nginx:autoconfig flask:autoconfig bare:autoconfig bare:steady
native:autodiscover fallback:autodiscover flask:autodiscover
native:mobileconfig fallback:mobileconfig nginx:mobileconfig flask:mobileconfig'

measure_requests() {
    local count=$1 run round name among
    for name in native bare fallback flask; do start "$name"; done
    fetch_files
    start nginx
    expect_answers
    for ((run = 0; run <= runs; run++)); do
        for round in $rounds; do
            name=${round%%:*} among=$asked
            # None of those that are asked without a cache comes twice in a row.
            [ "$name" != bare ] || among=$((20 * asked))
            [ "$among" -le "$count" ] || among=$count
            ask "$name" "${round#*:}" "$count" "$run" "$among"
        done
    done
    for name in native bare fallback flask nginx; do note "resident-loaded $name $count" "$(resident "${pid[$name]}")"; done
    stop_all
}

# Memory at rest, and after so many requests of all kinds, for ever other domains.
measure_million() {
    local name kind pass answered word p50 p99 rate
    for name in native fallback; do
        start "$name"
        sleep 2
        note "resident-rest $name" "$(resident "${pid[$name]}")"
        answered=0
        for ((pass = 1; answered < million; pass++)); do
            for kind in autoconfig autodiscover mobileconfig; do
                read -r word p50 p99 rate <<<"$(load "$name" "$kind" "$1" "$pass" $((20 * asked)) "$seconds")"
                [ "$word" = requests ] || fail "$name, $kind: wrk: $word $p50 $p99"
                answered=$((answered + rate * seconds))
            done
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
        for name in native handler fallback nginx flask; do
            start "$name"
            progress "$(printf '%-8s starts in %7s us' "$name" "$took")"
            [ "$run" -gt 0 ] || { stop_all; continue; }
            note "start $name" "$took"
            note "resident-first $name" "$(resident "${pid[$name]}")"
            stop_all
        done
    done
}

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
note "executable fallback" "$(stat --format %s "$fallback")"
note "package native" "$(stat --format %s "$package")"

{
    measured_with "$("$program" --version), nginx $(nginx -v 2>&1 | sed 's|.*/||'), Flask $("$python" -W ignore -c 'import flask; print(flask.__version__)') on $(gunicorn --version | sed 's/[()]//g; s/version //'), $(wrk -v 2>&1 | sed -n 's/^wrk \([^ ]*\).*/wrk \1/p'); $runs rounds of $seconds seconds over $connections connections, $starts starts"
    python3 "$here/compare.py" "$folder/figures" "$folder/compare.svg"
} >"$folder/report.md"
cat "$folder/report.md"
[ -z "$write" ] || { write_section "$folder/report.md"; cp "$folder/compare.svg" "$here/compare.svg"; }

