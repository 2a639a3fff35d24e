import { AddressRange } from 'types.bicep'

metadata description = 'A PostgreSQL server to which only identities of Microsoft Entra log in, and the database.'

@description('Name of the server, unique in the world.')
@minLength(3)
@maxLength(63)
param name string

@description('Region of the server.')
param location string

@description('Tags of the server.')
param tags object

@description('Name of the database.')
param databaseName string

@description('Size of the server. Names that begin with Standard_B are burstable and have no standby.')
param skuName string

@description('Size of the disk in GiB; it grows by itself.')
@allowed([32, 64, 128, 256, 512, 1024, 2048, 4096])
param storageGb int

@description('For how many days the server can be brought back to any moment.')
@minValue(7)
@maxValue(35)
param backupDays int

@description('Whether a standby server in another zone takes over when the first fails.')
param highAvailability bool

@description('Resource id of the subnet that the server alone has; empty for a server with a public address.')
param subnetId string

@description('Resource id of the private DNS zone in which the server\'s name stands; empty for a server with a public address.')
param zoneId string

@description('Whose connections a server with a public address takes; nobody\'s when there are none.')
param allowedAddresses AddressRange[]

var isPrivate = !empty(subnetId)

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: skuName
    tier: startsWith(skuName, 'Standard_B') ? 'Burstable' : startsWith(skuName, 'Standard_E') ? 'MemoryOptimized' : 'GeneralPurpose'
  }
  properties: {
    version: '16'
    createMode: 'Default'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: {
      storageSizeGB: storageGb
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: highAvailability ? 'ZoneRedundant' : 'Disabled'
    }
    network: isPrivate
      ? {
          delegatedSubnetResourceId: subnetId
          privateDnsZoneArmResourceId: zoneId
          publicNetworkAccess: 'Disabled'
        }
      : {
          publicNetworkAccess: 'Enabled'
        }
  }
}

// A server takes one change at a time: each of the following waits for the one before.
resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: databaseName
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

resource secureTransport 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: {
    value: 'on'
    source: 'user-override'
  }
  dependsOn: [database]
}

resource protocol 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'ssl_min_protocol_version'
  properties: {
    value: 'TLSv1.2'
    source: 'user-override'
  }
  dependsOn: [secureTransport]
}

@batchSize(1)
resource firewall 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = [
  for range in isPrivate ? [] : allowedAddresses: {
    parent: server
    name: range.name
    properties: {
      startIpAddress: range.first
      endIpAddress: range.last
    }
    dependsOn: [protocol]
  }
]

@description('Host name of the server.')
output host string = server.properties.fullyQualifiedDomainName
