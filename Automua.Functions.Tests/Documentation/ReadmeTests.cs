using System.Diagnostics;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>The README shows commands and what they print: both are taken from it and held against the program.</summary>
public sealed partial class ReadmeTests
{
    private const string DocumentedAddress = "http://127.0.0.1:4243/";

    [Fact]
    public async Task Every_curl_line_prints_what_the_README_shows()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        MatchCollection examples = Example().Matches(readme);
        Assert.Equal(4, examples.Count);

        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        foreach (Match example in examples)
        {
            string command = example.Groups["command"].Value.Replace(
                DocumentedAddress, program.BaseAddress.ToString(), StringComparison.Ordinal);
            Assert.Equal(example.Groups["output"].Value, await RunAsync(command));
        }
    }

    private static async Task<string> RunAsync(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["KEY"] = AutomuaProgram.AdminKey;
        using Process shell = Process.Start(start)!;
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        return output;
    }

    [GeneratedRegex(
        """```sh\n(?<command>curl .*?)\n```\n\n```(?:json|xml)\n(?<output>.*?)```""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Example();
}
