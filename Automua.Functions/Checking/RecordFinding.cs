using System.Collections.Immutable;
using Automua.Core.Dns;

namespace Automua.Functions.Checking;

/// <summary>What DNS says under a name, of a type.</summary>
/// <param name="Expected">All records that should stand there: of one name and one type, at least one.</param>
/// <param name="Standing">How it stands to these.</param>
internal sealed record RecordFinding(ImmutableArray<DnsRecord> Expected, Standing Standing)
    : Finding($"{Expected[0].Owner} {Expected[0].Type}", Standing)
{
    /// <summary>The priorities that services have in DNS, in the order of the expected records; empty when they were not compared.</summary>
    public ImmutableArray<int> Priorities { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<string> Publish =>
        Standing == Standing.Right ? [] : [.. Expected.Select(record => record.ToString())];

    /// <summary>What the records are for.</summary>
    public DnsPurpose Purpose => Expected[0].Purpose;
}
