namespace Automua.Functions.Commands;

/// <summary>Where commands print what they were asked for.</summary>
internal static class StandardOutput
{
    /// <summary>Prints UTF-8 as it is.</summary>
    public static async Task WriteAsync(ReadOnlyMemory<byte> text)
    {
        await using Stream output = Console.OpenStandardOutput();
        await output.WriteAsync(text);
    }
}
