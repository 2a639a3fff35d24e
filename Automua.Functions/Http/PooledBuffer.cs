using System.Buffers;

namespace Automua.Functions.Http;

/// <summary>A growing buffer, from the shared pool while it is small, into which an answer is written before its headers are known.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 4096;

    // The pool keeps what it was given for long: each thread that read a document of megabytes would hold as many.
    private const int LargestPooled = 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    /// <summary>What is written so far; valid until more is written or the buffer is given back.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Gives the memory back to the pool, cleared: bodies can hold passwords.</summary>
    public void Dispose()
    {
        GiveBack();
        _bytes = [];
        _length = 0;
    }

    private void Reserve(int sizeHint)
    {
        if (_bytes.Length - _length >= Math.Max(sizeHint, 1))
            return;
        int size = Math.Max(_bytes.Length * 2, _length + sizeHint);
        byte[] larger = size > LargestPooled ? new byte[size] : ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        GiveBack();
        _bytes = larger;
    }

    private void GiveBack()
    {
        if (_bytes.Length > LargestPooled)
            _bytes.AsSpan(0, _length).Clear();
        else
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
    }
}
