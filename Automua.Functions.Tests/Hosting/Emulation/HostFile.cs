using System.Text.Json;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What the Functions host reads from <c>host.json</c>.</summary>
/// <param name="RoutePrefix">What stands before every route, without slashes.</param>
/// <param name="Executable">The program, in the app's folder or on the <c>PATH</c>.</param>
/// <param name="WorkingDirectory">The program's working directory, from the app's folder.</param>
/// <param name="Arguments">The program's command line.</param>
/// <param name="Forwards">Whether requests may be forwarded.</param>
/// <param name="Proxies">Whether requests may be proxied.</param>
internal sealed record HostFile(
    string RoutePrefix, string Executable, string WorkingDirectory, string[] Arguments, bool Forwards, bool Proxies)
{
    /// <summary>Reads the file of an app.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <exception cref="InvalidDataException">The file names no program.</exception>
    public static HostFile Read(string folder)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "host.json")));
        JsonElement? handler = file.RootElement.Member("customHandler");
        JsonElement? description = handler?.Member("description");
        return new HostFile(
            (file.RootElement.Member("extensions")?.Member("http")?.Text("routePrefix") ?? "api").Trim('/'),
            description?.Text("defaultExecutablePath") ?? throw new InvalidDataException("host.json: customHandler.description.defaultExecutablePath is missing."),
            description?.Text("workingDirectory") ?? "",
            [.. description?.Member("arguments")?.EnumerateArray().Select(argument => argument.GetString()!) ?? []],
            handler?.IsTrue("enableForwardingHttpRequest") ?? false,
            handler?.IsTrue("enableProxyingHttpRequest") ?? false);
    }

    /// <summary>How requests are handed over: with both ways allowed, a host that knows how to proxy does.</summary>
    /// <param name="knowsProxying">Whether the host is new enough.</param>
    /// <exception cref="InvalidDataException">Neither way is allowed: such a host speaks JSON, which is not emulated.</exception>
    public HandOver HandOverBy(bool knowsProxying) => (Proxies && knowsProxying, Forwards) switch
    {
        (true, _) => HandOver.Proxying,
        (false, true) => HandOver.Forwarding,
        _ => throw new InvalidDataException("host.json: customHandler allows neither forwarding nor proxying."),
    };
}
