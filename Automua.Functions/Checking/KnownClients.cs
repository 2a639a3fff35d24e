using System.Collections.Immutable;
using Automua.Core.Dns;

namespace Automua.Functions.Checking;

/// <summary>The kinds of mail apps there are, and which of the findings matter to which.</summary>
internal sealed class KnownClients(ImmutableArray<RecordFinding> records, ImmutableArray<AnswerFinding> answers)
{
    /// <summary>How each kind fares.</summary>
    public ImmutableArray<ClientVerdict> Judge() =>
    [
        .. new[]
        {
            ByAutoconfig("Thunderbird"),
            ByAutoconfig("Thunderbird for Android, K-9 Mail"),
            ByAutoconfig("Evolution, KMail, Geary"),
            DeltaChat,
            Outlook,
            new ClientNeeds("Apple Mail, iOS")
            {
                All = [[Answer(PublicAnswer.Profile)]],
                NotServedBecause = WhyNot(PublicAnswer.Profile),
            },
            BySrvRecords,
            ByPacc,
            Dav("Calendars", DnsPurpose.Calendars, PublicAnswer.Calendars),
            Dav("Contacts", DnsPurpose.Contacts, PublicAnswer.Contacts),
        }.Select(needs => needs.Judge()),
    ];

    private ClientNeeds ByAutoconfig(string name) => new(name)
    {
        All = [.. Name("autoconfig"), [Answer(PublicAnswer.Autoconfig)]],
        Instead = [[Answer(PublicAnswer.AutoconfigAtDomain)]],
        Beside = [Answer(PublicAnswer.AutoconfigAtDomain)],
        NotServedBecause = WhyNot(PublicAnswer.Autoconfig),
    };

    private ClientNeeds DeltaChat => ByAutoconfig("Delta Chat") with
    {
        Instead = [[Answer(PublicAnswer.AutoconfigAtDomain)], [.. Name("autodiscover").SelectMany(name => name), Answer(PublicAnswer.Autodiscover)]],
    };

    private ClientNeeds Outlook => new("Outlook")
    {
        All = [.. Name("autodiscover"), [Answer(PublicAnswer.Autodiscover)]],
        Instead = [[.. Records(DnsPurpose.Autodiscover), Answer(PublicAnswer.AutodiscoverAtService)]],
        Beside = [.. Records(DnsPurpose.Autodiscover), Answer(PublicAnswer.AutodiscoverV2), Answer(PublicAnswer.AutodiscoverAtService)],
        NotServedBecause = WhyNot(PublicAnswer.Autodiscover),
    };

    private ClientNeeds BySrvRecords => new("Clients of SRV records (RFC 6186)")
    {
        All = [Offered(DnsPurpose.Incoming), Offered(DnsPurpose.Outgoing)],
        Beside = [.. Records(DnsPurpose.Incoming), .. Records(DnsPurpose.Outgoing), .. Records(DnsPurpose.Others)],
        NotServedBecause = Offered(DnsPurpose.Incoming).IsEmpty || Offered(DnsPurpose.Outgoing).IsEmpty
            ? "the domain has no server to fetch mail or none to send mail with TLS"
            : null,
    };

    private ClientNeeds ByPacc => new("PACC")
    {
        All = [.. Name("ua-auto-config"), [Answer(PublicAnswer.Pacc)], Records(DnsPurpose.Pacc)],
        NotServedBecause = Answer(PublicAnswer.Pacc).Expected.NothingToSay is null ? null : "PACC cannot say what is stored",
    };

    private ClientNeeds Dav(string name, DnsPurpose purpose, PublicAnswer wellKnown)
    {
        ImmutableArray<Finding> way = [.. answers.Where(answer => answer.Expected.Answer == wellKnown)];
        return new ClientNeeds($"{name} (RFC 6764)")
        {
            All = [[.. Offered(purpose), .. way]],
            Beside = Records(purpose),
            NotServedBecause = Offered(purpose).IsEmpty ? "the domain has no such server with TLS" : null,
        };
    }

    // A dialect may have no words for what is stored, which no administrator of a web server can put right.
    private string? WhyNot(PublicAnswer answer) => Answer(answer).Expected.NothingToSay?.TrimEnd('.');

    private AnswerFinding Answer(PublicAnswer answer) => answers.Single(finding => finding.Expected.Answer == answer);

    // The service itself may bear the name: then there is no record to look for.
    private ImmutableArray<ImmutableArray<Finding>> Name(string label) =>
    [
        .. records.Where(record => record.Purpose == DnsPurpose.Service
            && record.Expected[0].Owner.StartsWith($"{label}.", StringComparison.Ordinal)).Select(ImmutableArray.Create<Finding>),
    ];

    private ImmutableArray<Finding> Records(DnsPurpose purpose) =>
        [.. records.Where(record => record.Purpose == purpose)];

    private ImmutableArray<Finding> Offered(DnsPurpose purpose) =>
        [.. records.Where(record => record.Purpose == purpose && record.Expected[0] is ServiceRecord { IsOffered: true })];
}
