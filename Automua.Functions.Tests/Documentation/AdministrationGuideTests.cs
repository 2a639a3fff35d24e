using System.Diagnostics;
using System.Text.RegularExpressions;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>docs/administration.md shows each task as a command and as a line of curl: all of them are run, one after the other.</summary>
public sealed partial class AdministrationGuideTests
{
    private const string DocumentedAddress = "http://127.0.0.1:4243";
    private const string DocumentedKey = "PASTE-THE-KEY-HERE";

    private static string Guide => File.ReadAllText(Path.Combine(Repository.Root, "docs", "administration.md"));

    [Fact]
    public async Task Every_line_does_what_it_is_there_for()
    {
        await using NameServer dns = await NameServer.StartAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_CHECK_DNS"] = dns.EndPoint, ["AUTOMUA_CACHE_TTL"] = "0" });
        MatchCollection blocks = Block().Matches(Guide);
        Assert.True(blocks.Count > 15, "The guide has fewer blocks of commands than tasks.");
        string script = string.Join('\n', blocks.Select(block => block.Groups["commands"].Value))
            .Replace(DocumentedAddress, program.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace(DocumentedKey, AutomuaProgram.AdminKey, StringComparison.Ordinal);
        (int exitCode, string output) = await RunAsync(script, program, dns.EndPoint);
        Assert.True(exitCode == 0, output);
        Assert.Equal("empty", (await program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
    }

    [Fact]
    public void Every_route_of_the_API_is_shown()
    {
        string guide = Guide;
        string[] resources = [.. FunctionRoutes.Read().Where(route => route.Pattern.StartsWith("/manage/v1/", StringComparison.Ordinal)).Select(route => route.Pattern)];
        Assert.True(resources.Length > 10);
        Assert.All(resources, route => Assert.Matches(Regex.Escape(route).Replace("\\{id}", "[a-z.]+", StringComparison.Ordinal).Replace("\\{name}", "[a-z.]+", StringComparison.Ordinal), guide));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, AutomuaProgram program, string dns)
    {
        string directory = AutomuaProgram.NewDirectory();
        try
        {
            string contrib = Directory.CreateDirectory(Path.Combine(directory, "contrib")).FullName;
            foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "contrib"), "*.json"))
                File.Copy(file, Path.Combine(contrib, Path.GetFileName(file)));
            (string command, string[] arguments) = AutomuaProgram.Command;
            string prelude = $$"""
                set -eux -o pipefail
                automua() { if [ "$1" = check ] && [[ "$*" != *--url* ]]; then set -- "$@" --dns {{dns}}; fi; {{string.Join(' ', [command, .. arguments])}} "$@"; }

                """;
            ProcessStartInfo start = new("bash", ["-c", prelude + script])
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.Environment["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}";
            using Process shell = Process.Start(start)!;
            Task<string> error = shell.StandardError.ReadToEndAsync();
            string output = await shell.StandardOutput.ReadToEndAsync();
            output += await error;
            await shell.WaitForExitAsync();
            return (shell.ExitCode, output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
