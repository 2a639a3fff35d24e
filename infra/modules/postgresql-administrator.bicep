metadata description = 'Makes the app\'s identity the administrator of the PostgreSQL server.'

@description('Name of the server.')
param serverName string

@description('Object id of the app\'s identity in Microsoft Entra.')
param principalId string

@description('Name of the app\'s identity; the role in the database bears it.')
param principalName string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' existing = {
  name: serverName
}

// A lesser role could only be made by SQL from inside the network, after this one. The server holds nothing but this app's database.
resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: principalId
  properties: {
    principalName: principalName
    principalType: 'ServicePrincipal'
    tenantId: tenant().tenantId
  }
}
