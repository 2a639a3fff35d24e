using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Checking;

/// <summary>A real DNS server, bind, that holds the zones it is given and knows nothing else.</summary>
internal sealed class NameServer : LoopbackServer
{
    private NameServer()
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="zones">The zones: a name, and the text of its file.</param>
    public static async Task<NameServer> StartAsync(params (string Name, string Text)[] zones)
    {
        NameServer server = new();
        try
        {
            // Where AppArmor confines named to its own folders, it does so by the program's path. Another process makes the
            // copy: a file that this one has open to write, or a child that it is just starting, cannot be started.
            string program = Path.Combine(server.Directory, "named");
            await Tool.SucceedAsync("cp", Tool.PathOf("named"), program);
            foreach ((string name, string text) in zones)
                await File.WriteAllTextAsync(Path.Combine(server.Directory, $"{name}.zone"), text);
            string configuration = Path.Combine(server.Directory, "named.conf");
            await server.StartAsync(
                program,
                ["-g", "-n", "1", "-c", configuration],
                port => File.WriteAllTextAsync(configuration, Configuration(server.Directory, port, zones.Select(zone => zone.Name))),
                " running\n");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string Configuration(string directory, int port, IEnumerable<string> zones) =>
        $$"""
        options {
            directory "{{directory}}";
            pid-file none;
            session-keyfile "{{directory}}/session.key";
            lock-file none;
            listen-on port {{port}} { 127.0.0.1; };
            listen-on-v6 { none; };
            recursion no;
            dnssec-validation no;
            empty-zones-enable no;
        };
        controls { };
        {{string.Concat(zones.Select(zone => $"zone \"{zone}\" {{ type primary; file \"{zone}.zone\"; }};\n"))}}
        """;
}
