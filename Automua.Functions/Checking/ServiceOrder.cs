using System.Collections.Immutable;
using Automua.Core.Dns;

namespace Automua.Functions.Checking;

/// <summary>
/// Holds the order of servers in DNS against the stored one, across the services of a direction: apps compare priorities of
/// several services (RFC 6186 section 3.4).
/// </summary>
internal static class ServiceOrder
{
    /// <summary>The findings, with those that are out of order found to contradict. Equal priorities leave the choice to apps.</summary>
    public static ImmutableArray<RecordFinding> Compare(ImmutableArray<RecordFinding> findings)
    {
        HashSet<RecordFinding> misplaced = new(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<DnsPurpose, Place> direction in findings.SelectMany(PlacesOf).GroupBy(place => place.Finding.Purpose))
        {
            foreach (Place place in direction)
            {
                // A record as it should be is not at fault: it is the others that stand before or behind it.
                if (place.Told != place.Stored && direction.Any(other => IsTurned(place, other) || IsTurned(other, place)))
                    misplaced.Add(place.Finding);
            }
        }

        return [.. findings.Select(finding => misplaced.Contains(finding) ? Misplaced(finding) : finding)];
    }

    private static IEnumerable<Place> PlacesOf(RecordFinding finding) =>
        finding is { Standing: Standing.Right, Purpose: DnsPurpose.Incoming or DnsPurpose.Outgoing }
            ? finding.Expected.OfType<ServiceRecord>().Where(service => service.IsOffered)
                .Zip(finding.Priorities, (service, told) => new Place(finding, service.Priority, told))
            : [];

    private static bool IsTurned(Place first, Place second) => first.Stored < second.Stored && first.Told > second.Told;

    private static RecordFinding Misplaced(RecordFinding finding) => finding with
    {
        Standing = Standing.Contradicts,
        Remark = $"has the priority {string.Join(" and ", finding.Priorities)}, out of order with the domain's other services",
    };

    private sealed record Place(RecordFinding Finding, int Stored, int Told);
}
