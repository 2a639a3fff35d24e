using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>What tests start in namespaces, and that it goes with them.</summary>
public sealed class NamespacesTests
{
    private const string Said = "here";

    // Deaf to what asks a process to end.
    private const string Deaf = $"trap '' TERM INT HUP; echo {Said}; while :; do sleep 60; done";

    [Fact]
    public async Task It_is_process_1_and_ends_as_it_likes()
    {
        await Namespaces.SkipWhereForbiddenAsync();
        ProgramLog log = new();
        await using Namespaces namespaces = Namespaces.Start(log, "bash", "-c", "echo $$; exit 7");
        Assert.Equal(7, await namespaces.WaitForExitAsync());
        Assert.Equal(("1\n", ""), (log.Output, log.Error));
        Assert.Equal(7, await namespaces.StopAsync());
    }

    [Fact]
    public async Task Nothing_of_it_is_left_when_the_test_lets_go()
    {
        await Namespaces.SkipWhereForbiddenAsync();
        ProgramLog log = new();
        Namespaces namespaces = Namespaces.Start(log, "bash", "-c", Deaf);
        await Eventually.IsAsync(() => Task.FromResult(log.Output == $"{Said}\n"), trouble: () => Task.FromResult(log.Error));
        (_, string name) = await namespaces.EnterAsync("readlink", "/proc/self/ns/pid");
        await namespaces.DisposeAsync();
        Assert.DoesNotContain(name.Trim(), await ProcessNamespacesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_there_is_root_in_the_same_place()
    {
        await Namespaces.SkipWhereForbiddenAsync();
        ProgramLog log = new();
        await using Namespaces namespaces = Namespaces.Start(log, "bash", "-c", $"mount -t tmpfs tmpfs /mnt; hostname there; : > /mnt/mark; {Deaf}");
        await Eventually.IsAsync(() => Task.FromResult(log.Output == $"{Said}\n"), trouble: () => Task.FromResult(log.Error));
        Assert.Equal((0, "there\nmark\n0\n"), await namespaces.EnterAsync("bash", "-c", "hostname; ls /mnt; id --user"));
    }

    private static async Task<string> ProcessNamespacesAsync() =>
        (await Root.RunAsync("bash", "-c", "readlink /proc/[0-9]*/ns/pid || true")).Output;
}
