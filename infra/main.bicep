import { AddressRange, DnsRecord, DnsZone, EntraApplication } from 'modules/types.bicep'

metadata name = 'Automua'
metadata description = 'Automua on Azure Functions, in one resource group: alone, or behind Azure Front Door under the names of many domains.'

@description('First part of the names of all resources: small letters, digits and hyphens, a letter first. A hash of the resource group follows.')
@minLength(3)
@maxLength(20)
param name string = 'automua'

@description('Region of what has one. It must have the Flex Consumption plan, see `az functionapp list-flexconsumption-locations`.')
param location string = resourceGroup().location

@description('Tags of all resources.')
param tags object = {
  application: 'automua'
}

@description('Which identity the app is. A user-assigned one has its roles before the app starts, and keeps them when the app is made anew.')
@allowed(['UserAssigned', 'SystemAssigned'])
param identity string = 'UserAssigned'

@description('Which build of the program runs: the native one as a custom handler, or the one of the isolated worker (-p:FunctionsWorker=isolated).')
@allowed(['custom', 'dotnet-isolated'])
param runtime string = 'custom'

@description('How many instances Azure is to start at most; for moments it may start more.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance in MiB. The native program with the host of Functions fits into the smallest.')
@allowed([512, 2048, 4096])
param instanceMemory int = 512

@description('How many requests an instance answers at the same time before another one starts.')
@minValue(1)
@maxValue(1000)
param requestsPerInstance int = 100

@description('How many instances are always ready. With 0 the first request after a pause waits for a start, and nothing is paid meanwhile.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Whether app and storage are spread over three zones of the region, which must have them.')
param zoneRedundant bool = false

@description('What is logged. Mail addresses never are.')
@allowed(['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'])
param logLevel string = 'WARNING'

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many gigabytes of logs a day are taken in at most.')
@minValue(1)
@maxValue(100)
param logDailyQuotaGb int = 1

@description('Whether Azure Front Door stands in front, and of which tier. Without it no tenant is answered under its own names.')
@allowed(['None', 'Standard', 'Premium'])
param frontDoor string = 'None'

@description('The domains of mailboxes that are answered under autoconfig., autodiscover. and ua-auto-config., in A-labels. Standard takes 33 of them, Premium 166: Front Door has at most 100 and 500 names. It takes no name with an xn-- label.')
@maxLength(166)
param tenants string[] = []

@description('The name at which the service is reached, such as automua.hoster.example; a name of its own, of no tenant. Empty: that of the Front Door, or of the app.')
@maxLength(253)
param serviceHost string = ''

@description('Azure DNS zones whose records of tenants are kept here. Records elsewhere are an output, to be published by hand.')
@maxLength(167)
param dnsZones DnsZone[] = []

@description('How many requests a minute a client\'s address may make at the Front Door. An office behind one address is one client.')
@minValue(100)
@maxValue(100000)
param requestsPerMinute int = 600

@description('How many requests a minute a client\'s address may make to administration, at the Front Door.')
@minValue(10)
@maxValue(10000)
param administrationRequestsPerMinute int = 120

@description('What Microsoft\'s rules at the Front Door do with a request that they suspect. Premium alone has them; look at the log before they block.')
@allowed(['Off', 'Log', 'Block'])
param managedRules string = 'Off'

@description('Whether the Front Door logs requests: without paths, queries and client addresses, which could tell a person.')
param logsRequests bool = false

@description('Where the data is. Tables are in the storage account that is there anyway.')
@allowed(['TableStorage', 'PostgreSQL'])
param database string = 'TableStorage'

@description('Who reaches PostgreSQL: the app alone, through a network of its own, or the addresses that are named, on the internet.')
@allowed(['private', 'firewall'])
param databaseAccess string = 'private'

@description('Addresses that reach PostgreSQL when its access is by firewall. An app on this plan has no fixed ones of its own.')
@maxLength(50)
param databaseAddresses AddressRange[] = []

@description('Addresses of the network through which the app reaches PostgreSQL; at least 128 of them.')
param networkAddresses string = '10.42.0.0/24'

@description('Size of the PostgreSQL server. Names that begin with Standard_B are burstable, cheap, and have no standby.')
param databaseSize string = 'Standard_B1ms'

@description('Size of PostgreSQL\'s disk in GiB; it grows by itself.')
@allowed([32, 64, 128, 256, 512, 1024, 2048, 4096])
param databaseStorageGb int = 32

