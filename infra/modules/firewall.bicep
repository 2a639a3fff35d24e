metadata description = 'The web application firewall at the edge: how often a client may ask, and where administration answers.'

@description('Name of the policy: letters and digits alone, a letter first.')
@minLength(1)
@maxLength(128)
param name string

@description('Tags of the policy.')
param tags object

@description('Tier of the Front Door.')
@allowed(['Standard', 'Premium'])
param tier string

@description('How many requests a minute a client may make. Offices behind one address are one client.')
@minValue(100)
@maxValue(100000)
param requestsPerMinute int

@description('How many requests a minute a client may make to administration.')
@minValue(10)
@maxValue(10000)
param administrationRequestsPerMinute int

@description('The names at which administration answers.')
@minLength(1)
param administrationHosts string[]

@description('What Microsoft\'s rules do with a request that they suspect; Premium alone has them.')
@allowed(['Off', 'Log', 'Block'])
param managedRules string

// As the log writes it the URI begins with scheme and host, as the documentation writes it with the path: both are taken.
var administration = '^(?:https?://[^/]+)?/+(?:manage|initdb)(?:[/?]|$)'

// A mailbox may be called o'brien--x: addresses look like SQL.
var personalArguments = [
  for argument in ['emailaddress', 'email', 'Email', 'name']: {
    matchVariable: 'QueryStringArgNames'
    selectorMatchOperator: 'Equals'
    selector: argument
  }
]

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-03-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: {
    name: '${tier}_AzureFrontDoor'
  }
  properties: {
    policySettings: {
      enabledState: 'Enabled'
      mode: 'Prevention'
      // Without managed rules what is blocked came too often, but for administration at a name of a tenant.
      customBlockResponseStatusCode: managedRules == 'Block' ? 403 : 429
      // Autodiscover's bodies are XML, those of imports JSON of many megabytes: the managed rules take both for attacks.
      requestBodyCheck: 'Disabled'
      logScrubbing: {
        state: 'Enabled'
        scrubbingRules: [
          {
            matchVariable: 'RequestUri'
            selectorMatchOperator: 'EqualsAny'
            state: 'Enabled'
          }
          {
            matchVariable: 'QueryStringArgNames'
            selectorMatchOperator: 'EqualsAny'
            state: 'Enabled'
          }
          {
            matchVariable: 'RequestHeaderNames'
            selectorMatchOperator: 'EqualsAny'
            state: 'Enabled'
          }
          {
            matchVariable: 'RequestCookieNames'
            selectorMatchOperator: 'EqualsAny'
            state: 'Enabled'
          }
          {
            matchVariable: 'RequestIPAddress'
            selectorMatchOperator: 'EqualsAny'
            state: 'Enabled'
          }
        ]
      }
    }
    customRules: {
      rules: [
        {
          name: 'AdministrationElsewhere'
          priority: 10
          enabledState: 'Enabled'
          ruleType: 'MatchRule'
          action: 'Block'
          matchConditions: [
            {
              matchVariable: 'RequestUri'
              operator: 'RegEx'
              matchValue: [administration]
              transforms: ['UrlDecode', 'Lowercase']
            }
            {
              matchVariable: 'RequestHeader'
              selector: 'Host'
              operator: 'Equal'
              negateCondition: true
              matchValue: administrationHosts
              transforms: ['Lowercase']
            }
          ]
        }
        {
          name: 'AdministrationRate'
          priority: 20
          enabledState: 'Enabled'
          ruleType: 'RateLimitRule'
          action: 'Block'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: administrationRequestsPerMinute
          groupBy: [
            {
              variableName: 'SocketAddr'
            }
          ]
          matchConditions: [
            {
              matchVariable: 'RequestUri'
              operator: 'RegEx'
              matchValue: [administration]
              transforms: ['UrlDecode', 'Lowercase']
            }
          ]
        }
        {
          name: 'Rate'
          priority: 30
          enabledState: 'Enabled'
          ruleType: 'RateLimitRule'
          action: 'Block'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: requestsPerMinute
          // The address of the connection: what a client writes into X-Forwarded-For is its own affair.
          groupBy: [
            {
              variableName: 'SocketAddr'
            }
          ]
          // A rule needs a condition; every request has a Host.
          matchConditions: [
            {
              matchVariable: 'RequestHeader'
              selector: 'Host'
              operator: 'GreaterThanOrEqual'
              matchValue: ['0']
            }
          ]
        }
      ]
    }
    managedRules: {
      managedRuleSets: tier == 'Premium' && managedRules != 'Off'
        ? [
            {
              ruleSetType: 'Microsoft_DefaultRuleSet'
              ruleSetVersion: '2.1'
              ruleSetAction: managedRules
              exclusions: personalArguments
            }
          ]
        : []
    }
  }
}
