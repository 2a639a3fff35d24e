using System.Text.Json.Nodes;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// An app with a custom handler that does as it is told: what it was sent comes back as JSON, and a piece of the path or a variable
/// of the environment says what else it does.
/// </summary>
internal sealed class ScriptedApp : IDisposable
{
    private const string Script =
        """
        import { createServer } from 'node:http';
        import { appendFileSync, existsSync, readFileSync } from 'node:fs';

        const told = (name) => existsSync(name) ? readFileSync(name, 'utf8').length : 0;
        appendFileSync('starts', 'x');
        if (process.env.DEAF) setInterval(() => {}, 1000);
        else createServer(async (request, response) => {
            const chunks = [];
            for await (const chunk of request) chunks.push(chunk);
            const [, what, value] = request.url.split(/[/?]/);
            if (request.url !== '/') appendFileSync('deliveries', 'x');
            if (what === 'exit') process.exit(Number(value));
            if (what === 'close') request.socket.destroy();
            else if (what === 'status') response.writeHead(Number(value), { Location: '/elsewhere', 'X-Kept': 'yes' }).end(value === '204' || value === '304' ? undefined : 'body');
            else if (what === 'octets') request.socket.end('HTTP/1.1 200 OK\r\nX-Name: j\xfcrgen\r\nContent-Length: 2\r\n\r\nok', 'latin1');
            else if (what === 'packed') response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b, 8, 0]));
            else response.setHeader('Content-Type', 'application/json').end(JSON.stringify({
                method: request.method, target: request.url, headers: request.headers, body: Buffer.concat(chunks).toString(),
                starts: told('starts'), folder: process.cwd(), variables: process.env,
            }));
        }).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1');
        """;

    /// <summary>Writes an app with a function <c>All</c> that takes whatever no other function does.</summary>
    public ScriptedApp()
    {
        File.WriteAllText(Path.Combine(Folder, "handler.mjs"), Script);
        WriteHost();
        Add("All", "{*path}", "get", "head", "post", "put", "delete", "options");
    }

    /// <summary>The app's folder.</summary>
    public string Folder { get; } = AutomuaProgram.NewDirectory();

    /// <summary>How often the handler was started.</summary>
    public int Starts => Told("starts");

    /// <summary>How many requests the handler was sent, for other paths than <c>/</c>.</summary>
    public int Deliveries => Told("deliveries");

    /// <summary>Writes <c>host.json</c>.</summary>
    public void WriteHost(string executable = "node", string prefix = "", bool forwards = true, bool proxies = true) => File.WriteAllText(
        Path.Combine(Folder, "host.json"),
        new JsonObject
        {
            ["version"] = "2.0",
            ["customHandler"] = new JsonObject
            {
                ["description"] = new JsonObject { ["defaultExecutablePath"] = executable, ["arguments"] = new JsonArray("handler.mjs") },
                ["enableForwardingHttpRequest"] = forwards,
                ["enableProxyingHttpRequest"] = proxies,
            },
            ["extensions"] = new JsonObject { ["http"] = new JsonObject { ["routePrefix"] = prefix } },
        }.ToJsonString());

    /// <summary>Adds a function with an HTTP trigger that anybody may call.</summary>
    public void Add(string name, string? route, params string[] methods)
    {
        JsonObject trigger = new()
        {
            ["type"] = "httpTrigger",
            ["direction"] = "in",
            ["name"] = "request",
            ["authLevel"] = "anonymous",
            ["methods"] = new JsonArray([.. methods.Select(method => JsonValue.Create(method))]),
        };
        if (route is not null)
            trigger["route"] = route;
        Add(name, trigger, Answer);
    }

    /// <summary>Adds a function with any bindings.</summary>
    public void Add(string name, params JsonObject[] bindings)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "function.json"), new JsonObject { ["bindings"] = new JsonArray([.. bindings]) }.ToJsonString());
    }

    /// <summary>The binding of an answer.</summary>
    public static JsonObject Answer => new() { ["type"] = "http", ["direction"] = "out", ["name"] = "response" };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private int Told(string file) => File.Exists(Path.Combine(Folder, file)) ? (int)new FileInfo(Path.Combine(Folder, file)).Length : 0;
}