@description('For how many days PostgreSQL can be brought back to any moment.')
@minValue(7)
@maxValue(35)
param databaseBackupDays int = 14

@description('Whether a standby server in another zone takes over when PostgreSQL fails; not with a burstable size.')
param databaseStandby bool = false

@description('Whether there is a Key Vault, for the administration key and the signing certificate.')
param keyVault bool = true

@description('Whether administrators may show a key; deploy.sh makes it, in the vault. Without it they need Microsoft Entra.')
param administrationKey bool = keyVault

@description('Name of the certificate in the vault that profiles are signed with; until it is there they are not served. Empty: they are not signed.')
@maxLength(127)
param signingCertificate string = ''

@description('The application of Microsoft Entra whose tokens administrators may show; null for none.')
param entra EntraApplication?

@description('Who is told when something fails, or costs too much; nobody when there are none.')
@maxLength(20)
param alertEmails string[] = []

@description('From how many milliseconds on, as a mean of a quarter of an hour at the Front Door, the service is slow.')
@minValue(100)
@maxValue(60000)
param slowMilliseconds int = 2000

@description('What a month may cost, in the currency of the bill, before those who are told of failures are told; 0 for no budget.')
@minValue(0)
@maxValue(1000000)
param monthlyBudget int = 0

@description('First day of the month since which the budget is. Azure never lets it change: deploy.sh keeps that of an existing budget.')
@minLength(10)
@maxLength(10)
param budgetStart string = utcNow('yyyy-MM-01')

var suffix = uniqueString(resourceGroup().id)
var appName = '${name}-${suffix}'
// Names that are known beforehand let what-if look into the modules, which outputs would not.
var identityName = '${appName}-identity'
var storageName = 'st${suffix}'
var vaultName = 'kv-${suffix}'
var serverName = '${appName}-db'
var profileName = '${appName}-front-door'
var insightsName = '${appName}-insights'
var networkName = '${appName}-network'
var firewallName = 'waf${suffix}'
var vaultUri = 'https://${vaultName}${environment().suffixes.keyvaultDns}/'
var identityId = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', identityName)
var isUserAssigned = identity == 'UserAssigned'
var hasFrontDoor = frontDoor != 'None'
var tier = frontDoor == 'Premium' ? 'Premium' : 'Standard'
var hasPostgreSql = database == 'PostgreSQL'
var hasNetwork = hasPostgreSql && databaseAccess == 'private'
var hasAlerts = !empty(alertEmails)
var isSigned = keyVault && !empty(signingCertificate)
var hasAdminKey = keyVault && administrationKey

var prefixes = ['autoconfig', 'autodiscover', 'ua-auto-config']

// What types cannot say is said here, before anything is made.
var mostNames = frontDoor == 'Premium' ? 500 : 100
var names = length(tenants) * 3 + (empty(serviceHost) ? 0 : 1)
var checkedTenants = !hasFrontDoor && !empty(tenants)
  ? fail('tenants are answered under their names by Front Door alone: frontDoor must be Standard or Premium')
  : hasFrontDoor && names > mostNames
      ? fail('tenants and serviceHost make ${names} names, and Front Door ${frontDoor} takes ${mostNames}: name fewer tenants, or take Premium')
      : !empty(filter(concat(tenants, [serviceHost]), host => contains(host, 'xn--')))
          ? fail('tenants and serviceHost must not have an xn-- label: Front Door takes none')
          : !empty(filter(tenants, tenant => endsWith('.${serviceHost}', '.${tenant}') && contains(prefixes, split(serviceHost, '.')[0])))
              ? fail('serviceHost must be a name of its own, and none at which a tenant is answered')
              : union([], map(tenants, tenant => toLower(tenant)))
var checkedCertificate = !empty(signingCertificate) && !keyVault
  ? fail('signingCertificate is a certificate in the vault: keyVault must be true')
  : signingCertificate
var checkedRules = managedRules != 'Off' && frontDoor != 'Premium'
  ? fail('managedRules need frontDoor Premium')
  : managedRules
var checkedStandby = databaseStandby && startsWith(databaseSize, 'Standard_B')
  ? fail('databaseStandby needs a databaseSize that is not burstable, such as Standard_D2ds_v5')
  : databaseStandby
var checkedAddresses = hasPostgreSql && databaseAccess == 'firewall' && empty(databaseAddresses)
  ? fail('databaseAccess by firewall needs databaseAddresses: without one nobody reaches the database')
  : databaseAddresses

