# What the scripts here share; they source it after setting `script` to their name and `here` to this folder.
# shellcheck disable=SC2034
# shellcheck disable=SC2154

shopt -s inherit_errexit
# Servers are where not every user looks.
PATH=$PATH:/usr/sbin
export LC_ALL=C
# Whether the report goes into README.md.
write=''
# Who is interrupted ends as he would by himself, and cleans up.
trap 'exit 130' INT TERM

fail() {
    printf '%s: %s\n' "$script" "$1" >&2
    exit 1
}

has() { [[ " $1 " == *" $2 "* ]]; }

# Reads the command line: --write, --help, and those options whose names stand in `numbers` and `texts`; the value of --NAME goes
# into the variable NAME, which has the default.
read_options() {
    local name
    while [ $# -gt 0 ]; do
        case $1 in
            --write) write=yes; shift; continue ;;
            --help) usage; exit ;;
        esac
        [ $# -gt 1 ] || fail "$1 is no option, or lacks its value; --help lists them"
        name=${1#--}
        if has "$numbers" "$name"; then
            [[ $2 =~ ^[1-9][0-9]*$ ]] || fail "$1 $2: a whole number above 0 is needed"
        else
            has "$texts" "$name" || fail "$1 is no option; --help lists them"
        fi
        printf -v "$name" '%s' "$2"
        shift 2
    done
}

free_port() {
    local port
    while true; do
        # Below those that the system gives to outgoing connections.
        port=$((20000 + RANDOM % 12000))
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    printf '%s' "$port"
}

wait_for_port() {
    local port=$1 log=$2 i
    for ((i = 0; i < 600; i++)); do
        ! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 0
        sleep 0.1
    done
    fail "a server does not listen: $(tail -n 3 "$log")"
}

# Whether a server answers a path with 200; without a process of its own, which would take longer than the answer.
is_ok() {
    local line=''
    { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
    read -r line <&3 || true
    exec 3>&-
    [[ $line == *' 200 '* ]]
}

stop() {
    kill "-$1" "$2" 2>/dev/null || return 0
    wait "$2" 2>/dev/null || true
}

# A document of version 3: so many domains from a number on, for providers with so many each, each with so many servers of its own.
write_document() {
    awk -v first="$2" -v count="$3" -v each="$4" -v servers="$5" 'BEGIN {
        printf "{\"version\":3,\"providers\":["
        for (i = 0; i < count; i++) {
            n = first + i
            if (i == 0 || n % each == 0) {
                p = int(n / each)
                if (i > 0) printf "]},\n"
                printf "{\"id\":\"p%d\",\"provider\":\"Provider %d\",\"short_name\":\"P%d\",\"servers\":[", p, p, p
                printf "{\"type\":\"imap\",\"name\":\"imap.provider%d.example\"}", p
                if (servers > 1) printf ",{\"type\":\"smtp\",\"name\":\"smtp.provider%d.example\"}", p
                if (servers > 2) printf ",{\"type\":\"smtp\",\"name\":\"smtp.provider%d.example\",\"port\":587}", p
                if (servers > 3) printf ",{\"type\":\"pop\",\"name\":\"pop.provider%d.example\"}", p
                printf "],\"domains\":["
            } else printf ","
            printf "\"customer%07d.example\"", n
        }
        printf "]}]}\n"
    }' >"$1"
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# The sentence above a table: when, on what machine, with which servers.
measured_with() {
    printf 'Measured on %s: %s, %s cores, %s GiB of memory, Linux %s, %s; %s.\n\n' \
        "$(date -u +%F)" "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
        "$(awk '/^MemTotal/ { print int($2 / 1048576 + 0.5) }' /proc/meminfo)" "$(uname -r)" \
        "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)" "$1"
}

# Replaces the script's section in README.md by a report.
write_section() {
    local report=$1 readme
    readme=$(awk -v file="$report" -v script="$script" '
        $0 == "<!-- end of " script " -->" { inside = 0 }
        !inside { print }
        $0 == "<!-- " script " --write -->" { inside = 1; print ""; while ((getline line < file) > 0) print line }
    ' "$here/README.md")
    grep -q "^<!-- end of $script -->\$" <<<"$readme" || fail 'README.md has no section to replace'
    printf '%s\n' "$readme" >"$here/README.md"
}
