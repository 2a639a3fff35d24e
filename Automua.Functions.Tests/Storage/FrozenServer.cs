using System.Globalization;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A server that stands still with all its processes: it hangs nothing up and answers nothing. It goes on when this ends.</summary>
internal sealed class FrozenServer : IDisposable
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly List<int> _processes;

    /// <summary>Stops a server.</summary>
    /// <param name="server">The process that the others come from.</param>
    public FrozenServer(int server)
    {
        Signals.Send(server, SigStop);
        // From now on no others come.
        _processes = [.. ChildrenOf(server).Where(child => Signals.TrySend(child, SigStop)), server];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (int process in _processes)
            Signals.TrySend(process, SigCont);
    }

    private static IEnumerable<int> ChildrenOf(int server) => Directory
        .GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
        .Where(id => id > 0 && ParentOf(id) == server);

    private static int ParentOf(int process)
    {
        try
        {
            // The name, in parentheses, may hold anything; the state and the parent follow it.
            string state = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(state[(state.LastIndexOf(')') + 1)..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
