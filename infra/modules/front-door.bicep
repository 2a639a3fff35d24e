import { HostProof } from 'types.bicep'

metadata description = 'What stands behind the Front Door, how it is reached, and under which names.'

@description('Name of the profile.')
param profileName string

@description('Name of the endpoint.')
param endpointName string

@description('Host name of the function app.')
param originHost string

@description('The host names that are answered. Each gets a certificate from Front Door, once DNS says that its owner wants that.')
param hosts string[]

@description('Which of them is the service\'s own, at which administration answers, too; empty for that of the endpoint alone.')
param serviceHost string

@description('Resource id of the web application firewall\'s policy.')
param firewallId string

// Clients ask for these by plain http, and some follow no redirect: draft-ietf-mailmaint-autoconfig has them try http last.
var plainPaths = [
  'mail/config-v1.1.xml'
  '.well-known/autoconfig/mail/config-v1.1.xml'
  '.well-known/mail-v1.xml'
  'v1.1/'
]

// What a host name alone decides, so that it is the same for everybody who asks there.
var sharedPaths = [
  'mail/config-v1.1.xml'
  '.well-known/autoconfig/'
  '.well-known/mail-v1.xml'
  '.well-known/user-agent-configuration.json'
  'v1.1/'
  'settings'
  'assets/'
]

// Without the hash, a-b.c and a.b-c would be one name.
func domainName(host string) string => '${take(replace(host, '.', '-'), 200)}-${uniqueString(host)}'

resource profile 'Microsoft.Cdn/profiles@2025-04-15' existing = {
  name: profileName

  resource endpoint 'afdEndpoints' existing = {
    name: endpointName
  }
}

resource originGroup 'Microsoft.Cdn/profiles/originGroups@2025-04-15' = {
  parent: profile
  name: 'app'
  properties: {
    sessionAffinityState: 'Disabled'
    loadBalancingSettings: {
      sampleSize: 4
      successfulSamplesRequired: 3
      additionalLatencyInMilliseconds: 50
    }
    // Each of Front Door's places asks for itself, and all of them together keep the app awake. /healthz asks no store.
    healthProbeSettings: {
      probePath: '/healthz'
      probeProtocol: 'Https'
      probeRequestType: 'HEAD'
      probeIntervalInSeconds: 255
    }
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2025-04-15' = {
  parent: originGroup
  name: 'function-app'
  properties: {
    enabledState: 'Enabled'
    hostName: originHost
    // App Service finds the app by its own name.
    originHostHeader: originHost
    enforceCertificateNameCheck: true
    httpPort: 80
    httpsPort: 443
    priority: 1
    weight: 1000
  }
}

resource hostRules 'Microsoft.Cdn/profiles/ruleSets@2025-04-15' = {
  parent: profile
  name: 'host'
}

// The origin is asked by its own name, and the Functions host puts that into X-Forwarded-Host, over what Front Door wrote there. So
// the name that the client asked travels in a header of our own, and whatever a client wrote into it is overwritten.
resource originalHost 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: hostRules
  name: 'OriginalHost'
  properties: {
    order: 1
    matchProcessingBehavior: 'Continue'
    conditions: []
    actions: [
      {
        name: 'ModifyRequestHeader'
        parameters: {
          typeName: 'DeliveryRuleHeaderActionParameters'
          headerAction: 'Overwrite'
          headerName: 'X-Original-Host'
          value: '{hostname}'
        }
      }
    ]
  }
}

resource publicRules 'Microsoft.Cdn/profiles/ruleSets@2025-04-15' = {
  parent: profile
  name: 'public'
}

// 302, for Outlook asks http://autodiscover.D/autodiscover/autodiscover.xml and takes no other status for a redirect ([MS-OXDISCO] 3.1.5.4).
resource toHttps 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: publicRules
  name: 'ToHttps'
  properties: {
    order: 1
    matchProcessingBehavior: 'Stop'
    conditions: [
      {
        name: 'RequestScheme'
        parameters: {
          typeName: 'DeliveryRuleRequestSchemeConditionParameters'
          operator: 'Equal'
          matchValues: ['HTTP']
        }
      }
      {
        name: 'UrlPath'
        parameters: {
          typeName: 'DeliveryRuleUrlPathMatchConditionParameters'
          operator: 'BeginsWith'
          negateCondition: true
          matchValues: plainPaths
          transforms: ['Lowercase']
        }
      }
    ]
    actions: [
      {
        name: 'UrlRedirect'
        parameters: {
          typeName: 'DeliveryRuleUrlRedirectActionParameters'
          redirectType: 'Found'
          destinationProtocol: 'Https'
        }
      }
    ]
  }
}

