using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>What the Front Door does with requests.</summary>
public sealed class EdgeTests
{
    private const string Routes = "Microsoft.Cdn/profiles/afdEndpoints/routes";
    private const string Rules = "Microsoft.Cdn/profiles/ruleSets/rules";

    public static TheoryData<string> Examples => ["front-door.bicepparam", "postgresql.bicepparam"];

    [Fact]
    public async Task The_smallest_has_none() =>
        Assert.DoesNotContain((await Plan.OfExampleAsync("smallest.bicepparam")).Resources, resource =>
            resource.Text("type").StartsWith("Microsoft.Cdn/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_public_route_keeps_what_the_service_says_may_be_kept(string example)
    {
        JsonElement route = (await Plan.OfExampleAsync(example)).The(Routes, "public");
        Assert.Equal(["/*"], route.List("patternsToMatch"));
        Assert.Equal("UseQueryString", route.Text("cacheConfiguration/queryStringCachingBehavior"));
        Assert.True(route.Is("cacheConfiguration/compressionSettings/isCompressionEnabled"));
        Assert.Contains("text/xml", route.List("cacheConfiguration/compressionSettings/contentTypesToCompress"));
        Assert.Equal("HttpsOnly", route.Text("forwardingProtocol"));
        Assert.Equal(["Http", "Https"], route.List("supportedProtocols"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_manage_route_keeps_nothing_and_speaks_https_alone(string example)
    {
        JsonElement route = (await Plan.OfExampleAsync(example)).The(Routes, "manage");
        Assert.Equal(["/manage", "/manage/*", "/initdb", "/initdb/*"], route.List("patternsToMatch"));
        Assert.False(route.TryGetProperty("cacheConfiguration", out _));
        Assert.Equal(["Https"], route.List("supportedProtocols"));
        Assert.Equal("HttpsOnly", route.Text("forwardingProtocol"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Both_routes_say_which_host_was_asked_over_whatever_a_client_says(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        JsonElement action = Assert.Single(plan.The(Rules, "OriginalHost").At("actions").EnumerateArray()).At("parameters");
        Assert.Equal(
            ("Overwrite", "X-Original-Host", "{hostname}"),
            (action.Text("headerAction"), action.Text("headerName"), action.Text("value")));
        Assert.Empty(plan.The(Rules, "OriginalHost").At("conditions").EnumerateArray());
        Assert.All(plan.Of(Routes), route =>
            Assert.EndsWith("/ruleSets/host", route.Text("properties/ruleSets/0/id"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("autodiscover/autodiscover.xml", true)]
    [InlineData("", true)]
    [InlineData("manage", true)]
    [InlineData(".well-known/user-agent-configuration.json", true)]
    [InlineData("mail/config-v1.1.xml", false)]
    [InlineData(".well-known/autoconfig/mail/config-v1.1.xml", false)]
    [InlineData(".well-known/mail-v1.xml", false)]
    [InlineData("v1.1/customer.example", false)]
    public async Task Plain_http_is_found_at_https_but_where_apps_need_it(string path, bool isRedirected)
    {
        JsonElement rule = (await Plan.OfExampleAsync("front-door.bicepparam")).The(Rules, "ToHttps");
        JsonElement scheme = rule.At("conditions/0/parameters");
        Assert.Equal(("Equal", "HTTP"), (scheme.Text("operator"), Assert.Single(scheme.List("matchValues"))));
        Assert.Equal(isRedirected, Matches(rule.At("conditions/1/parameters"), path));
        JsonElement action = Assert.Single(rule.At("actions").EnumerateArray()).At("parameters");
        Assert.Equal(("Found", "Https"), (action.Text("redirectType"), action.Text("destinationProtocol")));
    }

    [Theory]
    [InlineData("mail/config-v1.1.xml", false)]
    [InlineData(".well-known/user-agent-configuration.json", false)]
    [InlineData("settings", false)]
    [InlineData("assets/site.css", false)]
    [InlineData("v1.1/customer.example", false)]
    [InlineData("", true)]
    [InlineData("mobileconfig", true)]
    [InlineData("autodiscover/autodiscover.xml", true)]
    [InlineData("readyz", true)]
    public async Task Caching_is_off_where_an_answer_depends_on_more_than_the_host(string path, bool isOff)
    {
        JsonElement rule = (await Plan.OfExampleAsync("front-door.bicepparam")).The(Rules, "UncachedPages");
        Assert.Equal(isOff, Matches(Assert.Single(rule.At("conditions").EnumerateArray()).At("parameters"), path));
        AssertUncached(rule);
    }

    [Fact]
    public async Task A_mail_address_is_no_part_of_a_caches_key()
    {
        JsonElement rule = (await Plan.OfExampleAsync("front-door.bicepparam")).The(Rules, "UncachedAddresses");
        JsonElement query = Assert.Single(rule.At("conditions").EnumerateArray()).At("parameters");
        Assert.Equal("DeliveryRuleQueryStringConditionParameters", query.Text("typeName"));
        Assert.Equal(("Contains", "email"), (query.Text("operator"), Assert.Single(query.List("matchValues"))));
        Assert.Contains("Lowercase", query.List("transforms"));
        AssertUncached(rule);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_origin_is_the_app_by_its_own_name_and_probed_where_no_store_is_asked(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        JsonElement origin = plan.The("Microsoft.Cdn/profiles/originGroups/origins");
        Assert.Matches("/sites/automua-[a-z0-9]+', '[0-9-]+'\\)\\.defaultHostName", origin.Text("hostName"));
        Assert.True(origin.Is("enforceCertificateNameCheck"));
        Assert.Equal(origin.Text("hostName"), origin.Text("originHostHeader"));
        JsonElement probe = plan.The("Microsoft.Cdn/profiles/originGroups").At("healthProbeSettings");
        Assert.Equal(("/healthz", "Https", "HEAD"), (probe.Text("probePath"), probe.Text("probeProtocol"), probe.Text("probeRequestType")));
        Assert.InRange(probe.Number("probeIntervalInSeconds"), 30, 255);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Each_name_of_a_tenant_has_a_certificate_the_public_route_and_the_firewall(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        JsonElement[] domains = [.. plan.Of("Microsoft.Cdn/profiles/customDomains")];
        Assert.Equal(
            [
                "autoconfig.customer.example", "autodiscover.customer.example", "ua-auto-config.customer.example",
                "autoconfig.hoster.example", "autodiscover.hoster.example", "ua-auto-config.hoster.example",
                "automua.hoster.example",
            ],
            domains.Select(domain => domain.Text("properties/hostName")));
        Assert.All(domains, domain => Assert.Equal("ManagedCertificate", domain.Text("properties/tlsSettings/certificateType")));
        string[] ids = [.. domains.Select(domain => domain.Text("id"))];
        Assert.Equal(ids, IdsIn(plan.The(Routes, "public").At("customDomains")));
        Assert.Equal([ids[^1]], IdsIn(plan.The(Routes, "manage").At("customDomains")));
        string endpoint = plan.Of("Microsoft.Cdn/profiles/afdEndpoints").Single().Text("id");
        JsonElement association = Assert.Single(plan.The("Microsoft.Cdn/profiles/securityPolicies").At("parameters/associations").EnumerateArray());
        Assert.Equal([endpoint, .. ids], IdsIn(association.At("domains")));
        Assert.Equal(["/*"], association.List("patternsToMatch"));
    }

    [Fact]
    public async Task Names_that_differ_in_a_dot_are_different_resources()
    {
        Plan plan = await Plan.OfParametersAsync("frontDoor = 'Standard'", "tenants = ['a-b.example', 'a.b.example']");
        string[] names = [.. plan.Of("Microsoft.Cdn/profiles/customDomains").Select(Plan.LastOf)];
        Assert.Equal(6, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9][a-z0-9-]{0,258}[a-z0-9]$", name));
    }

    [Fact]
    public async Task Records_are_published_in_the_zone_that_is_here_and_told_elsewhere()
    {
        Plan plan = await Plan.OfExampleAsync("front-door.bicepparam");
        JsonElement[] aliases = [.. plan.Of("Microsoft.Network/dnsZones/CNAME")];
        JsonElement[] proofs = [.. plan.Of("Microsoft.Network/dnsZones/TXT")];
        Assert.Equal(["autoconfig", "autodiscover", "ua-auto-config", "automua"], aliases.Select(Plan.LastOf));
        Assert.Equal(aliases.Select(alias => $"_dnsauth.{Plan.LastOf(alias)}"), proofs.Select(Plan.LastOf));
        Assert.All(aliases.Concat(proofs), record =>
            Assert.Contains("/resourceGroups/dns/providers/Microsoft.Network/dnsZones/hoster.example/", record.Text("id"), StringComparison.Ordinal));
        Assert.Contains("autoconfig.customer.example", plan.Outputs.Text("dnsRecords"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task What_the_edge_logs_tells_neither_addresses_nor_clients(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        JsonElement[] scrubbings =
        [
            plan.The("Microsoft.Cdn/profiles").At("logScrubbing"),
            plan.The("Microsoft.Network/FrontDoorWebApplicationFirewallPolicies").At("policySettings/logScrubbing"),
        ];
        Assert.All(scrubbings, scrubbing =>
        {
            Assert.Equal("Enabled", scrubbing.Text("state"));
            JsonElement[] rules = [.. scrubbing.At("scrubbingRules").EnumerateArray()];
            string[] variables = [.. rules.Select(rule => rule.Text("matchVariable"))];
            Assert.All(["QueryStringArgNames", "RequestIPAddress", "RequestUri"], variable => Assert.Contains(variable, variables));
            Assert.All(rules, rule => Assert.Equal(("Enabled", "EqualsAny"), (rule.Text("state"), rule.Text("selectorMatchOperator"))));
        });
        // The firewall's lines say what of a request was suspected: a credential can be that.
        Assert.All(
            ["RequestCookieNames", "RequestHeaderNames"],
            variable => Assert.Contains(scrubbings[1].At("scrubbingRules").EnumerateArray(), rule => rule.Text("matchVariable") == variable));
        JsonElement logs = plan.The("Microsoft.Insights/diagnosticSettings", "logs");
        JsonElement requests = logs.At("logs").EnumerateArray().Single(log => log.Text("category") == "FrontDoorAccessLog");
        Assert.False(requests.Is("enabled"));
        Assert.Contains(logs.At("logs").EnumerateArray(), log => log.Text("category") == "FrontDoorWebApplicationFirewallLog" && log.Is("enabled"));
    }

    private static void AssertUncached(JsonElement rule)
    {
        JsonElement action = Assert.Single(rule.At("actions").EnumerateArray());
        Assert.Equal("RouteConfigurationOverride", action.Text("name"));
        Assert.False(action.At("parameters").TryGetProperty("cacheConfiguration", out _));
    }

    private static bool Matches(JsonElement condition, string path)
    {
        Assert.Equal("DeliveryRuleUrlPathMatchConditionParameters", condition.Text("typeName"));
        Assert.Equal("BeginsWith", condition.Text("operator"));
        Assert.Contains("Lowercase", condition.List("transforms"));
        Assert.All(condition.List("matchValues"), value => Assert.Equal(value.ToLowerInvariant(), value));
        return condition.Is("negateCondition") != condition.List("matchValues").Any(value => path.StartsWith(value, StringComparison.Ordinal));
    }

    private static string[] IdsIn(JsonElement references) => [.. references.EnumerateArray().Select(reference => reference.Text("id"))];
}
