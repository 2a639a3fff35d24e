namespace Automua.Functions.Tests.Http;

/// <summary>A request that may be anything but badly framed: it is answered or refused, and never waits for more.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Octets">All of it, one octet for each character.</param>
internal sealed record FuzzRequest(string Method, string Octets);
