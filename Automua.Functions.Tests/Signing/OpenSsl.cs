using System.Diagnostics;

namespace Automua.Functions.Tests.Signing;

/// <summary>The real <c>openssl</c>.</summary>
internal static class OpenSsl
{
    /// <summary>Runs it in a folder; fails when it fails.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    public static async Task<byte[]> RunAsync(string directory, params string[] arguments)
    {
        ProcessStartInfo start = new("openssl", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"openssl {string.Join(' ', arguments)}: {await error}");
        return output.ToArray();
    }
}
