namespace Automua.Functions.Administration;

/// <summary>What one kind of mail app is answered.</summary>
/// <param name="Dialect">A word for the dialect.</param>
/// <param name="Title">The dialect, and who speaks it, for people.</param>
/// <param name="Request">Method and URL by which it is asked.</param>
internal sealed record PreviewedAnswer(string Dialect, string Title, string Request)
{
    /// <summary>The document; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Document { get; init; }

    /// <summary>The document's media type.</summary>
    public string? MediaType { get; init; }

    /// <summary>Why there is no document; null when there is one.</summary>
    public string? Problem { get; init; }
}
