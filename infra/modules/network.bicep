metadata description = 'The network in which the function app reaches a database that nobody else reaches.'

@description('Name of the network, and first part of the names of what guards its subnets.')
param name string

@description('Region of the network.')
param location string

@description('Tags of the network.')
param tags object

@description('Addresses of the network. It is cut into subnets of 64 addresses, of which it needs two.')
param addressPrefix string

@description('Name of the PostgreSQL server, of which the private DNS zone bears the name.')
param serverName string

resource appGuard 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: '${name}-app-nsg'
  location: location
  tags: tags
}

resource databaseGuard 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: '${name}-database-nsg'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'AllowApp'
        properties: {
          description: 'The function app asks the database.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: cidrSubnet(addressPrefix, 26, 0)
          sourcePortRange: '*'
          destinationAddressPrefix: cidrSubnet(addressPrefix, 26, 1)
          destinationPortRanges: ['5432', '6432']
        }
      }
      {
        name: 'AllowServers'
        properties: {
          description: 'A server and its standby talk to each other.'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: cidrSubnet(addressPrefix, 26, 1)
          sourcePortRange: '*'
          destinationAddressPrefix: cidrSubnet(addressPrefix, 26, 1)
          destinationPortRange: '*'
        }
      }
      {
        name: 'DenyOthers'
        properties: {
          description: 'Nobody else does.'
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// The subnets stand in the network and not beside it: subnets that a template does not name are taken away when it is deployed again.
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          networkSecurityGroup: {
            id: appGuard.id
          }
          delegations: [
            {
              name: 'functions'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          networkSecurityGroup: {
            id: databaseGuard.id
          }
          delegations: [
            {
              name: 'postgresql'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
          // The server stores its log of changes there.
          serviceEndpoints: [
            {
              service: 'Microsoft.Storage'
            }
          ]
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '${serverName}.private.postgres.database.azure.com'
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'network'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

@description('Resource id of the private DNS zone.')
output zoneId string = zone.id
