#!/usr/bin/env bash
# Writes the bill of materials of the program for a machine, such as linux-x64: CycloneDX 1.6, JSON, on standard output. It lists
# what NuGet resolved when the program was last restored for that machine, as far as it comes into the program: its packages and the
# parts of .NET. Versions, digests and who needs what are NuGet's; licences are those of the packages themselves.
set -euo pipefail
cd "$(dirname "$0")" || exit 1

machine=${1?usage: ./sbom.sh MACHINE}
assets=Automua.Functions/obj/project.assets.json

fail() {
    printf 'sbom.sh: %s\n' "$1" >&2
    exit 1
}

[ -f "$assets" ] || fail "there is no $assets: restore first"
framework=$(jq --raw-output --arg machine "$machine" '.targets | keys[] | select(endswith("/" + $machine))' "$assets")
[ -n "$framework" ] || fail "the program was not restored for $machine"
version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props)
packages=$(jq --raw-output '.packageFolders | keys[0]' "$assets")

# The names and versions of what comes into the program. What only helps to build has nothing that runs.
materials() {
    jq --raw-output --arg framework "$framework" --arg machine "$machine" '
        (.targets[$framework] | to_entries[]
            | select(.value.type == "package" and ((.value.runtime // {}) + (.value.native // {}) | length > 0)) | .key),
        (.project.frameworks[].downloadDependencies[] | select(.name | test("(AspNetCore\\.App\\.Runtime|Runtime\\.NativeAOT)\\." + $machine + "$"))
            | .name + "/" + (.version | ltrimstr("[") | split(",")[0]))' "$assets"
}

element() {
    xmllint --xpath "string(/*[local-name()='package']/*[local-name()='metadata']/*[local-name()='$2']$3)" "$1"
}

# What a package says of itself: its licence as an SPDX expression, or where it is; and its digest, as NuGet keeps it beside it.
component() {
    local name=${1%/*} number=${1#*/} folder nuspec expression url digest within
    folder=$packages${name,,}/${number,,}
    nuspec=$folder/${name,,}.nuspec
    [ -f "$nuspec" ] || fail "there is no package $name $number in $packages"
    expression=$(element "$nuspec" license "[@type='expression']")
    url=$(element "$nuspec" licenseUrl '')
    digest=$(base64 --decode "$folder/${name,,}.${number,,}.nupkg.sha512" | od -An -v -tx1 | tr -d ' \n')
    within=$(within "$1")
    jq --null-input --arg name "$name" --arg version "$number" --arg expression "$expression" --arg url "$url" --arg digest "$digest" \
        --arg authors "$(element "$nuspec" authors '')" --arg copyright "$(element "$nuspec" copyright '')" --argjson within "$within" '
        ("pkg:nuget/" + $name + "@" + $version) as $purl
        | {
            type: "library",
            "bom-ref": $purl,
            authors: [{name: $authors}],
            name: $name,
            version: $version,
            hashes: [{alg: "SHA-512", content: $digest}],
            copyright: $copyright,
            licenses: (if $expression != "" then [{expression: $expression}] elif $url != "" then [{license: {name: $url, url: $url}}] else [] end),
            purl: $purl
        } + $within'
}

# SQLite itself is within its wrapper's package, under the wrapper's version and licence.
within() {
    local name=${1%/*} number=${1#*/} library sqlite
    [ "$name" = SQLitePCLRaw.lib.e_sqlite3 ] || {
        printf '{}'
        return 0
    }
    library=$packages${name,,}/${number,,}/runtimes/$machine/native/libe_sqlite3.so
    sqlite=$(strings -a "$library" | awk '/^3\.[0-9]+\.[0-9]+$/ && !found++')
    [ -n "$sqlite" ] || fail "$library does not tell SQLite's version"
    jq --null-input --arg version "$sqlite" '{components: [{
        type: "library",
        "bom-ref": ("pkg:generic/sqlite@" + $version),
        name: "sqlite",
        version: $version,
        licenses: [{license: {id: "blessing"}}],
        cpe: ("cpe:2.3:a:sqlite:sqlite:" + $version + ":*:*:*:*:*:*:*"),
        purl: ("pkg:generic/sqlite@" + $version)
    }]}'
}

listed=$(materials)
[ -n "$listed" ] || fail "nothing is listed in $assets"
while read -r material; do
    component "$material"
done <<<"$listed" | jq --slurp --slurpfile assets "$assets" --arg framework "$framework" --arg version "$version" --arg machine "$machine" \
    --arg time "$(date --utc --date="@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%dT%H:%M:%SZ)" '
    sort_by(.purl) as $components
    | ("pkg:generic/automua@" + $version + "?arch=" + $machine) as $program
    | ($components | map({key: (.name | ascii_downcase), value: .purl}) | from_entries) as $purls
    | $assets[0].targets[$framework] as $resolved
    | def known: [.[] | $purls[ascii_downcase] | values] | unique;
    {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        bomFormat: "CycloneDX",
        specVersion: "1.6",
        version: 1,
        metadata: {
            timestamp: $time,
            component: {
                type: "application",
                "bom-ref": $program,
                name: "automua",
                version: $version,
                licenses: [{expression: "GPL-3.0-or-later"}],
                purl: $program
            }
        },
        components: $components,
        dependencies: (
            [{
                ref: $program,
                dependsOn: ([$resolved | to_entries[] | select(.value.type == "project") | .value.dependencies // {} | keys[]]
                    + [$assets[0].project.frameworks[].dependencies // {} | keys[]]
                    + [$components[].name | select(test("\\.Runtime\\."))] | known)
            }]
            + [$components[] | . as $one | {
                ref: .purl,
                dependsOn: ([$resolved[.name + "/" + .version].dependencies // {} | keys[]] | known)
            }])
    }'
