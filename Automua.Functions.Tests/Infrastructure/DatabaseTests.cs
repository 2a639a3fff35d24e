using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>PostgreSQL, where the data is to be there.</summary>
public sealed class DatabaseTests
{
    private const string Server = "Microsoft.DBforPostgreSQL/flexibleServers";

    [Fact]
    public async Task Only_the_apps_identity_logs_in()
    {
        Plan plan = await Plan.OfExampleAsync("postgresql.bicepparam");
        JsonElement server = plan.The(Server);
        Assert.Equal(("Enabled", "Disabled"), (server.Text("authConfig/activeDirectoryAuth"), server.Text("authConfig/passwordAuth")));
        JsonElement administrator = plan.The($"{Server}/administrators");
        Assert.Equal("ServicePrincipal", administrator.Text("principalType"));
        Assert.Equal(Plan.LastOf(plan.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Single()), administrator.Text("principalName"));
    }

    [Fact]
    public async Task By_default_the_app_alone_reaches_it_through_a_network_of_its_own()
    {
        Plan plan = await Plan.OfExampleAsync("postgresql.bicepparam");
        JsonElement network = plan.The("Microsoft.Network/virtualNetworks");
        string id = plan.Of("Microsoft.Network/virtualNetworks").Single().Text("id");
        Assert.Equal("Disabled", plan.The(Server).Text("network/publicNetworkAccess"));
        Assert.Equal($"{id}/subnets/database", plan.The(Server).Text("network/delegatedSubnetResourceId"));
        Assert.Equal($"{id}/subnets/app", plan.The("Microsoft.Web/sites").Text("virtualNetworkSubnetId"));
        Assert.Equal(
            ["Microsoft.App/environments", Server],
            network.At("subnets").EnumerateArray().Select(subnet => subnet.Text("properties/delegations/0/properties/serviceName")));
        Assert.Empty(plan.Of($"{Server}/firewallRules"));
        Assert.EndsWith(".private.postgres.database.azure.com", Plan.LastOf(plan.Of("Microsoft.Network/privateDnsZones").Single()), StringComparison.Ordinal);
        Assert.Equal(id, plan.The("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Text("virtualNetwork/id"));
    }

    [Fact]
    public async Task By_firewall_it_takes_whom_it_is_told_and_nobody_else()
    {
        Plan plan = await Plan.OfParametersAsync(
            "database = 'PostgreSQL'", "databaseAccess = 'firewall'", "databaseAddresses = [{ name: 'office', first: '192.0.2.1', last: '192.0.2.9' }]");
        Assert.Equal("Enabled", plan.The(Server).Text("network/publicNetworkAccess"));
        JsonElement rule = plan.The($"{Server}/firewallRules");
        Assert.Equal(("192.0.2.1", "192.0.2.9"), (rule.Text("startIpAddress"), rule.Text("endIpAddress")));
        Assert.Empty(plan.Of("Microsoft.Network/virtualNetworks"));
        Assert.Equal("Burstable", plan.Of(Server).Single().Text("sku/tier"));
    }

    [Fact]
    public async Task It_can_be_brought_back_grows_and_stands_by()
    {
        JsonElement server = (await Plan.OfExampleAsync("postgresql.bicepparam")).The(Server);
        Assert.Equal("Enabled", server.Text("storage/autoGrow"));
        Assert.Equal(14, server.Number("backup/backupRetentionDays"));
        Assert.Equal("ZoneRedundant", server.Text("highAvailability/mode"));
    }
}
