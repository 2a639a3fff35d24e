namespace Automua.Functions.Checking;

/// <summary>What a web server answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The header as it was sent; null when it was not.</param>
/// <param name="Location">Where the answer leads, made absolute; null when it leads nowhere.</param>
/// <param name="Body">The body.</param>
internal sealed record WebReply(int Status, string? ContentType, Uri? Location, ReadOnlyMemory<byte> Body);
