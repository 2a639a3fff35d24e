// The largest: as front-door.bicepparam, and the data in PostgreSQL in a network of its own, with a standby in another zone, instances
// that are always ready, profiles signed by the vault, and administrators who sign in with Microsoft Entra.
using 'main.bicep'

param frontDoor = 'Premium'
param managedRules = 'Log'
param serviceHost = 'automua.hoster.example'
param tenants = [
  'customer.example'
  'hoster.example'
]

param zoneRedundant = true
param alwaysReadyInstances = 2
param maximumInstances = 40

param database = 'PostgreSQL'
param databaseAccess = 'private'
param databaseSize = 'Standard_D2ds_v5'
param databaseStorageGb = 64
param databaseStandby = true

param signingCertificate = 'profiles'
param administrationKey = false
param entra = {
  tenant: 'hoster.example'
  audience: '66666666-7777-8888-9999-aaaaaaaaaaaa'
  clientId: '66666666-7777-8888-9999-aaaaaaaaaaaa'
}

param logRetentionDays = 90
param alertEmails = ['postmaster@hoster.example']
param monthlyBudget = 800
