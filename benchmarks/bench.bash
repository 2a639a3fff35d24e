# What the scripts here share; they source it after setting `script` to their name and `here` to this folder.

fail() {
    printf '%s: %s\n' "$script" "$1" >&2
    exit 1
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

stop() {
    kill "-$1" "$2" 2>/dev/null || return 0
    wait "$2" 2>/dev/null || true
}

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