// Where Front Door caches it takes Accept-Language and Content-Length out of requests: pages would be English for everybody. A rule that
// names the origin and no cache turns caching off.
resource uncachedPages 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: publicRules
  name: 'UncachedPages'
  properties: {
    order: 2
    matchProcessingBehavior: 'Stop'
    conditions: [
      {
        name: 'UrlPath'
        parameters: {
          typeName: 'DeliveryRuleUrlPathMatchConditionParameters'
          operator: 'BeginsWith'
          negateCondition: true
          matchValues: sharedPaths
          transforms: ['Lowercase']
        }
      }
    ]
    actions: [
      {
        name: 'RouteConfigurationOverride'
        parameters: {
          typeName: 'DeliveryRuleRouteConfigurationOverrideActionParameters'
          originGroupOverride: {
            forwardingProtocol: 'HttpsOnly'
            originGroup: {
              id: originGroup.id
            }
          }
        }
      }
    ]
  }
  dependsOn: [toHttps, origin]
}

// An address never becomes a part of a cache's key; nor would two people ask with the same one.
resource uncachedAddresses 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: publicRules
  name: 'UncachedAddresses'
  properties: {
    order: 3
    matchProcessingBehavior: 'Stop'
    conditions: [
      {
        name: 'QueryString'
        parameters: {
          typeName: 'DeliveryRuleQueryStringConditionParameters'
          operator: 'Contains'
          matchValues: ['email']
          transforms: ['UrlDecode', 'Lowercase']
        }
      }
    ]
    actions: [
      {
        name: 'RouteConfigurationOverride'
        parameters: {
          typeName: 'DeliveryRuleRouteConfigurationOverrideActionParameters'
          originGroupOverride: {
            forwardingProtocol: 'HttpsOnly'
            originGroup: {
              id: originGroup.id
            }
          }
        }
      }
    ]
  }
  dependsOn: [uncachedPages]
}

// A profile takes few changes at a time.
@batchSize(5)
resource domains 'Microsoft.Cdn/profiles/customDomains@2025-04-15' = [
  for host in hosts: {
    parent: profile
    name: domainName(host)
    properties: {
      hostName: host
      tlsSettings: {
        certificateType: 'ManagedCertificate'
        minimumTlsVersion: 'TLS12'
      }
    }
  }
]

var domainIds = [
  for host in hosts: {
    id: resourceId('Microsoft.Cdn/profiles/customDomains', profileName, domainName(host))
  }
]
var serviceDomainIds = empty(serviceHost)
  ? []
  : [
      {
        id: resourceId('Microsoft.Cdn/profiles/customDomains', profileName, domainName(serviceHost))
      }
    ]

resource publicRoute 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-04-15' = {
  parent: profile::endpoint
  name: 'public'
  properties: {
    enabledState: 'Enabled'
    originGroup: {
      id: originGroup.id
    }
    customDomains: domainIds
    linkToDefaultDomain: 'Enabled'
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    forwardingProtocol: 'HttpsOnly'
    // By the rules above, which leave out the paths that clients need by http.
    httpsRedirect: 'Disabled'
    ruleSets: [
      {
        id: hostRules.id
      }
      {
        id: publicRules.id
      }
    ]
    // For how long is what the app says: each of its answers has Cache-Control.
    cacheConfiguration: {
      queryStringCachingBehavior: 'UseQueryString'
      compressionSettings: {
        isCompressionEnabled: true
        contentTypesToCompress: [
          'application/json'
          'application/problem+json'
          'application/xml'
          'image/svg+xml'
          'text/css'
          'text/html'
          'text/javascript'
          'text/xml'
        ]
      }
    }
  }
  dependsOn: [origin, originalHost, uncachedAddresses, domains]
}

// Front Door reckons with routes times domains times protocols, 5,000 at most: tenants' names on this one, too, would not leave room
// for 500 of them. At those the firewall refuses administration.
resource manageRoute 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-04-15' = {
  parent: profile::endpoint
  name: 'manage'
  properties: {
    enabledState: 'Enabled'
    originGroup: {
      id: originGroup.id
    }
    customDomains: serviceDomainIds
    linkToDefaultDomain: 'Enabled'
    patternsToMatch: ['/manage', '/manage/*', '/initdb', '/initdb/*']
    supportedProtocols: ['Https']
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Disabled'
    ruleSets: [
      {
        id: hostRules.id
      }
    ]
    // No cacheConfiguration: nothing is kept.
  }
  dependsOn: [origin, originalHost, publicRoute]
}

resource securityPolicy 'Microsoft.Cdn/profiles/securityPolicies@2025-04-15' = {
  parent: profile
  name: 'firewall'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: {
        id: firewallId
      }
      associations: [
        {
          domains: concat([{ id: profile::endpoint.id }], domainIds)
          patternsToMatch: ['/*']
        }
      ]
    }
  }
  dependsOn: [domains]
}

@description('What the owner of each host proves in DNS.')
output proofs HostProof[] = [
  for (host, i) in hosts: {
    host: host
    token: domains[i].properties.?validationProperties.?validationToken ?? ''
  }
]
