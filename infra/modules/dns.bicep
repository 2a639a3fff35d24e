metadata description = 'Records in an Azure DNS zone: aliases to the service, and what proves to Front Door that this is meant.'

@description('Name of the zone.')
param zoneName string

@description('The host names below the zone that the service answers.')
param hosts string[]

@description('The host to which they are aliases.')
param target string

@description('What the owner of each host proves to Front Door, by the host.')
param tokens object

@description('For how many seconds others may keep the records.')
@minValue(60)
@maxValue(86400)
param timeToLive int = 3600

resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {
  name: zoneName
}

resource aliases 'Microsoft.Network/dnsZones/CNAME@2018-05-01' = [
  for host in hosts: {
    parent: zone
    name: substring(host, 0, length(host) - length(zoneName) - 1)
    properties: {
      TTL: timeToLive
      CNAMERecord: {
        cname: target
      }
    }
  }
]

// Once Front Door knows the owner there may be nothing left to prove: then the set holds no record, and DNS does not show it.
resource proofs 'Microsoft.Network/dnsZones/TXT@2018-05-01' = [
  for host in hosts: {
    parent: zone
    name: '_dnsauth.${substring(host, 0, length(host) - length(zoneName) - 1)}'
    properties: {
      TTL: timeToLive
      TXTRecords: empty(tokens[?host])
        ? []
        : [
            {
              value: [tokens[host]]
            }
          ]
    }
  }
]
