using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>The compiler of the templates, which the build of the tests brings.</summary>
internal static class Bicep
{
    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Bicep").Value!;

    private static readonly SemaphoreSlim Turn = new(1, 1);

    // It ends by itself when nobody can ask it any more.
    private static readonly Lazy<Process> Server = new(() => Start("jsonrpc", "--stdio"));

    private static int _questions;

    /// <summary>Runs the compiler and says how it ended, what it made, and what it had to say.</summary>
    public static async Task<(int ExitCode, string Output, string Complaints)> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await complaints);
    }

    /// <summary>Asks a compiler that keeps running, which answers much sooner than one that starts.</summary>
    /// <returns>A message of JSON-RPC with either a <c>result</c> or an <c>error</c>.</returns>
    public static async Task<JsonElement> AskAsync(string method, object question)
    {
        await Turn.WaitAsync();
        try
        {
            byte[] message = JsonSerializer.SerializeToUtf8Bytes(new { jsonrpc = "2.0", id = ++_questions, method, @params = (object[])[question] });
            Stream input = Server.Value.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {message.Length}\r\n\r\n")));
            await input.WriteAsync(message);
            await input.FlushAsync();
            return await ReadAnswerAsync(Server.Value.StandardOutput.BaseStream);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<JsonElement> ReadAnswerAsync(Stream output)
    {
        const string Length = "Content-Length:";
        int length = 0;
        while (await ReadLineAsync(output) is { Length: > 0 } line)
        {
            if (line.StartsWith(Length, StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan(Length.Length), NumberStyles.Integer, CultureInfo.InvariantCulture);
        }

        byte[] answer = new byte[length];
        await output.ReadExactlyAsync(answer);
        return JsonDocument.Parse(answer).RootElement;
    }

    private static async Task<string> ReadLineAsync(Stream output)
    {
        StringBuilder line = new();
        byte[] octet = new byte[1];
        while (true)
        {
            await output.ReadExactlyAsync(octet);
            if (octet[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)octet[0]);
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardError = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;
}
