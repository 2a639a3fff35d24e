using System.Buffers;

namespace Automua.Benchmarks;

/// <summary>A buffer that is written over again and again, so that only the writers' own allocations are seen.</summary>
internal sealed class ReusedBuffer : IBufferWriter<byte>
{
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _length;

    public int Length => _length;

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.AsMemory(_length);

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.AsSpan(_length);
}
