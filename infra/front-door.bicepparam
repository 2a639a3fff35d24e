// A hoster's: the names of tenants behind Azure Front Door, the data in Table Storage, records in Azure DNS where the zone is there,
// mails when something fails.
using 'main.bicep'

param frontDoor = 'Standard'
param serviceHost = 'automua.hoster.example'
param tenants = [
  'customer.example'
  'hoster.example'
]
param dnsZones = [
  {
    name: 'hoster.example'
    resourceGroup: 'dns'
  }
]

param signingCertificate = ''
param alertEmails = ['postmaster@hoster.example']
param monthlyBudget = 60
