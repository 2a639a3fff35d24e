#!/usr/bin/env bash
# Writes conformance.md from the results of test runs: conformance.sh RESULTS.xml... (xUnit's format, from the runner's -result-xml).
# Results of tests under the Functions host are in files named .forwarding.xml and .proxying.xml.
# Fails when a rule has no test, when one of its tests did not pass, or when a test bears the number of no rule.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C

fail() {
    printf 'conformance.sh: %s\n' "$1" >&2
    exit 1
}

[ $# -gt 0 ] || fail "say which result files to read"
for results in "$@"; do
    grep -q '<test ' "$results" 2>/dev/null || fail "there are no results of tests in '$results'"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Class, method, result and host of every test, a line each; markup is escaped within values, so '<' begins a tag.
for results in "$@"; do
    case $results in
        *.forwarding.xml | *.proxying.xml) host=functions ;;
        *) host=none ;;
    esac
    tr '<' '\n' <"$results" | awk -v host="$host" '
        function attribute(name) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        }
        /^test / {
            type = attribute("type")
            sub(/.*\./, "", type)
            print type "\t" attribute("method") "\t" attribute("result") "\t" host
        }'
done | sort >"$work/tests"

# The tests of a class, as sentences with the number of their cases.
sentences() {
    grep -q "^$1	" "$work/tests" || printf '%s is a chapter of conformance.md, and has no test\n' "$1" >>"$work/problems"
    awk -F '\t' -v class="$1" '
        $1 == class && $4 == "none" {
            sentence = $2
            gsub(/_/, " ", sentence)
            if (!(sentence in count)) order[++different] = sentence
            count[sentence]++
            if ($3 != "Pass") wrong[sentence]++
        }
        END {
            for (i = 1; i <= different; i++) {
                sentence = order[i]
                cases = count[sentence] == 1 ? "" : " (" count[sentence] " cases)"
                print "* " sentence cases (wrong[sentence] ? ", **" wrong[sentence] " failed**" : "")
            }
        }' "$work/tests"
}

{
    cat <<'HEAD'
# Conformance

What mail apps and specifications require, rule by rule, and the tests that hold the service to it. This page is written by
`docs/conformance.sh` from a test run, which `./test.sh` ends with; the rules' words are in `docs/conformance-rules.tsv`. A test of a
rule bears its number, `AC-07` as `AC_07`. A test with several cases counts once for each; a property, which is tried on a hundred
generated models, counts once. Tests over HTTP are run twice more, against programs that an emulation of the Azure Functions host
starts: one run in which it forwards requests, and one in which it proxies them.

HEAD
    awk -F '\t' '
        BEGIN {
            groups = split("AC AD AP PA DN XX", group, " ")
            title["AC"] = "Autoconfig"
            title["AD"] = "Autodiscover"
            title["AP"] = "Mobileconfig"
            title["PA"] = "PACC"
            title["DN"] = "DNS"
            title["XX"] = "Everywhere"
        }
        FNR == NR {
            rule[++rules] = $1
            reader[$1] = $2
            sentence[$1] = $3
            next
        }
        $2 ~ /^[A-Z][A-Z]_[0-9][0-9]_/ {
            id = substr($2, 1, 2) "-" substr($2, 4, 2)
            if ($4 == "functions") {
                hosted[id]++
                if ($3 == "Pass") passedHosted[id]++
                next
            }
            tests[id]++
            if ($3 == "Pass") passed[id]++
            if (!((id, $1) in seen)) {
                seen[id, $1]
                classes[id] = classes[id] (classes[id] == "" ? "" : ", ") "`" $1 "`"
            }
        }
        END {
            for (r = 1; r <= rules; r++) {
                id = rule[r]
                part = substr(id, 1, 2)
                number[part]++
                sum[part] += tests[id]
                good[part] += passed[id]
                goodHosted[part] += passedHosted[id]
                if (tests[id] > 0 && tests[id] == passed[id] && hosted[id] == passedHosted[id]) held[part]++
            }
            print "| | rules | held | tests | passed | and under the Functions host |"
            print "|---|---|---|---|---|---|"
            for (g = 1; g <= groups; g++) {
                part = group[g]
                printf "| %s, %s | %d | %d | %d | %d | %d |\n", part, title[part], number[part], held[part], sum[part], good[part], goodHosted[part]
            }
            for (g = 1; g <= groups; g++) {
                print "\n## " title[group[g]] "\n"
                print "| rule | what holds | for | tests | passed | failed | and passed under the Functions host | in |"
                print "|---|---|---|---|---|---|---|---|"
                for (r = 1; r <= rules; r++) {
                    id = rule[r]
                    if (substr(id, 1, 2) != group[g]) continue
                    printf "| %s | %s | %s | %d | %d | %d | %d | %s |\n", id, sentence[id], reader[id], tests[id], passed[id],
                        tests[id] - passed[id], passedHosted[id], classes[id] == "" ? "**no test**" : classes[id]
                }
            }
            for (r = 1; r <= rules; r++) {
                id = rule[r]
                if (!tests[id]) print id " has no test" >problems
                else if (tests[id] != passed[id]) print id ": " tests[id] - passed[id] " of " tests[id] " tests did not pass" >problems
                if (hosted[id] != passedHosted[id])
                    print id ": " hosted[id] - passedHosted[id] " of " hosted[id] " tests under the Functions host did not pass" >problems
            }
            for (id in tests) if (!(id in sentence)) print id " is the number of no rule, but " classes[id] " tests it" >problems
        }' problems="$work/problems" "$here/conformance-rules.tsv" "$work/tests"
    printf '\n## Seen with real clients\n\n'
    printf 'What apps were seen to ask, and to make of answers that are a little off.\n\n'
    sentences RealClientTests
    printf '\n## Validators\n\n'
    printf 'Schemas written from the text of the specifications, and what they refuse.\n'
    printf '\n### Autodiscover: XSD after [MS-OXDSCLI], the POX reference and [MS-ASCMD]\n\n'
    sentences AutodiscoverXsdTests
    printf '\n### Autoconfig: RELAX NG after draft-ietf-mailmaint-autoconfig\n\n'
    sentences ClientConfigGrammarTests
    printf "\n### Mobileconfig: keys, types and allowed values of Apple's published schema\n\n"
    sentences ProfileSchemaTests
} >"$work/conformance.md"
mv "$work/conformance.md" "$here/conformance.md"

if [ -s "$work/problems" ]; then
    sort "$work/problems" | sed 's/^/conformance.sh: /' >&2
    exit 1
fi
