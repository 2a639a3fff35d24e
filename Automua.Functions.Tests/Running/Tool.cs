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
    public static async Task<(int ExitCode, string Output)> RunAsync(string file, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(PathOf(file), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        output += await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> SucceedAsync(string file, params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(file, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)}: {output}");
        return output;
    }
}
