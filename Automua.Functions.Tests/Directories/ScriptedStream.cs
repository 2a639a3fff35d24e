namespace Automua.Functions.Tests.Directories;

/// <summary>A connection whose other end has said all it will, and does not care for what it hears.</summary>
internal sealed class ScriptedStream(byte[] octets) : MemoryStream(octets, writable: false)
{
    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
