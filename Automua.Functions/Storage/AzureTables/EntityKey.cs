using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Automua.Core.Model;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Where an entity stands in the table.</summary>
/// <param name="Partition">The partition key.</param>
/// <param name="Row">The row key.</param>
/// <remarks>
/// Domains lie in 64 partitions, by a hash of the name, and so do hosts and mail exchangers in 16 each: together these take more
/// entities a second than an account does, and are few enough that a large import fills transactions of 100. Whoever reads all
/// reads ranges of partitions.
/// </remarks>
internal readonly record struct EntityKey(string Partition, string Row)
{
    /// <summary>The partition of providers.</summary>
    public const string Providers = "provider";

    /// <summary>The partition of directories.</summary>
    public const string Directories = "directory";

    /// <summary>Whose turn it is to write.</summary>
    public static readonly EntityKey Writer = new("state", "writer");

    private const string Buckets = "0123456789abcdef";
    private const string Parts = "0123";
    private const int BucketsOfRange = 4;
    private const string DomainKind = "d";
    private const string HostKind = "h";
    private const string ExchangerKind = "m";

    // Of what a key may hold, no domain name holds it; an asterisk is not for paths.
    private const char Separator = '_';
    private const char AfterSeparator = '`';
    private const char Asterisk = '*';

    /// <summary>The filters that together find all domains.</summary>
    public static IReadOnlyCollection<string> DomainRanges { get; } =
        [.. Buckets.Chunk(BucketsOfRange).Select(range => Between($"{DomainKind}{range[0]}{Parts[0]}", $"{DomainKind}{range[^1]}{Parts[^1]}"))];

    /// <summary>The partitions of domains.</summary>
    public static IReadOnlyCollection<string> DomainPartitions { get; } =
        [.. Buckets.SelectMany(bucket => Parts.Select(part => $"{DomainKind}{bucket}{part}"))];

    /// <summary>The filter that finds all hosts by which providers are asked for.</summary>
    public static string HostRange { get; } = Between(HostKind + Buckets[0], HostKind + Buckets[^1]);

    /// <summary>The filters that together find all names by which providers are asked for.</summary>
    public static IReadOnlyCollection<string> NameRanges { get; } =
        [HostRange, Between(ExchangerKind + Buckets[0], ExchangerKind + Buckets[^1])];

    /// <summary>The name of a domain's entity, whatever a hand wrote there.</summary>
    public string Name => Row.Replace(Separator, Asterisk);

    /// <summary>The pattern of a domain's entity.</summary>
    /// <exception cref="InvalidDataException">The row key is none.</exception>
    public DomainPattern Pattern => DomainPattern.TryParse(Name, out DomainPattern? pattern, out string? problem)
        ? pattern
        : throw new InvalidDataException($"The row key {problem}");

    /// <summary>The filter that finds something when there is anything: a provider, one of its names, or a directory.</summary>
    public static string AnyRange { get; } = Between(Directories, Providers);

    /// <summary>What finds all entities of a partition.</summary>
    public static string AllOf(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");

    /// <summary>The entity of a domain, or of a pattern.</summary>
    public static EntityKey Of(DomainPattern pattern)
    {
        string row = RowOf(pattern.Value);
        byte[] hash = HashOf(row);
        return new EntityKey($"{DomainKind}{Buckets[hash[0] % Buckets.Length]}{Parts[hash[1] % Parts.Length]}", row);
    }

    /// <summary>The row key of a domain's name.</summary>
    public static string RowOf(string name) => name.Replace(Asterisk, Separator);

    /// <summary>Whether a domain's row key is that of a pattern with an asterisk.</summary>
    public static bool IsPattern(string row) => row.StartsWith(Separator);

    /// <summary>Whether a name comes behind all patterns in the order of names.</summary>
    public static bool IsBehindPatterns(string? name) =>
        string.CompareOrdinal(name, $"{Asterisk}") > 0 && !name!.StartsWith(Asterisk);

    /// <summary>What finds the patterns of a partition of domains.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="after">The name behind which they are; null for all.</param>
    public static string PatternsOf(string partition, string? after)
    {
        (string first, string end) = ($"{Separator}", $"{AfterSeparator}");
        return after is not null && after.StartsWith(Asterisk)
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {RowOf(after)} and RowKey lt {end}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
    }

    /// <summary>What finds the domains of a partition of domains whose names come behind all patterns, and patterns among them.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="after">The name behind which they are; null for all.</param>
    public static string NamesOf(string partition, string? after)
    {
        string last = IsBehindPatterns(after) ? RowOf(after!) : $"{Asterisk}";
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {last}");
    }

    /// <summary>The entity of a provider.</summary>
    public static EntityKey OfProvider(long number) => new(Providers, $"{number:D10}");

    /// <summary>The entity of a directory.</summary>
    public static EntityKey OfDirectory(int id) => new(Directories, $"{id:D10}");

    /// <summary>The entity of a name by which a provider is asked for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">What it is the name of.</param>
    /// <param name="number">The provider's number: of several providers the oldest comes first.</param>
    public static EntityKey Of(DomainName name, ProviderNameKind kind, long number) =>
        new(PartitionOf(name, kind), $"{name.Value}{Separator}{number:D10}");

    /// <summary>The entities of a name by which providers are asked for: the partition, the first row key, and the one behind the last.</summary>
    public static (string Partition, string First, string End) RangeOf(DomainName name, ProviderNameKind kind) =>
        (PartitionOf(name, kind), $"{name.Value}{Separator}", $"{name.Value}{AfterSeparator}");

    /// <summary>The name and the provider's number in the row key of a name by which a provider is asked for.</summary>
    public static (string Name, long Number) NameOf(string row)
    {
        int end = row.LastIndexOf(Separator);
        return end > 0 && long.TryParse(row.AsSpan(end + 1), CultureInfo.InvariantCulture, out long number)
            ? (row[..end], number)
            : throw new InvalidDataException($"The row key {row} is no name with a number.");
    }

    private static string PartitionOf(DomainName name, ProviderNameKind kind) =>
        (kind == ProviderNameKind.Host ? HostKind : ExchangerKind) + Buckets[HashOf(name.Value)[0] % Buckets.Length];

    private static byte[] HashOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    private static string Between(string first, string last) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}");
}
