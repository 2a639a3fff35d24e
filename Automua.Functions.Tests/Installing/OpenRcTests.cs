using Automua.Functions.Tests.Machines;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Installing;

/// <summary><c>contrib/openrc</c>, under OpenRC itself.</summary>
[Collection<OneMachineAtATime>]
public sealed class OpenRcTests
{
    private const string Install =
        """
        useradd --system --home-dir /var/lib/automua --shell /usr/sbin/nologin automua
        install -D --mode 755 contrib/openrc/automua.initd /etc/init.d/automua
        install -D --mode 644 contrib/openrc/automua.confd /etc/conf.d/automua
        install -d /etc/automua
        printf '[automua]\nadmin_key = a-key-for-this-machine\n' | install --mode 640 --group automua /dev/stdin /etc/automua/automua.conf
        """;

    [Fact]
    public async Task It_starts_answers_is_started_again_and_stops()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(OpenRc.Installation);
        await machine.SucceedAsync(Install);
        await machine.SucceedAsync("rc-service automua start");
        await AnswersAsync(machine);
        Assert.Equal("automua", (await machine.SucceedAsync("ps -o user= -C automua")).Trim());
        Assert.Equal("700 automua", (await machine.SucceedAsync("stat --format '%a %U' /var/lib/automua")).Trim());
        Assert.Contains("data: SQLite file /var/lib/automua/automua.sqlite", await machine.SucceedAsync("cat /var/log/automua.log"), StringComparison.Ordinal);

        string first = await machine.SucceedAsync("ps -o pid= -C automua");
        await machine.SucceedAsync($"kill -KILL {first}");
        await Eventually.IsAsync(async () => (await machine.RunAsync("ps -o pid= -C automua")).Output is { Length: > 0 } next && next != first);
        await AnswersAsync(machine);

        await machine.SucceedAsync("rc-service automua stop");
        Assert.Equal((1, ""), await machine.RunAsync("ps -o pid= -C automua"));
    }

    [Fact]
    public async Task Settings_of_conf_d_count()
    {
        await using ScratchMachine machine = await ScratchMachine.StartAsync();
        await machine.SucceedAsync(OpenRc.Installation);
        await machine.SucceedAsync(Install);
        await machine.SucceedAsync(
            """
            sed -i 's|^#AUTOMUA_STATE=.*|AUTOMUA_STATE="/srv/automua"|; s|^#AUTOMUA_ARGS=.*|AUTOMUA_ARGS="--listen 127.0.0.1:4300"|' /etc/conf.d/automua
            rc-service automua start
            """);
        await AnswersAsync(machine, 4300);
        await machine.SucceedAsync("test -e /srv/automua/automua.sqlite");
    }

    private static Task AnswersAsync(ScratchMachine machine, int port = 4243) =>
        Eventually.IsAsync(async () => (await machine.RunAsync($"curl -fsS --max-time 10 http://127.0.0.1:{port}/readyz")).ExitCode == 0);
}
