metadata description = 'What the app\'s identity may do: each role on the one resource that it is for.'

@description('Resource id of what has the identity: of the identity itself or of the app. The assignments are named after it.')
param identityId string

@description('Object id of the app\'s identity in Microsoft Entra.')
param principalId string

@description('Name of the storage account.')
param storageName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Name of the Key Vault; empty without one.')
param vaultName string

@description('Whether the app reads the administration key in the vault.')
param readsAdminKey bool

@description('Whether the app signs profiles with a certificate in the vault.')
param signs bool

// The host takes leases on blobs and keeps its own keys there. Its documentation asks for the owner's role, for the host may set
// access rights on what it makes; the contributor's does not do.
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
// The data, and the host's own notes of what went wrong.
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// The certificate with its chain.
var keyVaultCertificateUser = 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba'
// The vault signs: the private key stays there.
var keyVaultCryptoUser = '12338af0-0e69-4776-bea7-57ae8d297424'

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = if (!empty(vaultName)) {
  name: vaultName
}

resource storageRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [storageBlobDataOwner, storageTableDataContributor]: {
    scope: storage
    name: guid(storage.id, identityId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource insightsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, identityId, monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource secretsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(vaultName) && readsAdminKey) {
  scope: vault
  name: guid(vault.id, identityId, keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource signingRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [keyVaultCertificateUser, keyVaultCryptoUser]: if (!empty(vaultName) && signs) {
    scope: vault
    name: guid(vault.id, identityId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
