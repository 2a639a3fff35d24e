using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>How whatever can be reached is reached.</summary>
public sealed class TransportTests
{
    private static readonly string[] Good = ["1.2", "1.3", "TLS1_2", "TLS1_3", "TLS12", "TLS13", "TLSv1.2", "TLSv1.3"];

    public static TheoryData<string> Examples => [.. InfraFolder.Examples];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Nothing_older_than_TLS_1_2_is_spoken(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        JsonProperty[] versions = [.. plan.Resources.SelectMany(resource => resource.Members()).Where(member =>
            member.Name is "minTlsVersion" or "scmMinTlsVersion" or "minimumTlsVersion")];
        Assert.True(versions.Length >= 3 + plan.Of("Microsoft.Cdn/profiles/customDomains").Count());
        Assert.All(versions, version => Assert.Contains(version.Value.GetString(), Good));
        Assert.True(plan.The("Microsoft.Web/sites").Is("httpsOnly"));
        // Flex Consumption has no FTP, and refuses a template that so much as says so.
        Assert.DoesNotContain(plan.The("Microsoft.Web/sites").Members(), member => member.Name is "ftpsState" or "linuxFxVersion" or "alwaysOn");
        Assert.True(plan.The("Microsoft.Storage/storageAccounts").Is("supportsHttpsTrafficOnly"));
    }

    [Fact]
    public async Task PostgreSQL_speaks_TLS_alone()
    {
        Plan plan = await Plan.OfExampleAsync("postgresql.bicepparam");
        Dictionary<string, string> configuration = plan.Of("Microsoft.DBforPostgreSQL/flexibleServers/configurations")
            .ToDictionary(Plan.LastOf, setting => setting.Text("properties/value"));
        Assert.Equal("on", configuration["require_secure_transport"]);
        Assert.Contains(configuration["ssl_min_protocol_version"], Good);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Nobody_reads_storage_without_a_name(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        Assert.False(plan.The("Microsoft.Storage/storageAccounts").Is("allowBlobPublicAccess"));
        Assert.Equal("None", plan.The("Microsoft.Storage/storageAccounts/blobServices/containers").Text("publicAccess"));
        Assert.Equal("automua", Plan.LastOf(plan.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Single()));
    }
}
