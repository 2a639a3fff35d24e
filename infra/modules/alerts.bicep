metadata description = 'Tells by mail when the service fails, is slow or out of reach, or when the signing certificate nears its end.'

@description('First part of the names.')
param name string

@description('Region of the rules that ask the logs.')
param location string

@description('Tags of the alerts.')
param tags object

@description('Who is told.')
@minLength(1)
@maxLength(20)
param emails string[]

@description('From how many milliseconds on, as a mean of a quarter of an hour, the service is slow.')
@minValue(100)
@maxValue(60000)
param slowMilliseconds int

@description('Resource id of the function app.')
param appId string

@description('Name of the Front Door; empty without one.')
param profileName string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Name of the Key Vault with the signing certificate; empty when profiles are not signed.')
param signingVaultName string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'automua'
    enabled: true
    emailReceivers: [
      for (email, i) in emails: {
        name: 'mail-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

// The app's own metrics come with its first requests: until then Azure would refuse a rule on them.
resource appFails 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-app-5xx'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than 10 answers of the app in five minutes were 5xx. Its store or a directory may be down: see /readyz and the log.'
    severity: 1
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: '5xx'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 10
          timeAggregation: 'Total'
          skipMetricValidation: true
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

resource profile 'Microsoft.Cdn/profiles@2025-04-15' existing = if (!empty(profileName)) {
  name: profileName
}

resource edgeFails 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(profileName)) {
  name: '${name}-edge-5xx'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than 5 % of the answers at the edge were 5xx.'
    severity: 1
    enabled: true
    scopes: [profile.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: '5xx'
          metricNamespace: 'Microsoft.Cdn/profiles'
          metricName: 'Percentage5XX'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

resource slow 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(profileName)) {
  name: '${name}-slow'
  location: 'global'
  tags: tags
  properties: {
    description: 'From the request\'s first byte to the answer\'s last it takes too long.'
    severity: 2
    enabled: true
    scopes: [profile.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'latency'
          metricNamespace: 'Microsoft.Cdn/profiles'
          metricName: 'TotalLatency'
          operator: 'GreaterThan'
          threshold: slowMilliseconds
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(profileName)) {
  name: '${name}-origin-health'
  location: 'global'
  tags: tags
  properties: {
    description: 'Less than 90 % of Front Door\'s requests to /healthz were answered by the app.'
    severity: 0
    enabled: true
    scopes: [profile.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'health'
          metricNamespace: 'Microsoft.Cdn/profiles'
          metricName: 'OriginHealthPercentage'
          operator: 'LessThan'
          threshold: 90
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

// Where no Front Door counts answers, the log tells: the program says of each failure why.
resource errors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (empty(profileName)) {
  name: '${name}-errors'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name}: the program, or its host, logs errors'
    description: 'Look at AppTraces: the store or a directory may be down, or the program does not start.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    autoMitigate: true
    // The tables come with the first line that is written.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where SeverityLevel >= 3'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [people.id]
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = if (!empty(signingVaultName)) {
  name: signingVaultName
}

resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = if (!empty(signingVaultName)) {
  name: '${name}-vault-events'
  location: location
  tags: tags
  properties: {
    source: vault.id
    topicType: 'Microsoft.KeyVault.vaults'
  }
}

// The vault tells 30 days before a certificate ends, whether the app runs or not.
resource certificateEnds 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (!empty(signingVaultName)) {
  parent: vaultEvents
  name: 'certificate-ends'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: ['Microsoft.KeyVault.CertificateNearExpiry', 'Microsoft.KeyVault.CertificateExpired']
    }
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        severity: 'Sev2'
        description: 'The certificate that profiles are signed with nears its end. No profile is served after it.'
        actionGroups: [people.id]
      }
    }
  }
}

// The program warns once a day from 21 days before the end, and when it cannot sign.
resource signingFails 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (!empty(signingVaultName)) {
  name: '${name}-signing'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${name}: profiles are, or will soon be, not served'
    description: 'The program warns of its signing certificate.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    autoMitigate: false
    // The tables come with the first line that is written.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where SeverityLevel >= 2 and Message has "signing certificate"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [people.id]
    }
  }
}
