metadata description = 'The storage account: the deployed package, what the Functions host keeps, and the table with the data.'

@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags object

@description('Whether copies are kept in three zones of the region instead of in one.')
param zoneRedundant bool

@description('For how many days deleted packages can be brought back.')
@minValue(1)
@maxValue(365)
param deletedForDays int = 7

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    // Whoever has a key can do everything: without keys only identities that hold a role are let in.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    // Flex Consumption fetches its packages over this endpoint, from addresses that are nobody's to know.
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: deletedForDays
    }
    deleteRetentionPolicy: {
      enabled: true
      days: deletedForDays
    }
    // A package that a newer one replaced stays among the deleted; versions would keep all that the host writes all day, too.
    isVersioningEnabled: false
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'packages'
  properties: {
    publicAccess: 'None'
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = {
  parent: tables
  name: 'automua'
}

@description('Where the deployed package is put: the URL of a container.')
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${packages.name}'

@description('The endpoint for tables, in the cloud in which this is deployed; as AUTOMUA_DB_URI it names the data.')
output tableEndpoint string = account.properties.primaryEndpoints.table
