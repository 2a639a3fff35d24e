using System.Reflection;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>Whatever is held against a rule of conformance over HTTP is held against it under the Functions host as well.</summary>
public sealed partial class UnderTheHostTests
{
    // What does not ask a program's public paths: commands and the log's checker. And what brings hosts of its own.
    private static readonly Type[] Elsewhere = [typeof(ProgramLogTests), typeof(RecordCheckTests), typeof(ZoneFileTests), typeof(PublishedAppTests)];

    // What the proxies before a program say of host and scheme is overwritten there; PublishedAppTests have what holds instead.
    private static readonly Type[] NotProxied = [typeof(AutodiscoverBehindProxyTests)];

    [Fact]
    public void Every_test_of_a_rule_runs_under_it()
    {
        Type[] classes = [.. typeof(UnderTheHostTests).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => Rule().IsMatch(method.Name)))];
        Assert.True(classes.Length > 15, $"Only {classes.Length} classes test rules.");
        foreach (Type type in classes.Except(Elsewhere))
        {
            HandOver[] expected = NotProxied.Contains(type) ? [HandOver.Forwarding] : Enum.GetValues<HandOver>();
            Assert.True(
                type.GetCustomAttribute<UnderTheHostAttribute>() is { } attribute && attribute.Ways.SequenceEqual(expected), type.Name);
        }
    }

    [GeneratedRegex(@"^(?:AC|AD|AP|PA|DN|XX)_\d\d_", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Rule();
}
