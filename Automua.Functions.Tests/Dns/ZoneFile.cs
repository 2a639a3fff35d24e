using System.Text.RegularExpressions;

namespace Automua.Functions.Tests.Dns;

/// <summary>A zone as an administrator has it, with our records in it.</summary>
internal static partial class ZoneFile
{
    /// <summary>What a zone holds without our records.</summary>
    public const string Head =
        """
        $TTL 300
        @ IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 300
        @ IN NS ns.invalid.
        @ IN MX 10 mx.invalid.

        """;

    /// <summary>A zone with records in it, and an address for each host of the zone to which they lead.</summary>
    public static string With(string records, string domain)
    {
        IEnumerable<string> hosts = SrvTarget().Matches(records).Select(match => match.Groups["host"].Value)
            .Where(host => host.EndsWith($".{domain}.", StringComparison.Ordinal)).Distinct();
        return Head + records + "\n" + string.Concat(hosts.Select(host => $"{host} IN A 127.77.0.1\n"));
    }

    [GeneratedRegex(@"SRV\s+[0-9]+ [0-9]+ [0-9]+ (?<host>[^ \n]+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SrvTarget();
}
