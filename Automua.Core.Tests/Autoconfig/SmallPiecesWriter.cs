using System.Buffers;

namespace Automua.Core.Tests.Autoconfig;

/// <summary>A buffer that gives no octet more than it is asked for, as a pipe's last segment may.</summary>
public sealed class SmallPiecesWriter : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _piece = [];

    public byte[] Written => [.. _written];

    public void Advance(int count)
    {
        _written.AddRange(_piece.AsSpan(0, count));
        _piece = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _piece = new byte[Math.Max(1, sizeHint)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
