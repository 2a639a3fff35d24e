#!/usr/bin/env bash
# Makes the files of a release from what is committed: an archive of the native program for each machine it is for, the package for
# Azure Functions, the source, a bill of materials for each program, the build file for Arch Linux, and the checksums of them all.
# The same commit built by the same compiler gives the same archives.
set -euo pipefail
called_in=$PWD
cd "$(dirname "$0")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
machines=(linux-x64 linux-arm64)

usage() {
    cat <<'USAGE'
usage: ./release.sh [OPTION...]

  --output FOLDER               where the files go, and those of an earlier release are removed; artifacts/release without it
  --tag TAG                     the tag of the release: fails unless it is 'v' and the version, and CHANGELOG.md dates the version
  --only MACHINE                make the archive for linux-x64 or linux-arm64 alone
  --published MACHINE=FOLDER    take the program that was published into that folder instead of building it
  --help                        this text

You need git, jq, strings, xmllint, zip and the .NET 10 SDK; to build also gcc, and for linux-arm64 on another machine aarch64-linux-gnu-gcc (on
Debian, the package gcc-aarch64-linux-gnu). Build on Debian 12: a program linked on a newer system may ask for a newer C library.
USAGE
}

fail() {
    printf 'release.sh: %s\n' "$1" >&2
    exit 1
}

wrong() {
    printf 'release.sh: %s\n' "$1" >&2
    usage >&2
    exit 2
}

is_machine() {
    [[ " ${machines[*]} " == *" $1 "* ]]
}

