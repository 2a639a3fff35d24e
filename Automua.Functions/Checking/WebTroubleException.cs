namespace Automua.Functions.Checking;

/// <summary>A question over HTTPS got no answer.</summary>
/// <param name="message">Why, as the rest of a sentence that begins with the question.</param>
/// <param name="fix">What to do about it, as a sentence.</param>
internal sealed class WebTroubleException(string message, string fix) : Exception(message)
{
    /// <summary>What to do about it, as a sentence.</summary>
    public string Fix { get; } = fix;
}
