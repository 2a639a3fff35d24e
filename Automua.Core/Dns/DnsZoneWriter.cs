using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Automua.Core.Model;

namespace Automua.Core.Dns;

/// <summary>Writes records as a part of a zone file (RFC 1035 section 5.1), to be put into the zone of the domain.</summary>
public static class DnsZoneWriter
{
    /// <summary>Writes the records with names relative to the domain, each purpose under a comment.</summary>
    /// <param name="domain">The domain under whose name the records stand.</param>
    /// <param name="records">The records, those of a purpose together.</param>
    /// <param name="output">Where the text goes, ASCII.</param>
    public static void Write(DomainName domain, ImmutableArray<DnsRecord> records, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(output);
        Line($"$ORIGIN {domain}.", output);
        DnsPurpose? purpose = null;
        foreach (DnsRecord record in records)
        {
            if (record.Purpose != purpose)
                Line($"\n; {CommentOn(record.Purpose)}", output);
            purpose = record.Purpose;
            Line($"{RelativeTo(domain, record.Owner),-18} {DnsRecord.TimeToLive} IN {record.Type,-5} {record.Data}", output);
        }
    }

    private static string RelativeTo(DomainName domain, string owner) =>
        owner.EndsWith($".{domain}", StringComparison.Ordinal) ? owner[..^(domain.Value.Length + 1)] : $"{owner}.";

    private static string CommentOn(DnsPurpose purpose) => purpose switch
    {
        DnsPurpose.Service => "Where mail apps ask for settings. Address records of the same host will do, too.",
        DnsPurpose.Autodiscover => "Where Outlook asks when the name autodiscover leads nowhere.",
        DnsPurpose.Incoming => "Where mail is fetched. A dot: there is no such service.",
        DnsPurpose.Outgoing => "Where mail is sent.",
        DnsPurpose.Others => "JMAP and rules for mail.",
        DnsPurpose.Calendars => "Calendars.",
        DnsPurpose.Contacts => "Address books.",
        _ => "The digest of the settings for PACC: it changes with them.",
    };

    private static void Line(string text, IBufferWriter<byte> output)
    {
        Encoding.ASCII.GetBytes(text, output);
        output.Write("\n"u8);
    }
}
