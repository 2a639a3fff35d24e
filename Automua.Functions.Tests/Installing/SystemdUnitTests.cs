using System.Globalization;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Machines;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Installing;

/// <summary><c>contrib/automua.service</c>, under systemd itself.</summary>
[Collection<OneMachineAtATime>]
public sealed partial class SystemdUnitTests
{
    private const double HighestExposure = 2.0;

    private const string Install =
        """
        install -D --mode 644 contrib/automua.service /etc/systemd/system/automua.service
        install -d /etc/automua
        printf '[automua]\nadmin_key = a-key-for-this-machine\n' | install --mode 600 /dev/stdin /etc/automua/automua.conf
        systemctl daemon-reload
        """;

    [Fact]
    public async Task systemd_finds_nothing_wrong_with_it_and_little_that_it_could_reach()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(Install);
        // It also judges units of this machine that this one has to do with.
        string found = await machine.SucceedAsync("systemd-analyze verify automua.service");
        Assert.DoesNotContain("automua", found, StringComparison.Ordinal);
        string judgement = await machine.SucceedAsync("systemd-analyze security automua.service");
        double exposure = double.Parse(Exposure().Match(judgement).Groups["value"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(exposure, 0, HighestExposure);
    }

    [Fact]
    public async Task It_starts_answers_keeps_its_data_and_stops()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(Install);
        // Does not return before the program has said that it is ready.
        await machine.SucceedAsync("systemctl enable --now automua");
        const string Ask = "curl -fsS --max-time 10 'http://127.0.0.1:4243/mail/config-v1.1.xml?emailaddress=user@example.com'";
        string imported = await machine.SucceedAsync("automua import --url http://127.0.0.1:4243 contrib/seed-v1.json");
        Assert.Contains("domains 2 added", imported, StringComparison.Ordinal);
        string answer = await machine.SucceedAsync(Ask);
        await machine.SucceedAsync("systemctl restart automua");
        Assert.Equal(answer, await machine.SucceedAsync(Ask));

        string user = await machine.SucceedAsync("ps -o user= -p \"$(systemctl show --property MainPID --value automua)\"");
        Assert.NotEqual("root", user.Trim());
        Assert.Equal("700", (await machine.SucceedAsync("stat --dereference --format %a /var/lib/automua")).Trim());
        await machine.SucceedAsync("systemctl stop automua");
        Assert.Equal("success", (await machine.SucceedAsync("systemctl show --property Result --value automua")).Trim());
        string journal = await machine.SucceedAsync("journalctl --unit automua --output cat");
        Assert.Contains("data: SQLite file /var/lib/automua/automua.sqlite", journal, StringComparison.Ordinal);
        Assert.Contains("configuration: /run/credentials/automua.service/automua.conf", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_is_told_to_whoever_starts_it()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(Install + "\necho 'loglevel = LOUD' >> /etc/automua/automua.conf");
        (int exitCode, _) = await machine.RunAsync("systemctl start automua");
        Assert.Equal(1, exitCode);
        Assert.Contains("'LOUD'", await machine.SucceedAsync("journalctl --unit automua --output cat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_started_again_when_it_crashes()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(Install);
        await machine.SucceedAsync("systemctl start automua; systemctl kill --signal KILL automua");
        await Eventually.IsAsync(async () => (await machine.RunAsync("curl -fsS --max-time 10 http://127.0.0.1:4243/healthz")).ExitCode == 0);
        Assert.Equal("1", (await machine.SucceedAsync("systemctl show --property NRestarts --value automua")).Trim());
    }

    [GeneratedRegex("exposure level for automua.service: (?<value>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exposure();
}
