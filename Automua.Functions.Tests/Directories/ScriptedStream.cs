namespace Automua.Functions.Tests.Directories;

/// <summary>A connection whose other end has said all it will, and does not care for what it hears.</summary>
internal sealed class ScriptedStream(byte[] octets, Random random) : MemoryStream(octets, writable: false)
{
    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    /// <remarks>As networks have it: in pieces of any size.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 64))], cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
