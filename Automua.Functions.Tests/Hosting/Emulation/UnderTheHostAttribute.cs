using Xunit.v3;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>Tests that hold under the Functions host as well: they run once more for each way of handing requests over, see <see cref="HostUnderTest"/>.</summary>
/// <param name="ways">The ways under which they hold; all when none is named.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class UnderTheHostAttribute(params HandOver[] ways) : Attribute, ITraitAttribute
{
    /// <summary>The ways under which the tests hold.</summary>
    public IReadOnlyCollection<HandOver> Ways { get; } = ways.Length > 0 ? ways : Enum.GetValues<HandOver>();

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [.. Ways.Select(way => KeyValuePair.Create("UnderTheHost", way == HandOver.Forwarding ? "forwarding" : "proxying"))];
}