var tenantHosts = flatten(map(checkedTenants, tenant => map(prefixes, prefix => '${prefix}.${tenant}')))
var servedHosts = concat(tenantHosts, empty(serviceHost) ? [] : [toLower(serviceHost)])

module ownIdentity 'modules/identity.bicep' = if (isUserAssigned) {
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: appName
    insightsName: insightsName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
  }
}

module vault 'modules/vault.bicep' = if (keyVault) {
  params: {
    name: vaultName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    holdsAdminKey: hasAdminKey
    holdsCertificate: isSigned
  }
}

module network 'modules/network.bicep' = if (hasNetwork) {
  params: {
    name: networkName
    location: location
    tags: tags
    addressPrefix: networkAddresses
    serverName: serverName
  }
}

module postgreSql 'modules/postgresql.bicep' = if (hasPostgreSql) {
  params: {
    name: serverName
    location: location
    tags: tags
    databaseName: 'automua'
    skuName: databaseSize
    storageGb: databaseStorageGb
    backupDays: databaseBackupDays
    highAvailability: checkedStandby
    subnetId: hasNetwork ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'database') : ''
    zoneId: network.?outputs.zoneId ?? ''
    allowedAddresses: checkedAddresses
  }
}

module profile 'modules/front-door-profile.bicep' = if (hasFrontDoor) {
  params: {
    name: profileName
    endpointName: appName
    tags: tags
    tier: tier
    workspaceId: monitoring.outputs.workspaceId
    logsRequests: logsRequests
  }
}

// A user-assigned identity gets its roles before there is an app that needs them.
module accessBefore 'modules/access.bicep' = if (isUserAssigned) {
  params: {
    identityId: identityId
    principalId: ownIdentity.?outputs.principalId ?? ''
    storageName: storageName
    insightsName: insightsName
    vaultName: keyVault ? vaultName : ''
    readsAdminKey: hasAdminKey
    signs: isSigned
  }
  dependsOn: [storage, monitoring, vault]
}

var databaseUri = hasPostgreSql
  ? 'postgresql://${isUserAssigned ? identityName : appName}@${postgreSql.?outputs.host ?? ''}/automua?authentication=entra'
  : storage.outputs.tableEndpoint

module app 'modules/function-app.bicep' = {
  params: {
    name: appName
    location: location
    tags: tags
    runtime: runtime
    identityId: isUserAssigned ? identityId : ''
    identityClientId: ownIdentity.?outputs.clientId ?? ''
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
    requestsPerInstance: requestsPerInstance
    alwaysReadyInstances: alwaysReadyInstances
    zoneRedundant: zoneRedundant
    subnetId: hasNetwork ? resourceId('Microsoft.Network/virtualNetworks/subnets', networkName, 'app') : ''
    storageName: storageName
    packagesUrl: storage.outputs.packagesUrl
    insightsConnectionString: monitoring.outputs.connectionString
    databaseUri: databaseUri
    logLevel: logLevel
    isBehindFrontDoor: hasFrontDoor
    frontDoorId: profile.?outputs.frontDoorId ?? ''
    serviceHost: !empty(serviceHost) ? serviceHost : profile.?outputs.endpointHost ?? ''
    adminKeyUrl: hasAdminKey ? '${vaultUri}secrets/admin-key/' : ''
    signingCertificate: isSigned ? '${vaultUri}certificates/${checkedCertificate}' : ''
    entra: entra
  }
  dependsOn: [accessBefore, vault]
}

module accessAfter 'modules/access.bicep' = if (!isUserAssigned) {
  params: {
    identityId: resourceId('Microsoft.Web/sites', appName)
    principalId: app.outputs.principalId
    storageName: storageName
    insightsName: insightsName
    vaultName: keyVault ? vaultName : ''
    readsAdminKey: hasAdminKey
    signs: isSigned
  }
}

module administrator 'modules/postgresql-administrator.bicep' = if (hasPostgreSql) {
  params: {
    serverName: serverName
    // Azure names an administrator by the object id, which there is once the identity is made.
    #disable-next-line what-if-short-circuiting
    principalId: ownIdentity.?outputs.principalId ?? app.outputs.principalId
    principalName: isUserAssigned ? identityName : appName
  }
}

module firewall 'modules/firewall.bicep' = if (hasFrontDoor) {
  params: {
    name: firewallName
    tags: tags
    tier: tier
    requestsPerMinute: requestsPerMinute
    administrationRequestsPerMinute: administrationRequestsPerMinute
    administrationHosts: concat([profile.?outputs.endpointHost ?? ''], empty(serviceHost) ? [] : [toLower(serviceHost)])
    managedRules: checkedRules
  }
}

