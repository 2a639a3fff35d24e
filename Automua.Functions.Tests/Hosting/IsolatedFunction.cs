using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>A function of the isolated worker, as its attributes stand in the source.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Level">Which key a caller must show to the Functions host.</param>
/// <param name="Methods">The methods in capitals.</param>
/// <param name="Route">The route.</param>
internal sealed partial record IsolatedFunction(string Function, string Level, string[] Methods, string Route)
{
    /// <summary>The file with all of them.</summary>
    public static string Source { get; } =
        File.ReadAllText(Path.Combine(Repository.Root, "Automua.Functions", "Hosting", "Isolated", "IsolatedFunctions.cs"));

    /// <summary>Every function in the file that is written as all of them are.</summary>
    public static IReadOnlyList<IsolatedFunction> All { get; } =
    [
        .. Written().Matches(Source).Select(function => new IsolatedFunction(
            function.Groups["name"].Value,
            function.Groups["level"].Value,
            [.. function.Groups["method"].Captures.Select(method => method.Value.ToUpperInvariant())],
            function.Groups["route"].Value)),
    ];

    [GeneratedRegex(
        """
        \[Function\(nameof\((?<name>\w+)\)\)\]\s+public\ IResult\ \k<name>\(\s*
        \[HttpTrigger\(AuthorizationLevel\.(?<level>\w+),\ ("(?<method>[a-z]+)",\ )+Route\ =\ "(?<route>[^"]*)"\)\]\ HttpRequest\ request\)\ =>\s+
        answers\.Answer\(\);
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Written();
}