# Folders are those that the caller means.
seen_from_caller() {
    case $1 in
        /*) printf '%s\n' "$1" ;;
        *) printf '%s/%s\n' "$called_in" "$1" ;;
    esac
}

output=artifacts/release tag=''
declare -A published=()

read_arguments() {
    local machine
    while [ $# -gt 0 ]; do
        case $1 in
            --output | --tag | --only | --published)
                [ $# -ge 2 ] || wrong "$1 needs a value"
                case $1 in
                    --output) output=$(seen_from_caller "$2") ;;
                    --tag) tag=$2 ;;
                    --only)
                        is_machine "$2" || wrong "--only is '$2'; allowed are ${machines[*]}"
                        machines=("$2")
                        ;;
                    --published)
                        machine=${2%%=*}
                        if [ "$machine" = "$2" ] || ! is_machine "$machine"; then
                            wrong "--published is '$2'; allowed is MACHINE=FOLDER with a machine of ${machines[*]}"
                        fi
                        published[$machine]=$(seen_from_caller "${2#*=}")
                        [ -x "${published[$machine]}/automua" ] || fail "there is no program '${2#*=}/automua'"
                        ;;
                esac
                shift
                ;;
            --help)
                usage
                exit 0
                ;;
            *) wrong "'$1' is not an option" ;;
        esac
        shift
    done
}

version=''
check_version() {
    local entry
    version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
    [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "Directory.Build.props: VersionPrefix is '$version'; allowed is a version such as 1.2.3"
    entry=$(grep -m 1 '^## ' CHANGELOG.md) || fail "CHANGELOG.md has no entry"
    [[ $entry == "## [$version] - "* ]] || fail "CHANGELOG.md begins with '$entry', and the version is $version"
    [ -n "$tag" ] || return 0
    [ "$tag" = "v$version" ] || fail "the tag is '$tag', and the version is $version: allowed is v$version"
    [[ $entry =~ \ -\ [0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] || fail "CHANGELOG.md does not say when $version was released: '$entry'"
}

check_machine() {
    local program
    for program in dotnet git jq strings xmllint zip; do
        command -v "$program" >/dev/null || fail "there is no '$program' on the PATH"
    done
    [ -z "$(git status --porcelain)" ] || fail "not everything is committed: see git status"
    # The time of the commit is the time of every file.
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    export SOURCE_DATE_EPOCH
}

work=''
trap '[ -z "$work" ] || rm -rf "$work"' EXIT

# For another machine the SDK's targets call the linker as clang is called; gcc is of one machine, and takes no word on which.
cross_linker() {
    cat >"$work/linker" <<'LINKER'
#!/usr/bin/env bash
for argument; do
    [[ $argument == --target=* ]] || arguments+=("$argument")
done
exec aarch64-linux-gnu-gcc "${arguments[@]}"
LINKER
    chmod +x "$work/linker"
    printf '%s\n' "$work/linker"
}

# Publishes the program for a machine, unless somebody has, and says where it is.
publish() {
    local machine=$1 folder=$work/published/$1 linker=()
    if [ -n "${published[$machine]-}" ]; then
        printf '%s\n' "${published[$machine]}"
        return 0
    fi
    if [ "$machine" = linux-arm64 ] && [ "$(uname -m)" != aarch64 ]; then
        command -v aarch64-linux-gnu-gcc >/dev/null || fail "there is no 'aarch64-linux-gnu-gcc' on the PATH, which building for linux-arm64 needs"
        linker=("-p:CppCompilerAndLinker=$(cross_linker)" -p:ObjCopyName=aarch64-linux-gnu-objcopy)
    elif [ "$machine" = linux-x64 ] && [ "$(uname -m)" != x86_64 ]; then
        fail "this machine is $(uname -m), and cannot build for linux-x64: build there, and use --published"
    fi
    dotnet publish Automua.Functions --configuration Release --runtime "$machine" --output "$folder" "${linker[@]}" >&2 ||
        fail "the program cannot be built for $machine"
    printf '%s\n' "$folder"
}

# Whether this machine runs programs of that one.
runs_here() {
    [ "$1" = "$(uname -sm | sed 's/Linux x86_64/linux-x64/; s/Linux aarch64/linux-arm64/')" ]
}

# Makes a folder's files the same wherever they come from: who may read them, and their times.
even_out() {
    chmod -R u=rwX,go=rX "$1"
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# Packs a folder of $work: pack FOLDER ARCHIVE.
pack() {
    tar --create --directory="$work" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$1" |
        gzip -n -9 >"$2"
}

pack_program() {
    local machine=$1 folder=$2 name=automua-$version-$1 answer
    if runs_here "$machine"; then
        answer=$("$folder/automua" --version) || fail "the program for $machine does not run"
        [ "$answer" = "$version" ] || fail "the program for $machine is version $answer, and the release is $version"
    fi
    dotnet restore Automua.Functions --runtime "$machine" -p:Configuration=Release -v q >&2 || fail "the program's packages cannot be restored for $machine"
    ./sbom.sh "$machine" >"$output/$name.cdx.json" || fail "the bill of materials for $machine cannot be made"
    mkdir "$work/$name"
    ./notices.sh "$output/$name.cdx.json" >"$work/$name/THIRD-PARTY-NOTICES.txt" || fail "the notices for $machine cannot be made"
    cp "$folder/automua" "$folder/libe_sqlite3.so" "$work/$name/"
    git archive HEAD LICENSE README.md CHANGELOG.md contrib docs | tar --extract --directory="$work/$name"
    even_out "$work/$name"
    pack "$name" "$output/$name.tar.gz"
}

# What Azure takes: the folder as it is published, with the host's files.
pack_azure() {
    local folder=$work/azure archive
    archive=$(cd "$output" && pwd)/automua-$version-azure.zip
    [ -f "$1/host.json" ] || fail "there is no '$1/host.json', which Azure needs"
    cp -r "$1" "$folder"
    even_out "$folder"
    rm -f "$archive"
    (cd "$folder" && find . -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$archive" -@)
}

pack_source() {
    local archive=$output/automua-$version.tar.gz digest
    git -c tar.umask=0022 archive --format=tar --prefix="automua-$version/" HEAD | gzip -n -9 >"$archive"
    digest=$(sha256sum "$archive" | cut -d ' ' -f 1)
    sed "s/^sha256sums=.*/sha256sums=('$digest')/" contrib/PKGBUILD >"$output/PKGBUILD"
}

read_arguments "$@"
check_version
check_machine
work=$(mktemp -d)
mkdir -p "$output"
# What a release of before has left would get a checksum, too.
rm -f "$output"/automua-* "$output/PKGBUILD" "$output/SHA256SUMS"
for machine in "${machines[@]}"; do
    folder=$(publish "$machine")
    pack_program "$machine" "$folder"
    [ "$machine" != linux-x64 ] || pack_azure "$folder"
done
pack_source
(cd "$output" && sha256sum automua-* PKGBUILD >SHA256SUMS)
printf 'automua %s is in %s:\n' "$version" "$output"
ls "$output"
