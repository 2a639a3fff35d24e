using System.Net;
using Automua.Functions.Administration;
using Automua.Functions.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Administration;

/// <summary>Whom the gate slows down, by a clock that the test moves.</summary>
public sealed class AdministratorGateTests
{
    private const string Guesser = "192.0.2.1";

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly RecordedLog<AuditLog> _log = new();
    private readonly AdministratorGate _gate;

    public AdministratorGateTests() =>
        _gate = new AdministratorGate(AutomuaProgram.AdminKey, null, new FailedAttempts(_time), new AuditLog(_log));

    [Fact]
    public async Task Who_guesses_is_not_looked_at_for_a_while_even_if_right()
    {
        for (int i = 0; i < FailedAttempts.FreeAttempts; i++)
            Assert.Equal(401, (await KnockAsync("wrong-key-wrong-key", Guesser)).Status);
        foreach (string credential in (string[])["wrong-key-wrong-key", AutomuaProgram.AdminKey])
            Assert.Equal((429, 1), await KnockAsync(credential, Guesser));

        // Who shows nothing guesses nothing, and other clients have nothing to do with it.
        Assert.Equal(401, (await KnockAsync(null, Guesser)).Status);
        Assert.Equal(200, (await KnockAsync(AutomuaProgram.AdminKey, "192.0.2.2")).Status);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await KnockAsync("wrong-key-wrong-key", Guesser)).Status);
        Assert.Equal((429, 2), await KnockAsync(AutomuaProgram.AdminKey, Guesser));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((429, 2), await KnockAsync(AutomuaProgram.AdminKey, Guesser));
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(200, (await KnockAsync(AutomuaProgram.AdminKey, Guesser)).Status);
        Assert.Equal(401, (await KnockAsync("wrong-key-wrong-key", Guesser)).Status);
        Assert.Equal(401, (await KnockAsync("wrong-key-wrong-key", Guesser)).Status);
    }

    [Fact]
    public async Task A_wrong_credential_is_logged_without_its_value()
    {
        await KnockAsync("wrong-key-wrong-key", Guesser);
        string line = Assert.Single(_log.Lines(LogLevel.Warning));
        Assert.Contains(Guesser, line, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", line, StringComparison.Ordinal);
    }

    private async Task<(int Status, int? RetryAfter)> KnockAsync(string? credential, string address)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (credential is not null)
            context.Request.Headers.Authorization = $"Bearer {credential}";
        Asked asked = new(context, new TrustedHops(proxyCount: 0, isCustomHandler: false, frontDoor: null));
        using Answer? refusal = await _gate.RefuseAsync(asked, CancellationToken.None);
        Assert.Equal(refusal is null ? Administrator.WithKey : null, asked.Administrator);
        return (refusal?.Status ?? 200, refusal?.RetryAfter);
    }
}
