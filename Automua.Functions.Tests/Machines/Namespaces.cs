using System.Diagnostics;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>
/// A command that root runs in namespaces of its own: of mounts, network, processes, names, IPC and control groups. It is process 1
/// there, so that all others there end with it. See <c>namespaces.sh</c>.
/// </summary>
/// <remarks>
/// It lives no longer than this object, nor than the process of the tests, however that ends: both hold a pipe open that
/// <c>namespaces.sh</c> waits at. At its end nothing is killed by a number that may be another process's by then.
/// </remarks>
internal sealed class Namespaces : IAsyncDisposable
{
    // What forbids them: the kernel, a container's rules, sudo.
    private static readonly string[] Refusals = ["not permitted", "denied", "sudo:"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<string?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProgramLog _log;
    private readonly Process _process;

    private Namespaces(ProgramLog log, string[] words)
    {
        _log = log;
        ProcessStartInfo start = new(Tool.PathOf(words[0]), words[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (!_first.TrySetResult(line.Data))
                log.AddOutput(line.Data);
        };
        _process.ErrorDataReceived += (_, line) => log.AddError(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether the command has ended, and all others with it.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Runs a command as process 1 of new namespaces, and does not wait.</summary>
    /// <param name="log">What the command writes.</param>
    /// <param name="command">The command.</param>
    public static Namespaces Start(ProgramLog log, params string[] command)
    {
        string script = Path.Combine(Repository.Root, "Automua.Functions.Tests", "Machines", "namespaces.sh");
        return new Namespaces(log, Root.Command(["unshare", "--pid", "--fork", "--kill-child=KILL", "bash", script, .. command]));
    }

    /// <summary>Skips the test where nobody may make namespaces, which nothing that can be installed would change.</summary>
    public static async Task SkipWhereForbiddenAsync()
    {
        ProgramLog log = new();
        await using Namespaces attempt = Start(log, "mount", "-t", "tmpfs", "tmpfs", "/mnt");
        int exitCode = await attempt.WaitForExitAsync();
        string output = log.Error.Trim();
        Assert.SkipWhen(
            exitCode != 0 && Refusals.Any(refusal => output.Contains(refusal, StringComparison.Ordinal)),
            "This test makes a machine, which takes root's rights and new namespaces: run it as root or as who may use sudo, and within a "
            + $"container one of 'docker run --privileged' ({output}).");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Runs a command beside process 1 and says what it printed and how it ended.</summary>
    /// <param name="command">The command; before it, what nsenter(1) is to do beyond entering all namespaces.</param>
    public async Task<(int ExitCode, string Output)> EnterAsync(params string[] command)
    {
        await WithPatienceAsync(_first.Task);
        string? first = await _first.Task;
        Assert.False(first is null || HasEnded, $"It has ended: {_log.Output}{_log.Error}");
        return await Root.RunAsync(["nsenter", "--all", $"--target={first}", .. command]);
    }

    /// <summary>Asks process 1 to end, as an engine of containers does, and says how it ended; one that has ended is left alone.</summary>
    public async Task<int> StopAsync()
    {
        if (!HasEnded)
            await Root.RunAsync("kill", "-TERM", (await _first.Task)!);
        return await WaitForExitAsync();
    }

    /// <summary>Waits until process 1 has ended and says how.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await WithPatienceAsync(_process.WaitForExitAsync());
        return _process.ExitCode;
    }

    /// <summary>Ends all that runs there, at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            await WaitForExitAsync();
        }
    }

    private async Task WithPatienceAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException problem)
        {
            throw new TimeoutException($"Waited in vain for what runs in namespaces: {_log.Output}{_log.Error}", problem);
        }
    }
}
