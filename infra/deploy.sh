#!/usr/bin/env bash
# Deploys Automua to a resource group of Azure: checks what is needed, shows what would change, changes it, makes the
# administration key, publishes the program and asks it for a sign of life. Run it again after every change: what is already
# as it should be stays. It prints no secret.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
repository=$(dirname "$here")
least_az=2.76.0
# The C library in the image of Azure Functions, which is Debian 12.
image_library=2.36
# How long something may take that comes by itself: roles to be known everywhere, a Front Door to be everywhere.
patience=${DEPLOY_PATIENCE:-1800}
pause=${DEPLOY_PAUSE:-15}

usage() {
    cat <<'USAGE'
usage: infra/deploy.sh RESOURCE_GROUP PARAMETERS.bicepparam [OPTION...]

  --location REGION   where to make the resource group, if there is none yet
  --what-if           show what would change, and change nothing
  --yes               do not ask before changing something
  --package FILE      publish this zip file instead of building one
  --no-publish        leave the program as it is
  --help              this text

You need the Azure CLI, logged in (az login) as somebody who is Owner of the resource group, or Contributor and Role Based Access
Control Administrator; to build, the .NET 10 SDK and a linker on Linux with x86-64 (on Debian, the packages gcc and zlib1g-dev).
USAGE
}

fail() {
    printf 'deploy.sh: %s\n' "$1" >&2
    exit 1
}

wrong() {
    printf 'deploy.sh: %s\n' "$1" >&2
    usage >&2
    exit 2
}

tell() {
    printf '\n== %s\n' "$1"
}

group='' parameters='' location='' package=''
only_look='' sure='' publishes=yes

read_arguments() {
    local words=()
    while [ $# -gt 0 ]; do
        case $1 in
            --location | --package)
                [ $# -ge 2 ] || wrong "$1 needs a value"
                if [ "$1" = --location ]; then location=$2; else package=$2; fi
                shift
                ;;
            --what-if) only_look=yes ;;
            --yes) sure=yes ;;
            --no-publish) publishes='' ;;
            --help)
                usage
                exit 0
                ;;
            -*) wrong "'$1' is not an option" ;;
            *) words+=("$1") ;;
        esac
        shift
    done
    [ ${#words[@]} -eq 2 ] || wrong "a resource group and a file of parameters are needed"
    group=${words[0]}
    parameters=${words[1]}
    [[ $parameters == *.bicepparam ]] || wrong "'$parameters' is not a .bicepparam file"
    [ -f "$parameters" ] || fail "there is no file '$parameters'"
    [ -z "$package" ] || [ -f "$package" ] || fail "there is no file '$package'"
    [ -z "$package" ] || [ -n "$publishes" ] || wrong "--package and --no-publish contradict each other"
}

# Whether the first version is at least the second.
is_at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort --version-sort | head -n 1)" = "$2" ]
}

keyfile='' compiled=''
trap 'rm -f "$keyfile" "$compiled"' EXIT

check_machine() {
    tell 'What is needed'
    local program version
    command -v az >/dev/null || fail "the Azure CLI is missing: there is no 'az' on the PATH, see https://aka.ms/azure-cli"
    version=$(az version --query '"azure-cli"' --output tsv)
    is_at_least "$version" "$least_az" || fail "the Azure CLI is version $version, and $least_az is needed: az upgrade"
    if [ -z "$only_look" ]; then
        for program in curl openssl; do
            command -v "$program" >/dev/null || fail "there is no '$program' on the PATH"
        done
    fi
    if [ -z "$only_look" ] && [ -n "$publishes" ] && [ -z "$package" ]; then
        # A native program is built on a machine of the kind that runs it.
        [ "$(uname -sm)" = 'Linux x86_64' ] || fail "this machine is $(uname -sm), and the app runs on Linux x86_64: build there, and use --package"
        for program in dotnet gcc; do
            command -v "$program" >/dev/null || fail "there is no '$program' on the PATH, which building needs; or use --package"
        done
    fi
    az account show --output none 2>/dev/null || fail "the Azure CLI is not logged in: az login"
    compiled=$(mktemp)
    az bicep build-params --file "$parameters" --outfile "$compiled" || fail "'$parameters' cannot be compiled: see above; an old Bicep is renewed by az bicep upgrade"
    printf 'Azure CLI %s, subscription %s\n' "$version" "$(az account show --query name --output tsv)"
}

