namespace Automua.Functions.Checking;

/// <summary>A question that a mail app asks over HTTPS, and what should be answered.</summary>
/// <param name="Answer">Which of the answers it is.</param>
/// <param name="Url">Where it is asked.</param>
internal sealed record ExpectedAnswer(PublicAnswer Answer, Uri Url)
{
    /// <summary>The XML that is sent with POST; null for GET.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The media type without parameters, as it must be spelled; null when a redirect is expected.</summary>
    public string? MediaType { get; init; }

    /// <summary>The octets that the answer must be or, when signed, hold; null when they depend on a directory.</summary>
    public ReadOnlyMemory<byte>? Document { get; init; }

    /// <summary>Whether the document must come signed.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Where the answer must lead; null when it is a document.</summary>
    public Uri? Location { get; init; }

    /// <summary>Why this service has no such answer to give; null when it has.</summary>
    public string? NothingToSay { get; init; }

    /// <summary>Whether apps ask elsewhere, too, and some web server that is not this service's may answer here.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Method and URL without the query, which holds an address.</summary>
    public string Subject => $"{(RequestBody is null ? "GET" : "POST")} {Url.GetLeftPart(UriPartial.Path)}";
}
