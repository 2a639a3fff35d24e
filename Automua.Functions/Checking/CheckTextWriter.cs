using System.Collections.Immutable;
using System.Text;

namespace Automua.Functions.Checking;

/// <summary>Writes a report for people: lines of at most 100 characters, save records and URLs, which stay whole to be copied.</summary>
internal sealed class CheckTextWriter
{
    private const int LineLength = 100;
    private const int WordWidth = 14;
    private static readonly string Indent = new(' ', 2 + WordWidth);

    private readonly StringBuilder _text = new();

    /// <summary>The report as text.</summary>
    public static string Write(CheckReport report)
    {
        CheckTextWriter writer = new();
        writer.Heading(report);
        writer.Findings("DNS records", report.Records);
        writer.Findings("Answers", report.Answers);
        writer.Clients(report.Clients);
        writer.Unsayable(report.Unsayable);
        writer.Summary(report);
        return writer._text.ToString();
    }

    private void Heading(CheckReport report) => Wrapped(
        "", $"{report.Domain.Name}, served by {report.Domain.ServiceHost}; the DNS server asked is {report.DnsServer}.");

    private void Findings(string title, IEnumerable<Finding> findings)
    {
        _text.Append('\n').Append(title).Append('\n');
        foreach (Finding finding in findings)
        {
            Item(CheckWords.Of(finding.Standing), Sentence(finding));
            if (finding.Fix is { } fix)
                Wrapped(Indent, $"Fix: {fix}");
            if (finding.IsFault && !finding.Publish.IsEmpty)
            {
                Wrapped(Indent, "Fix: publish");
                foreach (string record in finding.Publish)
                    _text.Append("    ").Append(record).Append('\n');
            }
        }
    }

    private void Clients(ImmutableArray<ClientVerdict> clients)
    {
        _text.Append("\nMail apps\n");
        foreach (ClientVerdict client in clients)
        {
            Item(CheckWords.Of(client.State), client.Remark is { } remark ? $"{client.Name}: {remark}" : client.Name);
            foreach (Finding finding in client.Because)
                Wrapped(Indent, $"{CheckWords.Of(finding.Standing)}: {finding.Subject}");
        }
    }

    private void Unsayable(ImmutableArray<string> sentences)
    {
        if (sentences.IsEmpty)
            return;
        _text.Append("\nCannot be said\n");
        foreach (string sentence in sentences)
            Wrapped("  ", sentence);
    }

    private void Summary(CheckReport report)
    {
        int wanting = report.Clients.Count(client => client.IsWanting);
        _text.Append('\n');
        Wrapped("", wanting == 0
            ? "All mail apps find what they need."
            : $"{wanting} of {report.Clients.Length} kinds of mail apps do not find all that they need.");
    }

    private static string Sentence(Finding finding) =>
        finding.Remark is { } remark ? $"{finding.Subject} {remark}" : finding.Subject;

    private void Item(string word, string text) => Wrapped(Indent, text, $"  {word.PadRight(WordWidth)}");

    private void Wrapped(string indent, string text, string? first = null)
    {
        int length = 0;
        foreach (string word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length <= LineLength)
            {
                _text.Append(' ');
                length++;
            }
            else
            {
                if (length > 0)
                    _text.Append('\n');
                string start = length == 0 && first is not null ? first : indent;
                _text.Append(start);
                length = start.Length;
            }

            _text.Append(word);
            length += word.Length;
        }

        _text.Append('\n');
    }
}