register_providers() {
    local provider state
    for provider in Microsoft.App Microsoft.Cdn Microsoft.Consumption Microsoft.DBforPostgreSQL Microsoft.EventGrid Microsoft.Insights \
        Microsoft.KeyVault Microsoft.ManagedIdentity Microsoft.Network Microsoft.OperationalInsights Microsoft.Storage Microsoft.Web; do
        # Who may see the resource group alone may not see this: then somebody else has registered them, or the deployment says so.
        state=$(az provider show --namespace "$provider" --query registrationState --output tsv 2>/dev/null) || {
            printf 'whether %s is registered cannot be seen\n' "$provider"
            continue
        }
        [ "$state" = Registered ] && continue
        printf 'registering %s\n' "$provider"
        az provider register --namespace "$provider" --wait --output none || fail "$provider cannot be registered in the subscription"
    done
}

make_group() {
    [ "$(az group exists --name "$group")" = true ] && return 0
    [ -z "$only_look" ] || fail "there is no resource group '$group' yet, in which to look what would change"
    [ -n "$location" ] || fail "there is no resource group '$group' yet: say where to make it with --location"
    tell "Resource group $group"
    az group create --name "$group" --location "$location" --output none
}

# Something in the resource group: in_group PROVIDER/TYPE API-VERSION QUERY; empty when there is none.
in_group() {
    local subscription answer
    subscription=$(az account show --query id --output tsv)
    answer=$(az rest --method get --output tsv --query "$3" \
        --url "/subscriptions/$subscription/resourceGroups/$group/providers/$1?api-version=$2" 2>/dev/null) || answer=''
    [ "$answer" = None ] || printf '%s' "$answer"
}

# Two things Azure lets nobody set back: a budget's first month, and a disk that has grown. What is there stays.
overrides=()
keep_what_stays() {
    local start size wanted
    start=$(in_group Microsoft.Consumption/budgets 2024-08-01 "value[?ends_with(name, '-budget')] | [0].properties.timePeriod.startDate")
    [ -z "$start" ] || overrides+=(--parameters "budgetStart=${start:0:10}")
    size=$(in_group Microsoft.DBforPostgreSQL/flexibleServers 2024-08-01 "value[?ends_with(name, '-db')] | [0].properties.storage.storageSizeGB")
    wanted=$(tr -d '\n ' <"$compiled" | sed -n 's/.*"databaseStorageGb":{"value":\([0-9]*\)}.*/\1/p')
    [ -z "$size" ] || [ "$size" -le "${wanted:-32}" ] || overrides+=(--parameters "databaseStorageGb=$size")
}

# A vault that was deleted with its group keeps its name, and what is in it, for 90 days: none can be made in its place.
recover_vault() {
    local vault
    vault=$(az keyvault list-deleted --resource-type vault --output tsv \
        --query "[?starts_with(name, 'kv-') && contains(properties.vaultId, '/resourceGroups/$group/')].name | [0]" 2>/dev/null) || vault=''
    [ -n "$vault" ] && [ "$vault" != None ] || return 0
    tell "Bringing back the deleted vault $vault"
    az keyvault recover --name "$vault" --resource-group "$group" --output none || fail "the vault $vault cannot be brought back"
}

look() {
    tell 'What would change'
    # Who only looks needs no right to write.
    local level=()
    [ -z "$only_look" ] || level=(--validation-level ProviderNoRbac)
    az deployment group what-if --resource-group "$group" --template-file "$here/main.bicep" --parameters "@$compiled" "${overrides[@]}" "${level[@]}"
}

ask() {
    [ -z "$sure" ] || return 0
    [ -t 0 ] || fail "nobody is there to ask: look at what would change, and say --yes"
    local answer
    read -r -p 'Change this? [y/N] ' answer
    [[ $answer == [yY]* ]] || fail "nothing was changed"
}

deployment='' token='' sent=''
deploy() {
    tell 'Changing it'
    deployment=automua-$(date -u +%Y%m%d%H%M%S)
    az deployment group create --resource-group "$group" --name "$deployment" --template-file "$here/main.bicep" \
        --parameters "@$compiled" "${overrides[@]}" --output none ||
        fail "the deployment failed: az deployment operation group list --resource-group $group --name $deployment"
}

# A value that the template says at its end: output NAME [FURTHER-QUERY].
output() {
    az deployment group show --resource-group "$group" --name "$deployment" --query "properties.outputs.$1.value${2:-}" --output tsv
}

# Tries a command until it succeeds: eventually WHAT COMMAND...
eventually() {
    local what=$1 end=$((SECONDS + patience))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "$what: given up after $patience seconds"
        sleep "$pause"
    done
}

# The role to do so was given a moment ago, and is not known everywhere at once.
key_is_there() {
    local vault=$1 answer
    if answer=$(az keyvault secret show --vault-name "$vault" --name admin-key --query id --output tsv 2>&1); then
        printf 'the key is there\n'
        return 0
    fi
    [[ $answer == *SecretNotFound* ]] || {
        printf '%s\n' "$answer" >&2
        return 1
    }
    [ -n "$keyfile" ] || keyfile=$(mktemp)
    openssl rand -hex 32 | tr -d '\n' >"$keyfile"
    az keyvault secret set --vault-name "$vault" --name admin-key --file "$keyfile" --encoding utf-8 --output none 2>/dev/null || return 1
    printf 'a key is made\n'
}

