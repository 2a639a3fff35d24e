using System.Net;
using Automua.Functions.Administration;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

public sealed class FailedAttemptsTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.2");

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);
    private readonly FailedAttempts _attempts;

    public FailedAttemptsTests() => _attempts = new FailedAttempts(_time);

    [Fact]
    public void After_five_failures_the_pause_doubles_with_each_up_to_a_minute()
    {
        Fail(Client, 4);
        Assert.Null(_attempts.PauseOf(Client));
        int[] pauses = [1, 2, 4, 8, 16, 32, 60, 60, 60];
        foreach (int seconds in pauses)
        {
            _attempts.Failed(Client);
            Assert.Equal(TimeSpan.FromSeconds(seconds), _attempts.PauseOf(Client));
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.Equal(TimeSpan.FromTicks(1), _attempts.PauseOf(Client));
            _time.Advance(TimeSpan.FromTicks(1));
            Assert.Null(_attempts.PauseOf(Client));
        }

        Fail(Client, 10_000);
        Assert.Equal(FailedAttempts.LongestPause, _attempts.PauseOf(Client));
    }

    [Fact]
    public void Another_client_does_not_wait()
    {
        Fail(Client, 20);
        Assert.Null(_attempts.PauseOf(Other));
        Assert.Null(_attempts.PauseOf(null));
    }

    [Fact]
    public void A_right_credential_ends_the_row()
    {
        Fail(Client, 4);
        _attempts.Succeeded(Client);
        Assert.Equal(0, _attempts.Clients);
        Fail(Client, 4);
        Assert.Null(_attempts.PauseOf(Client));
    }

    [Fact]
    public void After_an_hour_failures_are_forgotten()
    {
        Fail(Client, 20);
        _time.Advance(FailedAttempts.Memory + TimeSpan.FromTicks(1));
        _attempts.Failed(Other);
        Assert.Equal(1, _attempts.Clients);
        _attempts.Failed(Client);
        Assert.Null(_attempts.PauseOf(Client));
    }

    [Fact]
    public void Addresses_that_one_client_has_count_together()
    {
        for (int i = 1; i <= FailedAttempts.FreeAttempts; i++)
            _attempts.Failed(IPAddress.Parse($"2001:db8:0:1::{i}"));
        Assert.NotNull(_attempts.PauseOf(IPAddress.Parse("2001:db8:0:1:ffff::")));
        Assert.Null(_attempts.PauseOf(IPAddress.Parse("2001:db8:0:2::1")));

        Fail(Client.MapToIPv6(), FailedAttempts.FreeAttempts);
        Assert.NotNull(_attempts.PauseOf(Client));
        Assert.Null(_attempts.PauseOf(Other.MapToIPv6()));
    }

    [Fact]
    public void No_more_clients_are_remembered_than_allowed_and_the_latest_are()
    {
        const int Many = 3 * FailedAttempts.MostClients;
        for (int i = 0; i < Many; i++)
        {
            Fail(Numbered(i), FailedAttempts.FreeAttempts);
            Assert.InRange(_attempts.Clients, 1, FailedAttempts.MostClients);
        }

        Assert.NotNull(_attempts.PauseOf(Numbered(Many - 1)));
        Assert.NotNull(_attempts.PauseOf(Numbered(Many - FailedAttempts.MostClients)));
        Assert.Null(_attempts.PauseOf(Numbered(Many - FailedAttempts.MostClients - 1)));
    }

    private static IPAddress Numbered(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private void Fail(IPAddress client, int times)
    {
        for (int i = 0; i < times; i++)
            _attempts.Failed(client);
    }
}
