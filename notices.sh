#!/usr/bin/env bash
# Writes what the licences of a program's parts want to go along with it, on standard output: who holds the rights to each part of a bill
# of materials, the licences' texts, and the notices that packages bring.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

materials=${1?usage: notices.sh BILL-OF-MATERIALS, as sbom.sh writes it}
packages=$(jq --raw-output '.packageFolders | keys[0]' "$here/Automua.Functions/obj/project.assets.json")

fail() {
    printf 'notices.sh: %s\n' "$1" >&2
    exit 1
}

# Within the packages, the licence as an expression, or where it is.
parts() {
    jq --raw-output '
        .components[] | (., .components[]?)
        | [.name, .version, (.licenses[0] | .expression // .license.id // .license.name), .copyright // ""]
        | join("\t")' "$materials"
}

printf 'Automua is free software under the GNU General Public License, version 3 or later; see LICENSE. The program holds these as well:\n\n'
parts | while IFS=$'\t' read -r name version licence copyright; do
    printf '%s %s: %s. %s\n' "$name" "$version" "$licence" "$copyright"
done

parts | cut -f 3 | sort -u | while read -r licence; do
    case $licence in
        blessing) text='SQLite is in the public domain.' ;;
        # The package has the text; it comes below.
        https://*) continue ;;
        *)
            [ -f "$here/LICENSES/$licence.txt" ] || fail "there is no LICENSES/$licence.txt, and a package is under that licence"
            text=$(cat "$here/LICENSES/$licence.txt")
            ;;
    esac
    printf '\n\n======== %s ========\n\n%s\n' "$licence" "$text"
done

# Many packages bring the same.
declare -A seen=()
while IFS=$'\t' read -r name version _; do
    folder=$packages${name,,}/${version,,}
    [ -d "$folder" ] || continue
    while read -r file; do
        digest=$(sha256sum <"$file")
        [ -z "${seen[$digest]-}" ] || continue
        seen[$digest]=yes
        printf '\n\n======== %s: %s ========\n\n' "$name" "$(basename "$file")"
        tr -d '\r' <"$file"
    done < <(find "$folder" -maxdepth 1 -type f \( -iname 'license*' -o -iname 'notice*' -o -iname 'third*' \) | sort)
done < <(parts)
