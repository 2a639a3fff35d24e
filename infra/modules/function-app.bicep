import { EntraApplication } from 'types.bicep'

metadata description = 'The function app on the Flex Consumption plan, its settings, and who reaches it.'

@description('Name of the app, unique in the world.')
@minLength(2)
@maxLength(60)
param name string

@description('Region of the app.')
param location string

@description('Tags of the app.')
param tags object

@description('Which build of the program runs: the native one as a custom handler, or the one of the isolated worker.')
@allowed(['custom', 'dotnet-isolated'])
param runtime string

@description('Resource id of the user-assigned identity that the app is; empty for one of its own.')
param identityId string

@description('Client id of the user-assigned identity; empty for one of its own.')
param identityClientId string

@description('How many instances there are at most.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Memory of an instance in MiB.')
@allowed([512, 2048, 4096])
param instanceMemory int

@description('How many requests an instance answers at the same time before another one starts.')
@minValue(1)
@maxValue(1000)
param requestsPerInstance int

@description('How many instances are always ready.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int

@description('Whether instances are spread over the zones of the region.')
param zoneRedundant bool

@description('Resource id of the subnet through which the app reaches its database; empty without one.')
param subnetId string

@description('Name of the storage account of the host.')
param storageName string

@description('URL of the container of the deployed package.')
param packagesUrl string

@description('Where Application Insights takes telemetry; no secret, for it takes tokens alone.')
param insightsConnectionString string

@description('Where the data is, see the README; without a password.')
param databaseUri string

@description('What is logged.')
@allowed(['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'])
param logLevel string

@description('Whether the app answers a Front Door alone.')
param isBehindFrontDoor bool

@description('Id of that Front Door; empty without one.')
param frontDoorId string

@description('The name at which the service is reached; empty for the app\'s own.')
param serviceHost string

@description('URL of the secret that is the administration key, without a version; empty without one.')
param adminKeyUrl string

@description('URL of the Key Vault\'s certificate that profiles are signed with; empty for profiles without a signature.')
param signingCertificate string

@description('The application of Microsoft Entra whose tokens administrators may show.')
param entra EntraApplication?

var isUserAssigned = !empty(identityId)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: isUserAssigned
    ? {
        type: 'UserAssigned'
        userAssignedIdentities: {
          '${identityId}': {}
        }
      }
    : {
        type: 'SystemAssigned'
      }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Otherwise references to the vault are read as the system-assigned identity, which there is none of.
    keyVaultReferenceIdentity: isUserAssigned ? identityId : 'SystemAssigned'
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: isUserAssigned
            ? {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identityId
              }
            : {
                type: 'SystemAssignedIdentity'
              }
        }
      }
      runtime: {
        name: runtime
        version: runtime == 'custom' ? '1.0' : '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemory
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: requestsPerInstance
          }
        }
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      // The service tag lets every customer's Front Door in; the header, which Front Door sets itself, only this one.
      ipSecurityRestrictions: isBehindFrontDoor
        ? [
            {
              name: 'FrontDoor'
              description: 'Only this Front Door.'
              priority: 100
              action: 'Allow'
              tag: 'ServiceTag'
              ipAddress: 'AzureFrontDoor.Backend'
              headers: {
                'x-azure-fdid': [frontDoorId]
              }
            }
          ]
        : []
      ipSecurityRestrictionsDefaultAction: isBehindFrontDoor ? 'Deny' : 'Allow'
      // Packages come from where whoever deploys is: a token of Microsoft Entra is asked for there, see the policies below.
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }
}

// No user name and password deploys: neither by FTP nor by HTTP.
resource ftpCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

// The platform tells the host which runtime it is and where the package is: FUNCTIONS_WORKER_RUNTIME and its like are not for this plan.
resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: isUserAssigned
        ? 'Authorization=AAD;ClientId=${identityClientId}'
        : 'Authorization=AAD'
      AzureWebJobsDisableHomepage: 'true'
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AUTOMUA_DB_URI: databaseUri
      AUTOMUA_LOGLEVEL: logLevel
      AUTOMUA_SERVICE_HOST: empty(serviceHost) ? app.properties.defaultHostName : serviceHost
    },
    isUserAssigned
      ? {
          AZURE_CLIENT_ID: identityClientId
          AzureWebJobsStorage__clientId: identityClientId
        }
      : {},
    isBehindFrontDoor
      ? {
          AUTOMUA_FRONT_DOOR_ID: frontDoorId
          // Written by a rule of the Front Door: the host puts its own name over X-Forwarded-Host.
          AUTOMUA_FRONT_DOOR_HOST_HEADER: 'X-Original-Host'
        }
      : {},
    empty(adminKeyUrl)
      ? {}
      : {
          AUTOMUA_ADMIN_KEY: '@Microsoft.KeyVault(SecretUri=${adminKeyUrl})'
        },
    empty(signingCertificate)
      ? {}
      : {
          AUTOMUA_SIGN_CERTIFICATE: signingCertificate
        },
    entra == null
      ? {}
      : {
          AUTOMUA_ENTRA_TENANT: entra!.tenant
          AUTOMUA_ENTRA_AUDIENCE: entra!.audience
          AUTOMUA_ENTRA_AUTHORITY: environment().authentication.loginEndpoint
        },
    empty(entra.?clientId)
      ? {}
      : {
          AUTOMUA_ENTRA_CLIENT_ID: entra!.clientId!
        }
  )
}

@description('Resource id of the app.')
output id string = app.id

@description('Host name of the app.')
output host string = app.properties.defaultHostName

@description('Object id of the app\'s own identity in Microsoft Entra; empty when it is a user-assigned one.')
output principalId string = app.?identity.?principalId ?? ''
