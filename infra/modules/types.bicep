metadata description = 'Types of parameters.'

@export()
@description('A range of IPv4 addresses that may reach a database server.')
type AddressRange = {
  @description('Name of the firewall rule: letters, digits, hyphens and underscores.')
  @minLength(1)
  @maxLength(80)
  name: string

  @description('First address of the range.')
  first: string

  @description('Last address of the range. From 0.0.0.0 to 0.0.0.0 means every service on Azure, of whatever customer.')
  last: string
}

@export()
@description('An Azure DNS zone in which records of tenants are kept.')
type DnsZone = {
  @description('Name of the zone, such as customer.example.')
  @minLength(3)
  @maxLength(253)
  name: string

  @description('Resource group of the zone, in the same subscription; without it the one in which this is deployed.')
  resourceGroup: string?
}

@export()
@description('An application of Microsoft Entra whose tokens administrators may show.')
type EntraApplication = {
  @description('The tenant: its id or one of its domains.')
  @minLength(3)
  tenant: string

  @description('For whom the tokens are: the application\'s client id, or its application id URI.')
  @minLength(3)
  audience: string

  @description('Client id of the single-page application with which administrators sign in on the page /manage.')
  @minLength(36)
  @maxLength(36)
  clientId: string?
}

@export()
@description('A DNS record that somebody has to publish.')
type DnsRecord = {
  @description('Full name of the record.')
  name: string

  @description('Its type.')
  type: 'CNAME' | 'TXT'

  @description('Its value.')
  value: string
}

@export()
@description('What the owner of a host name proves to Front Door.')
type HostProof = {
  @description('The host name.')
  host: string

  @description('Value of the TXT record _dnsauth below the host; empty when there is nothing to prove.')
  token: string
}
