namespace Automua.Functions.Checking;

/// <summary>Holds what is answered where mail apps ask against what this service answers.</summary>
internal sealed class AnswerChecker(WebAsker asker)
{
    private const string PassOn =
        "Let the web server pass this path on to this service, and tell it the host as README.md shows; see that proxy_count is 1.";

    /// <summary>Asks a question and judges the answer.</summary>
    /// <exception cref="NameServerDownException">No DNS server answers.</exception>
    public async Task<AnswerFinding> CheckAsync(ExpectedAnswer expected, CancellationToken cancellation)
    {
        if (expected.NothingToSay is { } reason)
            return new AnswerFinding(expected, Standing.Absent) { Remark = $"has nothing to say: {reason.TrimEnd('.')}" };
        try
        {
            WebReply reply = await asker.AskAsync(expected, cancellation);
            return expected.Location is { } location ? OfRedirect(expected, location, reply) : OfDocument(expected, reply);
        }
        catch (WebTroubleException trouble)
        {
            return Unanswered(expected, trouble.Message, trouble.Fix);
        }
    }

    private static AnswerFinding OfRedirect(ExpectedAnswer expected, Uri location, WebReply reply) =>
        reply.Status is >= 300 and < 400 && reply.Location == location
            ? new AnswerFinding(expected, Standing.Right)
            : Unanswered(expected, $"{Told(reply)} and does not lead to {location}", PassOn);

    private static AnswerFinding OfDocument(ExpectedAnswer expected, WebReply reply)
    {
        if (reply.Status != 200)
            return Unanswered(expected, Told(reply), PassOn);
        // Thunderbird compares with lower-case letters.
        if (reply.ContentType?.Split(';', 2)[0].Trim() != expected.MediaType)
        {
            string said = reply.ContentType is { } type ? $"of the type {Printable(type)}" : "without a type";
            return Unanswered(expected, $"is answered {said}, not {expected.MediaType}", PassOn);
        }

        if (expected.Document is not { } document || reply.Body.Span.IndexOf(document.Span) >= 0)
            return new AnswerFinding(expected, Standing.Right);
        return new AnswerFinding(expected, Standing.Contradicts)
        {
            Remark = $"is answered otherwise than is stored here, from line {FirstDifference(document.Span, reply.Body.Span)} on",
            Fix = "Let this host lead to this service, and this program to the store from which the service answers.",
        };
    }

    private static AnswerFinding Unanswered(ExpectedAnswer expected, string remark, string fix) =>
        expected.IsOptional
            ? new AnswerFinding(expected, Standing.Absent) { Remark = remark }
            : new AnswerFinding(expected, Standing.Missing) { Remark = remark, Fix = fix };

    private static string Told(WebReply reply) => reply.Location is { } location
        ? $"is answered with status {reply.Status}, which leads to {Printable(location.GetLeftPart(UriPartial.Path))},"
        : $"is answered with status {reply.Status}";

    private static string Printable(string text) => new([.. text.Select(c => c is >= ' ' and < '\x7f' ? c : '?')]);

    private static int FirstDifference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> told) =>
        1 + expected[..expected.CommonPrefixLength(told)].Count((byte)'\n');
}
