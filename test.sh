#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, builds with warnings as errors, publishes the native program once,
# and runs all tests: those of the function app against the published program. Writes docs/conformance.md from their results.
# The last line sums up. With STRICT=yes a test that was skipped, or a docs/conformance.md that was not committed, fails the run, too.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Servers that tests start are where not every user looks.
export PATH=$PATH:/usr/sbin
published=$PWD/artifacts/publish
package=$PWD/artifacts/automua.zip
reports=$PWD/artifacts/tests

fail() {
    printf 'test.sh: %s\n' "$1" >&2
    exit 1
}

# Each line: the program that shows a package is there, and the package.
install_packages() {
    local missing=() program package
    while read -r program package; do
        command -v "$program" >/dev/null || missing+=("$package")
    done <<'PACKAGES'
apache2 apache2
bsdtar libarchive-tools
chromium chromium
curl curl
fakeroot fakeroot
gcc gcc
git git
ip iproute2
jq jq
jsonschema python3-jsonschema
ldapsearch ldap-utils
makepkg makepkg
mariadbd-safe mariadb-server
named bind9
named-checkzone bind9-utils
nginx nginx
node nodejs
npm npm
openssl openssl
pg_isready postgresql-client-common
ps procps
readelf binutils
script bsdutils
systemd-analyze systemd
shellcheck shellcheck
slapd slapd
sqlite3 sqlite3
sudo sudo
xmllint libxml2-utils
zbarimg zbar-tools
zip zip
PACKAGES
    [ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
    python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
    [ -e /usr/lib/apache2/modules/mod_qos.so ] || missing+=(libapache2-mod-qos)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing and need root to install: ${missing[*]}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq || fail "apt-get update failed"
    # The tests start what they need themselves: while packages are installed, no service of theirs is started.
    local policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        # However the installation ends: the file would keep packages of later from starting their services.
        # shellcheck disable=SC2064
        trap "${as_root[*]} rm -f $policy" EXIT
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" install -m 755 /dev/stdin "$policy"
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" ||
        fail "these packages cannot be installed: ${missing[*]}"
    if [ -n "$(trap -p EXIT)" ]; then
        "${as_root[@]}" rm -f "$policy"
        trap - EXIT
    fi
    # Nor with the machine's next start.
    if command -v systemctl >/dev/null; then
        for package in "${missing[@]}"; do
            case $package in
                apache2) "${as_root[@]}" systemctl disable apache2 apache-htcacheclean 2>/dev/null ;;
                bind9) "${as_root[@]}" systemctl disable named 2>/dev/null ;;
                mariadb-server) "${as_root[@]}" systemctl disable mariadb 2>/dev/null ;;
                nginx) "${as_root[@]}" systemctl disable nginx 2>/dev/null ;;
                postgresql) "${as_root[@]}" systemctl disable postgresql 2>/dev/null ;;
                slapd) "${as_root[@]}" systemctl disable slapd 2>/dev/null ;;
            esac
        done
    fi
    return 0
}

# Runs a test project and adds its numbers, read from the summary that its runner prints, to the sums. With 'forwarding' or
# 'proxying' only its tests that hold under the Functions host as well, with programs that an emulation of that host starts.
passed=0 failed=0 skipped=0
run_tests() {
    local project=$1 host=${2-} summary
    local report=$reports/$project${host:+.$host}
    rm -f "$report.xml"
    HOST_UNDER_TEST=$host dotnet "$project/bin/Debug/net10.0/$project.dll" -noColor -result-xml "$report.xml" \
        ${host:+-trait "UnderTheHost=$host"} | tee "$report.log"
    local status=${PIPESTATUS[0]}
    summary=$(grep -E "$project +Total: [0-9]+" "$report.log" | tail -n 1)
    number() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<<"$summary"; }
    if [ -z "$summary" ]; then
        failed=$((failed + 1))
        return
    fi
    local total errors fails skips
    total=$(number Total) errors=$(number Errors) fails=$(number Failed) skips=$(number Skipped)
    # An error outside a test, such as a program whose log holds an address, fails the run too.
    if [ "$status" -ne 0 ] && [ $((fails + errors)) -eq 0 ]; then
        errors=1
    fi
    passed=$((passed + total - fails - skips))
    failed=$((failed + fails + errors))
    skipped=$((skipped + skips))
}

# Azurite, the emulator of Azure Storage, comes from npm; it stays among the artifacts.
install_azurite() {
    local folder=artifacts/npm version=3.35.0
    [ "$(node -p "require('./$folder/node_modules/azurite/package.json').version" 2>/dev/null)" != "$version" ] || return 0
    npm install --prefix "$folder" --no-save --no-fund --no-audit --loglevel error "azurite@$version" || fail "azurite cannot be installed"
}

# OpenRC's packages are unpacked on machines that tests make, and not installed on this one.
fetch_openrc() {
    local folder=artifacts/openrc
    [ ! -d "$folder" ] || return 0
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    (cd "$folder.part" && apt-get download -qq openrc librc1 libeinfo1) ||
        fail "OpenRC's packages cannot be fetched; where apt knows of none, 'apt-get update' helps"
    mv "$folder.part" "$folder"
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: there is no 'dotnet' on the PATH"
install_packages
install_azurite
fetch_openrc
mkdir -p "$reports"
rm -f "$reports/commands.txt"
dotnet build Automua.sln || fail "the build failed"
rm -rf "$published"
dotnet publish Automua.Functions --configuration Release --output "$published" "-p:PublishZip=$package" || fail "publishing failed"

run_tests Automua.Core.Tests
export PROGRAM_UNDER_TEST=$published/automua PACKAGE_UNDER_TEST=$package
run_tests Automua.Functions.Tests
run_tests Automua.Functions.Tests forwarding
run_tests Automua.Functions.Tests proxying

# A rule that lacks a test, or one of whose tests did not pass, fails the run.
cp docs/conformance.md "$reports/conformance.before.md"
docs/conformance.sh "$reports"/Automua.{Core.Tests,Functions.Tests,Functions.Tests.forwarding,Functions.Tests.proxying}.xml || failed=$((failed + 1))
if ! cmp -s docs/conformance.md "$reports/conformance.before.md"; then
    printf 'docs/conformance.md has changed: commit it.\n'
    [ -z "${STRICT-}" ] || failed=$((failed + 1))
fi
if [ -n "${STRICT-}" ] && [ "$skipped" -gt 0 ]; then
    printf 'With STRICT no test may be skipped.\n'
    failed=$((failed + 1))
fi

cat "$reports/commands.txt"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
