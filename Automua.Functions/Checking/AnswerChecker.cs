namespace Automua.Functions.Checking;

/// <summary>Holds what is answered where mail apps ask against what this service answers.</summary>
/// <param name="asker">Asks.</param>
/// <param name="time">The clock by which certificates are valid.</param>
internal sealed class AnswerChecker(WebAsker asker, TimeProvider time)
{
    private const string PassOn =
        "Let the web server pass this path on to this service, and tell it the host as README.md shows; see that proxy_count is 1.";

    private const string LeadHere =
        "Let this host lead to this service, and this program to the store from which the service answers.";

    /// <summary>Asks a question and judges the answer.</summary>
    /// <exception cref="NameServerDownException">No DNS server answers.</exception>
    public async Task<AnswerFinding> CheckAsync(ExpectedAnswer expected, CancellationToken cancellation)
    {
        if (expected.NothingToSay is { } reason)
            return new AnswerFinding(expected, Standing.Absent) { Remark = $"has nothing to say: {reason.TrimEnd('.')}" };
        try
        {
            WebReply reply = await asker.AskAsync(expected, cancellation);
            return expected.Location is { } location ? OfRedirect(expected, location, reply) : OfDocument(expected, reply, time.GetUtcNow());
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

    private static AnswerFinding OfDocument(ExpectedAnswer expected, WebReply reply, DateTimeOffset now)
    {
        if (reply.Status != 200)
            return Unanswered(expected, Told(reply), PassOn);
        // Thunderbird compares with lower-case letters.
        if (reply.ContentType?.Split(';', 2)[0].Trim() != expected.MediaType)
        {
            string said = reply.ContentType is { } type ? $"of the type {Printable.Of(type)}" : "without a type";
            return Unanswered(expected, $"is answered {said}, not {expected.MediaType}", PassOn);
        }

        // Where nothing is signed here, the service that answers may have settings of its own.
        SignedProfile? signed = expected.Answer == PublicAnswer.Profile ? SignedProfile.Read(reply.Body, now) : null;
        if (expected.IsSigned && signed is null)
            return Contradicting(expected, "is answered without a signature", "Let the service that answers have the same sign_certificate.");
        if (signed?.Problem is { } problem)
            return Contradicting(expected, problem, "Let the service that answers sign with a certificate that is valid.");
        ReadOnlySpan<byte> told = signed is null ? reply.Body.Span : signed.Content.Span;
        return expected.Document is not { } document || told.SequenceEqual(document.Span)
            ? new AnswerFinding(expected, Standing.Right)
            : Contradicting(
                expected, $"is answered otherwise than is stored here, from line {FirstDifference(document.Span, told)} on", LeadHere);
    }

    private static AnswerFinding Contradicting(ExpectedAnswer expected, string remark, string fix) =>
        new(expected, Standing.Contradicts) { Remark = remark, Fix = fix };

    private static AnswerFinding Unanswered(ExpectedAnswer expected, string remark, string fix) =>
        expected.IsOptional
            ? new AnswerFinding(expected, Standing.Absent) { Remark = remark }
            : new AnswerFinding(expected, Standing.Missing) { Remark = remark, Fix = fix };

    private static string Told(WebReply reply) => reply.Location is { } location
        ? $"is answered with status {reply.Status}, which leads to {Printable.Of(location.GetLeftPart(UriPartial.Path))},"
        : $"is answered with status {reply.Status}";

    private static int FirstDifference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> told) =>
        1 + expected[..expected.CommonPrefixLength(told)].Count((byte)'\n');
}
