using System.Text.Json;
using System.Text.RegularExpressions;
using Automua.Functions.Configuration;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The function app: how it runs, who reaches it, and what it is told.</summary>
public sealed partial class FunctionAppTests
{
    // A good value of each setting whose own is known on Azure alone.
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["AUTOMUA_ADMIN_KEY"] = "0123456789abcdef",
        ["AUTOMUA_DB_URI"] = "https://account.table.core.windows.net/",
        ["AUTOMUA_ENTRA_AUDIENCE"] = "66666666-7777-8888-9999-aaaaaaaaaaaa",
        ["AUTOMUA_ENTRA_AUTHORITY"] = "https://login.microsoftonline.com/",
        ["AUTOMUA_ENTRA_CLIENT_ID"] = "66666666-7777-8888-9999-aaaaaaaaaaaa",
        ["AUTOMUA_ENTRA_TENANT"] = "hoster.example",
        ["AUTOMUA_FRONT_DOOR_HOST_HEADER"] = "X-Original-Host",
        ["AUTOMUA_FRONT_DOOR_ID"] = "55555555-4444-3333-2222-111111111111",
        ["AUTOMUA_LOGLEVEL"] = "WARNING",
        ["AUTOMUA_SERVICE_HOST"] = "automua-hash.azurefd.net",
        ["AUTOMUA_SIGN_CERTIFICATE"] = "https://kv-hash.vault.azure.net/certificates/profiles",
    };

    public static TheoryData<string> Examples => [.. InfraFolder.Examples];

    [Theory]
    [InlineData("custom", "1.0")]
    [InlineData("dotnet-isolated", "10.0")]
    public async Task It_runs_on_Flex_Consumption_within_bounds(string runtime, string version)
    {
        Plan plan = await Plan.OfParametersAsync($"runtime = '{runtime}'");
        JsonElement plans = plan.Of("Microsoft.Web/serverfarms").Single();
        Assert.Equal(("FC1", "FlexConsumption"), (plans.Text("sku/name"), plans.Text("sku/tier")));
        Assert.Equal("functionapp,linux", plan.Of("Microsoft.Web/sites").Single().Text("kind"));
        JsonElement app = plan.The("Microsoft.Web/sites");
        Assert.Equal(runtime, app.Text("functionAppConfig/runtime/name"));
        Assert.Equal(version, app.Text("functionAppConfig/runtime/version"));
        Assert.Equal("blobContainer", app.Text("functionAppConfig/deployment/storage/type"));
        Assert.Equal(40, app.Number("functionAppConfig/scaleAndConcurrency/maximumInstanceCount"));
        Assert.Empty(app.At("functionAppConfig/scaleAndConcurrency/alwaysReady").EnumerateArray());
        Assert.Equal(runtime, plan.Outputs.Text("runtime"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_platform_is_not_told_what_this_plan_does_not_know(string example)
    {
        JsonElement app = (await Plan.OfExampleAsync(example)).The("Microsoft.Web/sites");
        Assert.DoesNotContain(app.Members(), member => member.Name is "linuxFxVersion" or "appSettings" or "connectionStrings");
        string[] settings = await SettingsAsync(example);
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", settings);
        Assert.DoesNotContain("WEBSITE_RUN_FROM_PACKAGE", settings);
        Assert.DoesNotContain("AzureWebJobsStorage", settings);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_host_reaches_its_storage_as_its_identity(string example)
    {
        string[] settings = await SettingsAsync(example);
        Assert.Contains("AzureWebJobsStorage__accountName", settings);
        Assert.Contains("AzureWebJobsStorage__credential", settings);
        Assert.Contains("AzureWebJobsStorage__clientId", settings);
        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", settings);
        Assert.Contains("AZURE_CLIENT_ID", settings);
        Assert.Contains("AzureWebJobsDisableHomepage", settings);
    }

    [Fact]
    public async Task Each_setting_of_the_program_is_one_that_it_understands()
    {
        HashSet<string> all = [];
        foreach (string example in InfraFolder.Examples)
        {
            string[] settings = [.. (await SettingsAsync(example)).Where(name => name.StartsWith("AUTOMUA_", StringComparison.Ordinal))];
            all.UnionWith(settings);
            AutomuaOptions options = new OptionsReader(settings.ToDictionary(name => name, name => Values[name])).Read();
            Assert.IsType<AzureTablesUri>(options.DatabaseUri);
        }

        Assert.Equal(Values.Keys.Order(), all.Order());
    }

    [Fact]
    public async Task Tables_are_named_by_their_endpoint_which_the_program_takes()
    {
        Plan plan = await Plan.OfExampleAsync("smallest.bicepparam");
        string account = Plan.LastOf(plan.Of("Microsoft.Storage/storageAccounts").Single());
        Assert.Matches($"'AUTOMUA_DB_URI', reference\\('[^']*/storageAccounts/{account}', '[0-9-]+'\\)\\.primaryEndpoints\\.table", SettingsOf(plan));
        Assert.IsType<AzureTablesUri>(DatabaseUri.Parse($"https://{account}.table.core.windows.net/").Uri);
    }

    [Fact]
    public async Task PostgreSQL_is_named_without_a_password_and_the_program_takes_that()
    {
        Plan plan = await Plan.OfExampleAsync("postgresql.bicepparam");
        string identity = Plan.LastOf(plan.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Single());
        Assert.Matches(
            $"'AUTOMUA_DB_URI', format\\('postgresql://\\{{0\\}}@\\{{1\\}}/automua\\?authentication=entra', '{identity}', [^,]*/flexibleServers/[^,]*, '[0-9-]+'\\)\\.fullyQualifiedDomainName",
            SettingsOf(plan));
        PostgreSqlUri uri = Assert.IsType<PostgreSqlUri>(
            DatabaseUri.Parse($"postgresql://{identity}@automua-hash-db.postgres.database.azure.com/automua?authentication=entra").Uri);
        Assert.True(uri.IsEntra);
        Assert.Equal("automua", uri.Database);
        Assert.Equal("automua", Plan.LastOf(plan.Of("Microsoft.DBforPostgreSQL/flexibleServers/databases").Single()));
    }

    [Fact]
    public async Task The_administration_key_is_a_reference_to_the_vault()
    {
        Plan plan = await Plan.OfExampleAsync("smallest.bicepparam");
        Assert.Contains("'AUTOMUA_ADMIN_KEY', format('@Microsoft.KeyVault(SecretUri={0})'", SettingsOf(plan), StringComparison.Ordinal);
        Assert.DoesNotContain("AUTOMUA_ADMIN_KEY", await SettingsAsync("postgresql.bicepparam"));
    }

    [Theory]
    [InlineData("front-door.bicepparam")]
    [InlineData("postgresql.bicepparam")]
    public async Task Behind_a_Front_Door_nobody_else_is_let_in(string example)
    {
        JsonElement site = (await Plan.OfExampleAsync(example)).The("Microsoft.Web/sites").At("siteConfig");
        Assert.Equal("Deny", site.Text("ipSecurityRestrictionsDefaultAction"));
        JsonElement rule = Assert.Single(site.At("ipSecurityRestrictions").EnumerateArray());
        Assert.Equal(("Allow", "ServiceTag", "AzureFrontDoor.Backend"), (rule.Text("action"), rule.Text("tag"), rule.Text("ipAddress")));
        JsonProperty header = Assert.Single(rule.At("headers").EnumerateObject());
        Assert.Equal("x-azure-fdid", header.Name);
        Assert.Matches("/profiles/automua-[a-z0-9]+-front-door', '[0-9-]+'\\)\\.frontDoorId", Assert.Single(header.Value.EnumerateArray()).GetString());
        Assert.False(site.Is("scmIpSecurityRestrictionsUseMain"));
        string[] settings = await SettingsAsync(example);
        Assert.Contains("AUTOMUA_FRONT_DOOR_ID", settings);
        Assert.Contains("AUTOMUA_FRONT_DOOR_HOST_HEADER", settings);
    }

    [Fact]
    public async Task Without_a_Front_Door_no_header_of_one_is_believed()
    {
        JsonElement site = (await Plan.OfExampleAsync("smallest.bicepparam")).The("Microsoft.Web/sites").At("siteConfig");
        Assert.Equal("Allow", site.Text("ipSecurityRestrictionsDefaultAction"));
        Assert.Empty(site.At("ipSecurityRestrictions").EnumerateArray());
        Assert.DoesNotContain(await SettingsAsync("smallest.bicepparam"), name => name.Contains("FRONT_DOOR", StringComparison.Ordinal));
    }

    private static async Task<string[]> SettingsAsync(string example) =>
        [.. Name().Matches(SettingsOf(await Plan.OfExampleAsync(example))).Select(match => match.Groups["name"].Value)];

    private static string SettingsOf(Plan plan) =>
        plan.Of("Microsoft.Web/sites/config").Single(resource => Plan.LastOf(resource) == "appsettings").Text("properties");

    [GeneratedRegex(
        "(?<=createObject\\(|, )'(?<name>AUTOMUA_[A-Z_]+|AZURE_[A-Z_]+|APPLICATIONINSIGHTS_[A-Z_]+|FUNCTIONS_[A-Z_]+|WEBSITE_[A-Z_]+|AzureWebJobs\\w+)', ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
