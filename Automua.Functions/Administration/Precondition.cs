using System.Buffers;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>
/// What a change of a domain expects to be stored (RFC 9110 section 13.1): that nobody changed it since it was read
/// (<c>If-Match</c>), or that it is not there yet (<c>If-None-Match: *</c>).
/// </summary>
internal sealed class Precondition
{
    private readonly string? _match;
    private readonly string? _noneMatch;

    private Precondition(string? match, string? noneMatch)
    {
        _match = match;
        _noneMatch = noneMatch;
    }

    /// <summary>What a request expects; without a header anything may be stored.</summary>
    public static Precondition Of(Asked asked) => new(asked.Header("If-Match"), asked.Header("If-None-Match"));

    /// <summary>Whether that is what is stored.</summary>
    public bool IsMet(DomainReading stored) =>
        (_match is null || (stored.IsStored && EntityTag.IsMatched(_match, TagOf(stored))))
        && (_noneMatch is null || !stored.IsStored || !EntityTag.IsKnown(_noneMatch, TagOf(stored)));

    // What was spoilt by hand has no representation, and so no validator.
    private static string? TagOf(DomainReading stored)
    {
        if (stored.Entry is null)
            return null;
        ArrayBufferWriter<byte> written = new();
        EntryWriter.Write(stored.Entry, written);
        return EntityTag.Of(written.WrittenSpan);
    }
}
