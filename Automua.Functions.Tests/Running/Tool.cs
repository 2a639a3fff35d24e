using System.Diagnostics;

namespace Automua.Functions.Tests.Running;

/// <summary>Programs of others that tests use, such as openssl.</summary>
internal static class Tool
{
    /// <summary>Where a program is: servers stand in folders that are not in everybody's <c>PATH</c>.</summary>
    public static string PathOf(string program)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/sbin"]);
        return folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is not installed.");
    }

    /// <summary>Runs a program to its end and says what it printed to both streams together, and how it ended.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string file, params string[] arguments) => FeedAsync("", file, arguments);

    /// <summary>The same with an input, as from a pipe.</summary>
    public static async Task<(int ExitCode, string Output)> FeedAsync(string input, string file, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(PathOf(file), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task feeding = FeedAsync(process, input);
        string output = await process.StandardOutput.ReadToEndAsync();
        output += await error;
        await feeding;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static async Task FeedAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it had read all.
        }
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> SucceedAsync(string file, params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(file, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)}: {output}");
        return output;
    }
}
