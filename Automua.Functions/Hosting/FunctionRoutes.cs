using System.Reflection;
using System.Text.Json;

namespace Automua.Functions.Hosting;

/// <summary>The routes of all functions, read from the <c>function.json</c> files, which the Functions host reads as well.</summary>
internal static class FunctionRoutes
{
    private const string FileName = "function.json";

    /// <summary>Reads the files that this program carries.</summary>
    /// <exception cref="InvalidOperationException">A file is not a function with one HTTP trigger.</exception>
    public static IEnumerable<FunctionRoute> Read()
    {
        Assembly program = typeof(FunctionRoutes).Assembly;
        foreach (string resource in program.GetManifestResourceNames())
        {
            if (!resource.EndsWith(FileName, StringComparison.Ordinal))
                continue;
            using Stream file = program.GetManifestResourceStream(resource)!;
            using JsonDocument json = JsonDocument.Parse(file);
            yield return Read(resource[..^FileName.Length].TrimEnd('/', '\\'), json.RootElement);
        }
    }

    private static FunctionRoute Read(string function, JsonElement json)
    {
        foreach (JsonElement binding in json.GetProperty("bindings").EnumerateArray())
        {
            if (binding.GetProperty("type").GetString() != "httpTrigger")
                continue;
            string pattern = binding.GetProperty("route").GetString()!;
            return new FunctionRoute(
                function,
                pattern.StartsWith('/') ? pattern : $"/{pattern}",
                [.. binding.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())]);
        }

        throw new InvalidOperationException($"{function}/{FileName} has no HTTP trigger.");
    }
}
