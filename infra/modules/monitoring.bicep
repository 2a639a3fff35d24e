metadata description = 'Where logs and measurements go: a Log Analytics workspace and Application Insights on it.'

@description('First part of the workspace\'s name.')
param name string

@description('Name of the Application Insights component.')
param insightsName string

@description('Region of both.')
param location string

@description('Tags of both.')
param tags object

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('How many gigabytes a day are taken in at most; what comes after is lost until the next day. It bounds the costs of a flood.')
@minValue(1)
@maxValue(100)
param dailyQuotaGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    // Without this the connection string would be a key: whoever has it could write.
    DisableLocalAuth: true
    DisableIpMasking: false
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Tells the app where to send; no secret, for local authentication is off.')
output connectionString string = insights.properties.ConnectionString
