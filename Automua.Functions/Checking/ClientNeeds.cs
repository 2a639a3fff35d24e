using System.Collections.Immutable;

namespace Automua.Functions.Checking;

/// <summary>What a kind of mail apps looks for.</summary>
/// <param name="Name">The apps.</param>
internal sealed record ClientNeeds(string Name)
{
    /// <summary>What it cannot do without: of each list one thing at least.</summary>
    public ImmutableArray<ImmutableArray<Finding>> All { get; init; } = [];

    /// <summary>What does in place of all these, each list as a whole.</summary>
    public ImmutableArray<ImmutableArray<Finding>> Instead { get; init; } = [];

    /// <summary>What it uses beside these, and what leads it astray when it is wrong.</summary>
    public ImmutableArray<Finding> Beside { get; init; } = [];

    /// <summary>Why nothing can be told to it; null when something can.</summary>
    public string? NotServedBecause { get; init; }

    /// <summary>Says how the apps fare.</summary>
    public ClientVerdict Judge()
    {
        if (NotServedBecause is not null)
        {
            // What is not there cannot lead astray; what says something else sends apps to servers that are not stored.
            ImmutableArray<Finding> astray = [.. Beside.Where(finding => finding.Standing == Standing.Contradicts)];
            return new ClientVerdict(Name, astray.IsEmpty ? ClientState.NotServed : ClientState.Fails, astray)
            {
                Remark = NotServedBecause,
            };
        }

        bool isMet = All.All(need => need.Any(IsRight));
        bool isReplaced = Instead.Any(way => way.All(IsRight));
        // A thing that is not there is no fault where another stands for it.
        ImmutableArray<Finding> faults =
        [
            .. All.Where(need => !need.Any(IsRight)).SelectMany(need => need)
                .Concat(All.SelectMany(need => need).Concat(Beside).Where(finding => finding.IsFault)).Distinct(),
        ];
        ClientState state = isMet && faults.IsEmpty ? ClientState.Works
            : isMet || isReplaced ? ClientState.WorksPartly
            : ClientState.Fails;
        return new ClientVerdict(Name, state, faults);
    }

    private static bool IsRight(Finding finding) => finding.Standing == Standing.Right;
}
