namespace Automua.Functions.Tests.Infrastructure;

/// <summary>What a template refuses before it makes anything, and how it says so.</summary>
public sealed class BoundTests
{
    [Theory]
    [InlineData("Standard", 33, 100)]
    [InlineData("Premium", 166, 499)]
    public async Task As_many_tenants_as_a_Front_Door_has_names_for_are_taken(string tier, int tenants, int names)
    {
        Plan plan = await Plan.OfParametersAsync(
            $"frontDoor = '{tier}'", "serviceHost = 'automua.hoster.example'", $"tenants = map(range(0, {tenants}), i => 't${{i}}.example')");
        Assert.Equal(names, plan.Of("Microsoft.Cdn/profiles/customDomains").Count());
        Assert.Empty(plan.Diagnostics);
    }

    [Fact]
    public async Task One_more_is_refused_with_the_reason()
    {
        string refusal = await Plan.RefusalAsync(
            "frontDoor = 'Standard'", "serviceHost = 'automua.hoster.example'", "tenants = map(range(0, 34), i => 't${i}.example')");
        Assert.Contains("tenants and serviceHost make 103 names, and Front Door Standard takes 100", refusal, StringComparison.Ordinal);
        refusal = await Plan.RefusalAsync("frontDoor = 'Premium'", "tenants = map(range(0, 167), i => 't${i}.example')");
        Assert.Contains("'166'", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frontDoor must be Standard or Premium", "tenants = ['customer.example']")]
    [InlineData("xn-- label", "frontDoor = 'Standard'", "tenants = ['xn--mnchen-3ya.example']")]
    [InlineData("serviceHost must be a name of its own", "frontDoor = 'Standard'", "tenants = ['a.example']", "serviceHost = 'autoconfig.a.example'")]
    [InlineData("managedRules need frontDoor Premium", "frontDoor = 'Standard'", "managedRules = 'Block'")]
    [InlineData("keyVault must be true", "keyVault = false", "signingCertificate = 'profiles'")]
    [InlineData("not burstable", "database = 'PostgreSQL'", "databaseStandby = true")]
    [InlineData("needs databaseAddresses", "database = 'PostgreSQL'", "databaseAccess = 'firewall'")]
    [InlineData("the maximum allowable value is 1000", "maximumInstances = 1001")]
    [InlineData("the minimum allowable value is 100", "requestsPerMinute = 10")]
    [InlineData("the minimum allowable value is 7", "databaseBackupDays = 6")]
    [InlineData("'None' | 'Premium' | 'Standard'", "frontDoor = 'Classic'")]
    public async Task What_does_not_fit_is_refused_with_the_reason(string reason, params string[] parameters) =>
        Assert.Contains(reason, await Plan.RefusalAsync(parameters), StringComparison.Ordinal);

    [Fact]
    public async Task A_tenant_named_twice_is_one() =>
        Assert.Equal(3, (await Plan.OfParametersAsync("frontDoor = 'Standard'", "tenants = ['a.example', 'A.example']")).Of("Microsoft.Cdn/profiles/customDomains").Count());
}
