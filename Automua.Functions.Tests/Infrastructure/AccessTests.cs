using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>Who may do what.</summary>
public sealed class AccessTests
{
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageTableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string KeyVaultSecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private const string KeyVaultCertificatesOfficer = "a4417e6f-fecd-4de8-b567-7b0420556985";
    private const string KeyVaultCertificateUser = "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba";
    private const string KeyVaultCryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";

    private static readonly string[] Always =
    [
        $"Microsoft.Storage/storageAccounts {StorageBlobDataOwner}",
        $"Microsoft.Storage/storageAccounts {StorageTableDataContributor}",
        $"Microsoft.Insights/components {MonitoringMetricsPublisher}",
    ];

    private static readonly string[] WithKey = [$"Microsoft.KeyVault/vaults {KeyVaultSecretsUser}", $"Microsoft.KeyVault/vaults {KeyVaultSecretsOfficer}"];

    private static readonly string[] WithSignature =
    [
        $"Microsoft.KeyVault/vaults {KeyVaultCertificateUser}",
        $"Microsoft.KeyVault/vaults {KeyVaultCryptoUser}",
        $"Microsoft.KeyVault/vaults {KeyVaultCertificatesOfficer}",
    ];

    [Fact]
    public async Task The_smallest_has_the_roles_it_needs_and_no_other() =>
        AssertRoles([.. Always, .. WithKey], await Plan.OfExampleAsync("smallest.bicepparam"));

    [Fact]
    public async Task Who_signs_without_a_key_may_use_the_certificate_and_read_no_more() =>
        AssertRoles([.. Always, .. WithSignature], await Plan.OfExampleAsync("postgresql.bicepparam"));

    [Fact]
    public async Task Without_a_vault_there_is_no_role_on_one() =>
        AssertRoles(Always, await Plan.OfParametersAsync("keyVault = false"));

    [Fact]
    public async Task An_app_that_has_its_identity_of_itself_gets_the_same_roles()
    {
        Plan plan = await Plan.OfParametersAsync("identity = 'SystemAssigned'");
        AssertRoles([.. Always, .. WithKey], plan);
        Assert.Empty(plan.Of("Microsoft.ManagedIdentity/userAssignedIdentities"));
        JsonElement app = plan.Of("Microsoft.Web/sites").Single();
        Assert.Equal("SystemAssigned", app.Text("identity/type"));
        Assert.Equal("SystemAssignedIdentity", app.Text("properties/functionAppConfig/deployment/storage/authentication/type"));
    }

    [Fact]
    public async Task An_identity_of_its_own_is_that_of_packages_and_of_references_to_the_vault()
    {
        Plan plan = await Plan.OfExampleAsync("smallest.bicepparam");
        string identity = plan.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Single().Text("id");
        JsonElement app = plan.Of("Microsoft.Web/sites").Single();
        Assert.Equal("UserAssigned", app.Text("identity/type"));
        Assert.Equal(identity, app.At("identity/userAssignedIdentities").EnumerateObject().Single().Name);
        Assert.Equal(identity, app.Text("properties/keyVaultReferenceIdentity"));
        JsonElement authentication = app.At("properties/functionAppConfig/deployment/storage/authentication");
        Assert.Equal("UserAssignedIdentity", authentication.Text("type"));
        Assert.Equal(identity, authentication.Text("userAssignedIdentityResourceId"));
    }

    [Fact]
    public async Task The_apps_assignments_have_the_same_names_every_time_and_say_what_is_assigned()
    {
        Plan plan = await Plan.OfExampleAsync("front-door.bicepparam");
        JsonElement[] assignments = [.. plan.Of("Microsoft.Authorization/roleAssignments").Where(assignment => !IsOfDeployer(assignment))];
        Assert.Equal(assignments.Length, assignments.Select(assignment => assignment.Text("name")).Distinct().Count());
        Assert.All(assignments, assignment =>
        {
            Assert.True(Guid.TryParseExact(assignment.Text("name"), "D", out _), assignment.Text("name"));
            Assert.Equal("ServicePrincipal", assignment.Text("properties/principalType"));
            Assert.Matches("/userAssignedIdentities/automua-[a-z0-9]+-identity', '[0-9-]+'\\)\\.principalId", assignment.Text("properties/principalId"));
        });
    }

    private static bool IsOfDeployer(JsonElement assignment) =>
        assignment.Text("properties/principalId") == "[deployer().objectId]";

    // Whoever deploys fills the vault; all the rest is the app's.
    private static void AssertRoles(string[] expected, Plan plan)
    {
        JsonElement[] assignments = [.. plan.Of("Microsoft.Authorization/roleAssignments")];
        Assert.Equal(expected.Order(), assignments.Select(assignment => $"{TypeOfScope(assignment)} {RoleOf(assignment)}").Order());
        Assert.All(assignments, assignment => Assert.Equal(RoleOf(assignment) is KeyVaultSecretsOfficer or KeyVaultCertificatesOfficer, IsOfDeployer(assignment)));
    }

    private static string RoleOf(JsonElement assignment) => assignment.Text("properties/roleDefinitionId").Split('/')[^1];

    // A resource, and neither the group nor the subscription: its type and its name follow the group's.
    private static string TypeOfScope(JsonElement assignment)
    {
        string id = assignment.Text("id");
        int start = id.IndexOf($"{Plan.Group}/providers/", StringComparison.Ordinal);
        Assert.True(start >= 0, id);
        string[] parts = id[(start + Plan.Group.Length + "/providers/".Length)..].Split('/', '\'');
        return $"{parts[0]}/{parts[1]}";
    }
}
