namespace Automua.Core.Pacc;

/// <summary>Something that is stored of a domain and that its PACC document does not say.</summary>
/// <param name="Subject">What it is, such as <c>imap server imap.example.com:143</c>.</param>
/// <param name="Reason">Why it is left out, as the rest of a sentence that begins with the subject.</param>
public sealed record PaccOmission(string Subject, string Reason)
{
    /// <summary>The whole sentence.</summary>
    public override string ToString() => $"{Subject} {Reason}.";
}