# Before the program is published: no instance of it ever runs without the key that the vault holds.
make_key() {
    local vault app subscription
    vault=$(output adminKeyVault)
    [ -n "$vault" ] || return 0
    tell "Administration key in the vault $vault"
    eventually 'the administration key cannot be stored in the vault' key_is_there "$vault"
    app=$(output appName)
    subscription=$(az account show --query id --output tsv)
    # Otherwise the app looks a day later for what it did not find.
    az rest --method post --output none --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.Web/sites/$app/config/configreferences/appsettings/refresh?api-version=2022-03-01" ||
        fail "the app does not look for the key in the vault"
}

# Asks where packages are taken; the token goes by standard input, where no other user of this machine sees it.
ask_publisher() {
    curl --config - --fail --silent --show-error --max-time 600 "$@" <<<"header = \"Authorization: Bearer $token\""
}

# Not by the Azure CLI: that goes on to ask the app itself, until it answers, and the app answers nobody but its Front Door.
send_package() {
    local answer
    token=$(az account get-access-token --query accessToken --output tsv) || return 1
    answer=$(ask_publisher --header 'Content-Type: application/zip' --data-binary "@$2" "https://$1/api/publish?RemoteBuild=false&Deployer=deploy.sh") || return 1
    # The number of what is under way now, as a JSON string.
    sent=$(tr -d '"[:space:]' <<<"$answer")
    [[ $sent =~ ^[A-Za-z0-9-]+$ ]] || sent=latest
}

is_published() {
    local status
    status=$(ask_publisher "https://$1/api/deployments/$sent" | tr -d '[:space:]' | sed -n 's/.*"status":\(-\{0,1\}[0-9]*\).*/\1/p')
    case $status in
        4) return 0 ;;
        3) fail "Azure could not take the package: see https://$1/api/deployments/$sent/log" ;;
        *) return 1 ;;
    esac
}

build_package() {
    tell 'Building the program'
    local project=$repository/Automua.Functions folder=$repository/artifacts/package newest
    package=$repository/artifacts/automua.zip
    rm -rf "$package" "$folder"
    if [ "$(output runtime)" = dotnet-isolated ]; then
        # Packed by a command of its own: the worker's packages put files there after everything else.
        dotnet publish "$project" --configuration Release --output "$folder" -p:FunctionsWorker=isolated || fail "the program cannot be built"
        dotnet msbuild "$project" -target:ZipPublishFolder -p:FunctionsWorker=isolated "-p:PublishDir=$folder/" "-p:PublishZip=$package" ||
            fail "the program cannot be packed"
    else
        dotnet publish "$project" --configuration Release "-p:PublishZip=$package" || fail "the program cannot be built"
        newest=$(readelf --version-info --wide "$folder/automua" | grep -o 'GLIBC_[0-9.]*' | sort --version-sort | tail -n 1)
        is_at_least "$image_library" "${newest#GLIBC_}" ||
            fail "what this machine links needs ${newest/_/ }, and the image of Azure Functions has $image_library: build on Debian 12, and use --package"
    fi
    [ -f "$package" ] || fail "building made no $package"
}

publish() {
    [ -n "$publishes" ] || return 0
    [ -n "$package" ] || build_package
    tell 'Publishing it'
    local publisher
    publisher=$(in_group "Microsoft.Web/sites/$(output appName)" 2024-11-01 "properties.hostNameSslStates[?hostType=='Repository'].name | [0]")
    [ -n "$publisher" ] || fail "the app does not say where it takes packages"
    eventually 'the program cannot be published' send_package "$publisher" "$package"
    eventually 'the package is not taken' is_published "$publisher"
}

answers() {
    curl --fail --silent --show-error --output /dev/null --max-time 30 "$1"
}

smoke_test() {
    local host path
    host=$(output firstHost)
    tell "Does $host answer?"
    for path in healthz readyz; do
        eventually "https://$host/$path does not answer" answers "https://$host/$path"
        printf 'https://%s/%s answers\n' "$host" "$path"
    done
}

show_rest() {
    local records
    records=$(output dnsRecords '[].[name, type, value]')
    if [ -n "$records" ]; then
        tell 'DNS records'
        printf '%s\n' "$records"
    fi
    tell 'Next'
    output nextSteps '[]'
}

read_arguments "$@"
check_machine
[ -n "$only_look" ] || register_providers
make_group
keep_what_stays
look
[ -z "$only_look" ] || exit 0
ask
recover_vault
deploy
make_key
publish
[ -z "$publishes" ] || smoke_test
show_rest
