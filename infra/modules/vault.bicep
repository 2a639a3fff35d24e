metadata description = 'The Key Vault: the administration key and the certificate that profiles are signed with.'

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags object

@description('Resource id of the Log Analytics workspace that is told who used the vault.')
param workspaceId string

@description('Whether the vault holds the administration key, which whoever deploys makes.')
param holdsAdminKey bool

@description('Whether the vault holds the signing certificate, which whoever deploys makes or imports.')
param holdsCertificate bool

// Key Vault Secrets Officer: deploy.sh makes the administration key.
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
// Key Vault Certificates Officer
var certificatesOfficer = 'a4417e6f-fecd-4de8-b567-7b0420556985'

// What is in the vault is put there by deploy.sh or by hand: a value in a template would stand in the history of deployments.
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

// Whether a person or a program deploys is not known here, so the type is left out.
resource fillers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in concat(holdsAdminKey ? [secretsOfficer] : [], holdsCertificate ? [certificatesOfficer] : []): {
    scope: vault
    name: guid(vault.id, deployer().objectId, role)
    properties: {
      principalId: deployer().objectId
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      description: 'Who deploys fills the vault.'
    }
  }
]