module edge 'modules/front-door.bicep' = if (hasFrontDoor) {
  params: {
    profileName: profileName
    endpointName: appName
    originHost: app.outputs.host
    hosts: servedHosts
    serviceHost: toLower(serviceHost)
    firewallId: resourceId('Microsoft.Network/FrontDoorWebApplicationFirewallPolicies', firewallName)
  }
  dependsOn: [firewall]
}

var tokens = toObject(edge.?outputs.proofs ?? [], proof => proof.host, proof => proof.token)
var aliases = map(hasFrontDoor ? servedHosts : [], host => {
  name: host
  type: 'CNAME'
  value: profile.?outputs.endpointHost ?? ''
})
var proofs = map(hasFrontDoor ? servedHosts : [], host => {
  name: '_dnsauth.${host}'
  type: 'TXT'
  value: tokens[?host] ?? ''
})

module dns 'modules/dns.bicep' = [
  for zone in dnsZones: if (hasFrontDoor) {
    name: 'dns-${uniqueString(zone.name)}'
    scope: resourceGroup(zone.?resourceGroup ?? resourceGroup().name)
    params: {
      zoneName: toLower(zone.name)
      hosts: filter(servedHosts, host => endsWith(host, '.${toLower(zone.name)}'))
      target: profile.?outputs.endpointHost ?? ''
      tokens: tokens
    }
  }
]

module alerts 'modules/alerts.bicep' = if (hasAlerts) {
  params: {
    name: appName
    location: location
    tags: tags
    emails: alertEmails
    slowMilliseconds: slowMilliseconds
    appId: app.outputs.id
    profileName: hasFrontDoor ? profileName : ''
    workspaceId: monitoring.outputs.workspaceId
    signingVaultName: isSigned ? vaultName : ''
  }
}

module budget 'modules/budget.bicep' = if (hasAlerts && monthlyBudget > 0) {
  params: {
    name: name
    amount: max(monthlyBudget, 1)
    start: budgetStart
    emails: alertEmails
  }
}

@description('Name of the function app, to which the program is published.')
output appName string = appName

@description('Which build of the program is published there.')
output runtime string = runtime

@description('Host name of the function app. Behind a Front Door it answers nobody else.')
output appHost string = app.outputs.host

@description('Host name of the Front Door, to which names of tenants are aliases; empty without one.')
output frontDoorHost string = profile.?outputs.endpointHost ?? ''

@description('The name at which the service is reached, once DNS and certificates are there.')
output serviceHost string = !empty(serviceHost) ? serviceHost : profile.?outputs.endpointHost ?? app.outputs.host

@description('The name at which the service is reached at once.')
output firstHost string = profile.?outputs.endpointHost ?? app.outputs.host

@description('Name of the vault with the administration key; empty without one.')
output adminKeyVault string = hasAdminKey ? vaultName : ''

@description('The DNS records of tenants and of the service; those in a zone that is kept here are published already.')
output dnsRecords DnsRecord[] = concat(aliases, filter(proofs, record => !empty(record.value)))

var credential = hasAdminKey ? '--key-file KEY-FILE' : '--key TOKEN'

@description('What is left to do, in this order.')
output nextSteps string[] = concat(
  hasFrontDoor && !empty(servedHosts)
    ? ['Publish the records of dnsRecords that no zone of yours in Azure holds. Certificates follow within the hour.']
    : [],
  hasFrontDoor
    ? []
    : ['Without Front Door the service answers under the name of the app alone, to try it or behind a proxy of your own.'],
  hasAdminKey
    ? ['Read the administration key: az keyvault secret show --vault-name ${vaultName} --name admin-key --query value --output tsv']
    : ['Give administrators the application role Automua.Admin in Microsoft Entra, see docs/administration.md.'],
  isSigned
    ? ['Put the certificate ${signingCertificate} into the vault ${vaultName}, with a key that is not exportable where you can: az keyvault certificate import or create. Until then no profile is served.']
    : [],
  [
    'Import your domains: automua import --url https://${profile.?outputs.endpointHost ?? app.outputs.host} ${credential} DOCUMENT'
    'Look at what mail apps find: automua check DOMAIN --url https://${profile.?outputs.endpointHost ?? app.outputs.host} ${credential}'
  ]
)
