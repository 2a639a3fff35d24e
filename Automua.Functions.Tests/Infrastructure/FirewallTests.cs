using System.Text.Json;
using System.Text.RegularExpressions;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The web application firewall at the Front Door.</summary>
public sealed class FirewallTests
{
    private const string Policy = "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies";

    public static TheoryData<string> Examples => ["front-door.bicepparam", "postgresql.bicepparam"];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_client_has_a_rate_and_a_lower_one_for_administration(string example)
    {
        JsonElement policy = (await Plan.OfExampleAsync(example)).The(Policy);
        Assert.Equal(("Enabled", "Prevention"), (policy.Text("policySettings/enabledState"), policy.Text("policySettings/mode")));
        JsonElement rate = Rule(policy, "Rate"), administration = Rule(policy, "AdministrationRate");
        Assert.All([rate, administration], rule =>
        {
            Assert.Equal(("RateLimitRule", "Block", "Enabled"), (rule.Text("ruleType"), rule.Text("action"), rule.Text("enabledState")));
            Assert.Equal("SocketAddr", Assert.Single(rule.At("groupBy").EnumerateArray()).Text("variableName"));
            Assert.Equal(1, rule.Number("rateLimitDurationInMinutes"));
        });
        Assert.Equal((600, 120), (rate.Number("rateLimitThreshold"), administration.Number("rateLimitThreshold")));
        // Every request has a Host of some length.
        JsonElement all = Assert.Single(rate.At("matchConditions").EnumerateArray());
        Assert.Equal(("Host", "GreaterThanOrEqual", "0"), (all.Text("selector"), all.Text("operator"), Assert.Single(all.List("matchValue"))));
    }

    [Theory]
    [InlineData("/manage", true)]
    [InlineData("/manage/v1/domains?limit=5", true)]
    [InlineData("//initdb/", true)]
    [InlineData("https://automua.hoster.example:443/initdb?x=1", true)]
    [InlineData("/assets/manage/main.js", false)]
    [InlineData("/managers", false)]
    [InlineData("/?next=/manage", false)]
    [InlineData("https://automua.hoster.example/mail/config-v1.1.xml?emailaddress=a/manage", false)]
    public async Task Administration_is_known_by_its_path(string address, bool isAdministration)
    {
        JsonElement policy = (await Plan.OfExampleAsync("front-door.bicepparam")).The(Policy);
        Assert.All([Rule(policy, "AdministrationRate"), Rule(policy, "AdministrationElsewhere")], rule =>
        {
            JsonElement condition = rule.At("matchConditions/0");
            Assert.Equal(("RequestUri", "RegEx"), (condition.Text("matchVariable"), condition.Text("operator")));
            Assert.Equal(["UrlDecode", "Lowercase"], condition.List("transforms"));
            Assert.Equal(isAdministration, Regex.IsMatch(address, Assert.Single(condition.List("matchValue")), RegexOptions.None, TimeSpan.FromSeconds(5)));
        });
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Administration_is_refused_at_the_names_of_tenants(string example)
    {
        JsonElement rule = Rule((await Plan.OfExampleAsync(example)).The(Policy), "AdministrationElsewhere");
        Assert.Equal(("MatchRule", "Block"), (rule.Text("ruleType"), rule.Text("action")));
        JsonElement host = rule.At("matchConditions/1");
        Assert.True(host.Is("negateCondition"));
        Assert.Equal("Host", host.Text("selector"));
        Assert.Collection(
            host.List("matchValue"),
            endpoint => Assert.Matches("/afdEndpoints/automua-[a-z0-9]+', '[0-9-]+'\\)\\.hostName", endpoint),
            service => Assert.Equal("automua.hoster.example", service));
    }

    [Fact]
    public async Task Managed_rules_come_with_Premium_when_they_are_asked_for_and_leave_bodies_and_addresses_alone()
    {
        JsonElement policy = (await Plan.OfExampleAsync("postgresql.bicepparam")).The(Policy);
        JsonElement rules = Assert.Single(policy.At("managedRules/managedRuleSets").EnumerateArray());
        Assert.Equal(("Microsoft_DefaultRuleSet", "Log"), (rules.Text("ruleSetType"), rules.Text("ruleSetAction")));
        Assert.Contains(rules.At("exclusions").EnumerateArray(), exclusion => exclusion.Text("selector") == "emailaddress");
        Assert.Equal("Disabled", policy.Text("policySettings/requestBodyCheck"));
        Assert.Empty((await Plan.OfExampleAsync("front-door.bicepparam")).The(Policy).At("managedRules/managedRuleSets").EnumerateArray());
    }

    private static JsonElement Rule(JsonElement policy, string name) =>
        policy.At("customRules/rules").EnumerateArray().Single(rule => rule.Text("name") == name);
}
