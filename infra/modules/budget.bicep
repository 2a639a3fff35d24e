metadata description = 'Tells by mail when the resource group costs more than meant. It stops nothing.'

@description('First part of the name.')
param name string

@description('What a month may cost, in the currency of the bill.')
@minValue(1)
@maxValue(1000000)
param amount int

@description('First day of the month since which the budget is, such as 2026-12-01. Azure never lets it change.')
@minLength(10)
@maxLength(10)
param start string

@description('Who is told.')
@minLength(1)
@maxLength(50)
param emails string[]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: '${name}-budget'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: '${start}T00:00:00Z'
    }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
      }
    }
  }
}
