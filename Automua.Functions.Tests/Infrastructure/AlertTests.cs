using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>Who is told of what.</summary>
public sealed class AlertTests
{
    [Fact]
    public async Task Failures_slowness_and_an_app_out_of_reach_are_told()
    {
        Plan plan = await Plan.OfExampleAsync("front-door.bicepparam");
        Assert.Equal("postmaster@hoster.example", plan.The("Microsoft.Insights/actionGroups").Text("emailReceivers/0/emailAddress"));
        JsonElement[] alerts = [.. plan.Of("Microsoft.Insights/metricAlerts")];
        Assert.Equal(
            ["Http5xx", "OriginHealthPercentage", "Percentage5XX", "TotalLatency"],
            alerts.Select(alert => alert.Text("properties/criteria/allOf/0/metricName")).Order());
        string people = plan.Of("Microsoft.Insights/actionGroups").Single().Text("id");
        Assert.All(alerts, alert => Assert.Equal(people, alert.Text("properties/actions/0/actionGroupId")));
    }

    [Fact]
    public async Task Without_a_Front_Door_the_log_tells_of_failures()
    {
        Plan plan = await Plan.OfParametersAsync("alertEmails = ['postmaster@hoster.example']");
        Assert.Contains("SeverityLevel >= 3", plan.The("Microsoft.Insights/scheduledQueryRules").Text("criteria/allOf/0/query"), StringComparison.Ordinal);
        Assert.Empty((await Plan.OfExampleAsync("front-door.bicepparam")).Of("Microsoft.Insights/scheduledQueryRules"));
    }

    [Fact]
    public async Task The_end_of_the_signing_certificate_is_told_by_the_vault_and_by_the_program()
    {
        Plan plan = await Plan.OfExampleAsync("postgresql.bicepparam");
        JsonElement subscription = plan.The("Microsoft.EventGrid/systemTopics/eventSubscriptions");
        Assert.Equal("MonitorAlert", subscription.Text("destination/endpointType"));
        Assert.Contains("Microsoft.KeyVault.CertificateNearExpiry", subscription.List("filter/includedEventTypes"));
        Assert.Contains("signing certificate", plan.The("Microsoft.Insights/scheduledQueryRules").Text("criteria/allOf/0/query"), StringComparison.Ordinal);
        Assert.Empty((await Plan.OfExampleAsync("front-door.bicepparam")).Of("Microsoft.EventGrid/systemTopics"));
    }

    [Fact]
    public async Task A_budget_warns_before_it_is_spent_and_begins_when_it_is_told()
    {
        JsonElement budget = (await Plan.OfParametersAsync(
            "alertEmails = ['postmaster@hoster.example']", "monthlyBudget = 60", "budgetStart = '2026-11-01'")).The("Microsoft.Consumption/budgets");
        Assert.Equal(60, budget.Number("amount"));
        Assert.Equal("2026-11-01T00:00:00Z", budget.Text("timePeriod/startDate"));
        Assert.Equal("Forecasted", budget.Text("notifications/forecast100/thresholdType"));
        Assert.Empty((await Plan.OfExampleAsync("smallest.bicepparam")).Of("Microsoft.Consumption/budgets"));
    }

    [Fact]
    public async Task What_is_logged_is_bounded_in_time_and_size()
    {
        JsonElement workspace = (await Plan.OfExampleAsync("smallest.bicepparam")).The("Microsoft.OperationalInsights/workspaces");
        Assert.Equal(30, workspace.Number("retentionInDays"));
        Assert.Equal(1, workspace.Number("workspaceCapping/dailyQuotaGb"));
    }
}
