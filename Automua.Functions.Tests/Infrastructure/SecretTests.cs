using System.Text.Json;
using System.Text.RegularExpressions;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>Nothing that opens anything is in a template, in its parameters or in what it says.</summary>
public sealed partial class SecretTests
{
    public static TheoryData<string> Examples => [.. InfraFolder.Examples];

    [Fact]
    public async Task The_template_asks_Azure_for_no_key_and_holds_none()
    {
        JsonElement template = await MainAsync();
        Assert.All(template.Texts(), text => Assert.DoesNotMatch(Revealing(), text));
        Assert.All(template.Members(), member => Assert.DoesNotMatch(Revealing(), member.Name));
    }

    [Fact]
    public async Task No_parameter_takes_a_secret_and_no_output_tells_one()
    {
        JsonElement template = await MainAsync();
        Assert.All(template.Members().Where(member => member.Name == "type" && member.Value.ValueKind == JsonValueKind.String), member =>
            Assert.DoesNotContain("secure", member.Value.GetString(), StringComparison.OrdinalIgnoreCase));
        Assert.All(template.Members().Where(member => member.Name is "parameters" or "outputs" && member.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(member => member.Value.EnumerateObject()), member =>
                Assert.DoesNotMatch("(?i)password|secret|token$|connectionstrings", member.Name));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_password_logs_in_nowhere(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        Assert.All(plan.Resources.SelectMany(resource => resource.Members()).Where(member => member.Name == "passwordAuth"),
            member => Assert.Equal("Disabled", member.Value.GetString()));
        Assert.Equal(["ftp", "scm"], plan.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(Plan.LastOf));
        Assert.All(plan.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), policy => Assert.False(policy.Is("properties/allow")));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Keys_open_neither_storage_nor_telemetry(string example)
    {
        Plan plan = await Plan.OfExampleAsync(example);
        Assert.False(plan.The("Microsoft.Storage/storageAccounts").Is("allowSharedKeyAccess"));
        Assert.True(plan.The("Microsoft.Storage/storageAccounts").Is("defaultToOAuthAuthentication"));
        Assert.True(plan.The("Microsoft.Insights/components").Is("DisableLocalAuth"));
        Assert.True(plan.The("Microsoft.OperationalInsights/workspaces").Is("features/disableLocalAuth"));
    }

    [Fact]
    public async Task The_vault_gives_by_role_and_forgets_nothing_at_once()
    {
        JsonElement vault = (await Plan.OfExampleAsync("front-door.bicepparam")).The("Microsoft.KeyVault/vaults");
        Assert.True(vault.Is("enableRbacAuthorization"));
        Assert.True(vault.Is("enableSoftDelete"));
        Assert.True(vault.Is("enablePurgeProtection"));
        Assert.DoesNotContain((await Plan.OfExampleAsync("front-door.bicepparam")).Resources, resource =>
            resource.Text("type").StartsWith("Microsoft.KeyVault/vaults/", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<JsonElement> MainAsync()
    {
        (_, string template, _) = await Bicep.RunAsync("build", Path.Combine(InfraFolder.Path, "main.bicep"), "--stdout");
        return JsonDocument.Parse(template).RootElement;
    }

    [GeneratedRegex(
        "list(Keys|Secrets|AccountSas|ServiceSas|ConnectionStrings|Credentials)|AccountKey|SharedAccess(Key|Signature)|InstrumentationKey|administratorLogin|Password(?!Auth)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Revealing();
}
