namespace Automua.Functions.Tests.Infrastructure;

/// <summary>infra/deploy.sh: what it asks of Azure, in which order, and what it says when something is missing.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private static readonly string Parameters = Path.Combine(InfraFolder.Path, "front-door.bicepparam");

    private readonly ScriptedAzure _azure = new();

    public void Dispose() => _azure.Dispose();

    [Theory]
    [InlineData("a resource group and a file of parameters are needed")]
    [InlineData("a resource group and a file of parameters are needed", "group")]
    [InlineData("'--force' is not an option", "group", "x.bicepparam", "--force")]
    [InlineData("--location needs a value", "group", "x.bicepparam", "--location")]
    [InlineData("'x.json' is not a .bicepparam file", "group", "x.json")]
    public async Task Arguments_that_it_does_not_understand_are_told(string message, params string[] arguments)
    {
        (int exitCode, string output) = await _azure.DeployAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains($"deploy.sh: {message}", output, StringComparison.Ordinal);
        Assert.Contains("usage:", output, StringComparison.Ordinal);
        Assert.Empty(_azure.Calls);
    }

    [Fact]
    public async Task Help_is_no_failure()
    {
        (int exitCode, string output) = await _azure.DeployAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("--what-if", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no file 'none.bicepparam'", "group", "none.bicepparam")]
    [InlineData("there is no file 'none.zip'", "group", "PARAMETERS", "--package", "none.zip")]
    public async Task Files_that_are_not_there_are_told(string message, params string[] arguments)
    {
        (int exitCode, string output) = await _azure.DeployAsync([.. arguments.Select(argument => argument == "PARAMETERS" ? Parameters : argument)]);
        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Empty(_azure.Calls);
    }

    [Fact]
    public async Task An_old_Azure_CLI_is_told()
    {
        _azure.Answers("az version*", "2.9.1");
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--what-if");
        Assert.Equal(1, exitCode);
        Assert.Contains("the Azure CLI is version 2.9.1, and ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_logged_in_is_told_before_anything_is_changed()
    {
        _azure.Answers("az version*", "2.80.0").Answers("az account show*", "Please run 'az login'.", 1);
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.Equal(1, exitCode);
        Assert.Contains("not logged in: az login", output, StringComparison.Ordinal);
        Assert.All(_azure.Calls, call => Assert.Matches("^az (version|account show) ", call));
    }

    [Fact]
    public async Task A_group_that_is_not_there_needs_a_location()
    {
        Ready(groupExists: false);
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.Equal(1, exitCode);
        Assert.Contains("say where to make it with --location", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Calls, call => call.StartsWith("az group create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--what-if");
        Assert.True(exitCode == 0, output);
        Assert.Contains(_azure.Calls, call => call.StartsWith("az deployment group what-if --resource-group group ", StringComparison.Ordinal));
        Assert.DoesNotContain(_azure.Calls, call => Changing(call));
    }

    [Fact]
    public async Task Without_somebody_to_ask_nothing_is_changed()
    {
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package);
        Assert.Equal(1, exitCode);
        Assert.Contains("nobody is there to ask", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Calls, call => Changing(call));
    }

    [Fact]
    public async Task Everything_is_done_in_its_order_and_the_key_is_seen_by_nobody()
    {
        Ready(groupExists: false);
        _azure.Answers("az keyvault secret show*", "(SecretNotFound) A secret with (name/id) admin-key was not found in this key vault.", 3);
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--location", "westeurope", "--package", _azure.Package, "--yes");
        Assert.True(exitCode == 0, output);
        string[] steps =
        [
            "az provider register --namespace Microsoft.Cdn ",
            "az group create --name group --location westeurope ",
            "az deployment group what-if ",
            "az deployment group create ",
            "az keyvault secret show ",
            "az keyvault secret set --vault-name kv-hash --name admin-key --file ",
            "az rest --method post ",
            $"curl --config - --fail --silent --show-error --max-time 600 --header Content-Type: application/zip --data-binary @{_azure.Package} https://automua-hash.scm.azurewebsites.net/api/publish?",
            "curl --config - --fail --silent --show-error --max-time 600 https://automua-hash.scm.azurewebsites.net/api/deployments/4711-abc",
            "curl --fail --silent --show-error --output /dev/null --max-time 30 https://automua-hash.azurefd.net/healthz",
            "curl --fail --silent --show-error --output /dev/null --max-time 30 https://automua-hash.azurefd.net/readyz",
        ];
        string[] calls = _azure.Calls;
        int[] places = [.. steps.Select(step => Array.FindIndex(calls, call => call.StartsWith(step, StringComparison.Ordinal)))];
        Assert.All(places, place => Assert.True(place >= 0, string.Join('\n', calls)));
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("a-token", output + string.Join('\n', calls), StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{32}", output + string.Join('\n', calls));
        Assert.Empty(_azure.Leftovers());
        Assert.Contains("Import your domains", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_there_stays()
    {
        Ready();
        _azure.Answers("az keyvault secret show*", "https://kv-hash.vault.azure.net/secrets/admin-key/1");
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(_azure.Calls, call => call.StartsWith("az keyvault secret set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_budget_keeps_its_first_month()
    {
        _azure.Answers("az rest --method get*budgets*", "2026-03-01T00:00:00Z");
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--what-if");
        Assert.True(exitCode == 0, output);
        Assert.Contains(_azure.Calls, call => call.Contains(" --parameters budgetStart=2026-03-01", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("128", true)]
    [InlineData("32", false)]
    public async Task A_disk_that_has_grown_stays(string size, bool hasGrown)
    {
        _azure.Answers("az rest --method get*storageSizeGB*", size);
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--what-if");
        Assert.True(exitCode == 0, output);
        Assert.Equal(hasGrown, _azure.Calls.Any(call => call.Contains($"--parameters databaseStorageGb={size}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_deleted_vault_comes_back_first()
    {
        _azure.Answers("az keyvault list-deleted*", "kv-hash");
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.True(exitCode == 0, output);
        int recovered = Array.FindIndex(_azure.Calls, call => call.StartsWith("az keyvault recover --name kv-hash --resource-group group", StringComparison.Ordinal));
        int deployed = Array.FindIndex(_azure.Calls, call => call.StartsWith("az deployment group create", StringComparison.Ordinal));
        Assert.InRange(recovered, 0, deployed);
    }

    [Fact]
    public async Task A_package_that_Azure_cannot_take_ends_it()
    {
        _azure.Answers("curl *api/deployments/*", """{"status":3}""");
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.Equal(1, exitCode);
        Assert.Contains("Azure could not take the package", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_what_is_registered_goes_on()
    {
        _azure.Answers("az provider show*", "AuthorizationFailed", 1);
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.True(exitCode == 0, output);
        Assert.Contains("whether Microsoft.Cdn is registered cannot be seen", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_deployment_ends_it()
    {
        _azure.Answers("az deployment group create*", "the template is refused", 1);
        Ready();
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.Equal(1, exitCode);
        Assert.Contains("the deployment failed: az deployment operation group list --resource-group group --name automua-", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_azure.Calls, call => call.StartsWith("curl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_told_after_a_while()
    {
        _azure.Answers("curl *azurefd.net/healthz", "curl: (22) The requested URL returned error: 503", 22);
        Ready();
        _azure.Answers("az keyvault secret show*", "https://kv-hash.vault.azure.net/secrets/admin-key/1");
        (int exitCode, string output) = await _azure.DeployAsync("group", Parameters, "--package", _azure.Package, "--yes");
        Assert.Equal(1, exitCode);
        Assert.Contains("https://automua-hash.azurefd.net/healthz does not answer: given up", output, StringComparison.Ordinal);
    }

    private static bool Changing(string call) =>
        call.StartsWith("az deployment group create", StringComparison.Ordinal) || call.StartsWith("az keyvault", StringComparison.Ordinal)
        || call.StartsWith("curl", StringComparison.Ordinal) || call.StartsWith("az group create", StringComparison.Ordinal)
        || call.StartsWith("az rest --method post", StringComparison.Ordinal);

    private void Ready(bool groupExists = true) => _azure
        .Answers("az version*", "2.80.0")
        .Answers("az account show --query id*", "11111111-1111-1111-1111-111111111111")
        .Answers("az account show --query name*", "Mail")
        .Answers("az provider show --namespace Microsoft.Cdn*", "NotRegistered")
        .Answers("az provider show*", "Registered")
        .Answers("az group exists*", groupExists ? "true" : "false")
        .Answers("az deployment group show*adminKeyVault*", "kv-hash")
        .Answers("az deployment group show*appName*", "automua-hash")
        .Answers("az deployment group show*firstHost*", "automua-hash.azurefd.net")
        .Answers("az deployment group show*nextSteps*", "Import your domains")
        .Answers("az rest --method get*hostNameSslStates*", "automua-hash.scm.azurewebsites.net")
        .Answers("az account get-access-token*", "a-token")
        .Answers("curl *api/publish*", "\"4711-abc\"")
        .Answers("curl *api/deployments/*", """{"id": "4711-abc", "status": 4, "complete": true}""");
}
