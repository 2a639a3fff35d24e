using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What the host finds in an app's folder: <c>host.json</c>, and a function in every folder that holds a <c>function.json</c>.</summary>
internal sealed class FunctionApp
{
    private readonly List<HostedFunction> _functions = [];
    private readonly Dictionary<string, string> _refused = [];

    private FunctionApp(string folder)
    {
        Folder = folder;
        Host = HostFile.Read(folder);
    }

    /// <summary>The app's folder.</summary>
    public string Folder { get; }

    /// <summary>What <c>host.json</c> says.</summary>
    public HostFile Host { get; }

    /// <summary>The functions that the host has taken, in the order in which it tries them: by name, not by how much of a route is literal.</summary>
    public IReadOnlyList<HostedFunction> Functions => _functions;

    /// <summary>Why which functions are not taken; the others are.</summary>
    public IReadOnlyDictionary<string, string> Refused => _refused;

    /// <summary>Reads an app.</summary>
    public static FunctionApp Read(string folder)
    {
        FunctionApp app = new(folder);
        foreach (string function in Directory.GetDirectories(folder).Order(StringComparer.OrdinalIgnoreCase))
        {
            if (!File.Exists(Path.Combine(function, "function.json")))
                continue;
            try
            {
                app._functions.Add(HostedFunction.Read(function, app.Host.RoutePrefix));
            }
            catch (InvalidDataException problem)
            {
                app._refused[Path.GetFileName(function)] = problem.Message;
            }
        }

        return app;
    }

    /// <summary>The function that answers a request; null for none.</summary>
    public HostedFunction? Find(HttpRequest request) =>
        _functions.Find(function => function.Answers(request.Method, request.Path.HasValue ? request.Path : "/"));
}
