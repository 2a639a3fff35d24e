metadata description = 'The identity that the function app is, where it is to be known before the app.'

@description('Name of the identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Region of the identity.')
param location string

@description('Tags of the identity.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Client id, by which the app names the identity when it asks for a token.')
output clientId string = identity.properties.clientId

@description('Object id in Microsoft Entra, to which roles are assigned.')
output principalId string = identity.properties.principalId
