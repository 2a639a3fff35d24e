using System.Collections.Frozen;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.SiteAssets;

/// <summary>Answers browsers with what the pages are made of beside their text: style, script and icon, which the program carries.</summary>
internal sealed class SiteAssetsEndpoint : IEndpoint
{
    private const string Folder = "assets/";

    private readonly FrozenDictionary<string, byte[]> _files = CarriedFile.NamesIn(Folder)
        .ToFrozenDictionary(name => name[Folder.Length..], CarriedFile.Read, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        new(_files.TryGetValue(asked.RouteValue("path") ?? "", out byte[]? file)
            ? Answer.Carried(MediaTypeOf(asked.RouteValue("path")!), file)
            : Answer.Problem(404, "There is nothing at this path."));

    private static string MediaTypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".css" => MediaTypes.Css,
        ".js" => MediaTypes.JavaScript,
        _ => MediaTypes.Svg,
    };
}
