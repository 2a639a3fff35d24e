namespace Automua.Core.Documents;

/// <summary>One thing that is wrong, or was passed over, in a document.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901) into the document; empty for the whole of it.</param>
/// <param name="Detail">What: a sentence that names the value and what is allowed.</param>
public sealed record DocumentFault(string Pointer, string Detail);
