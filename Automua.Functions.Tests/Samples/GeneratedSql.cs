using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Samples;

/// <summary>What contrib/generate-sql.sh prints.</summary>
internal static class GeneratedSql
{
    /// <summary>Runs the script and says what it printed and how it ended.</summary>
    /// <param name="argument">The database; null for no argument.</param>
    /// <param name="settings">The variables that it runs with, beside <c>PATH</c>.</param>
    public static Task<(int ExitCode, string Output)> TryAsync(string? argument, params (string Name, string Value)[] settings) =>
        Tool.RunAsync("env", [
            "-i",
            $"PATH={Environment.GetEnvironmentVariable("PATH")}",
            .. settings.Select(setting => $"{setting.Name}={setting.Value}"),
            SampleFile.PathOf("generate-sql.sh"),
            .. argument is null ? Array.Empty<string>() : [argument],
        ]);

    /// <summary>The statements for a kind of database.</summary>
    /// <param name="kind">The kind, as the program calls it.</param>
    /// <param name="settings">The variables.</param>
    public static async Task<string> OfAsync(string kind, params (string Name, string Value)[] settings)
    {
        (int exitCode, string output) = await TryAsync(kind.ToLowerInvariant(), settings);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
