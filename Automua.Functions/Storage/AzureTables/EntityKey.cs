using System.Security.Cryptography;
using System.Text;
using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Where an entity stands in the table.</summary>
/// <param name="Partition">The partition key.</param>
/// <param name="Row">The row key.</param>
/// <remarks>
/// Domains, and the names by which providers are asked for, lie in 16 partitions each, by a hash of the name: together these take
/// more entities a second than an account does, and are few enough that an import fills transactions of 100.
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
    private const string DomainKind = "d";
    private const string HostKind = "h";
    private const string ExchangerKind = "m";

    // Of what a key may hold, no domain name holds it; an asterisk is not for paths.
    private const char Separator = '_';
    private const char AfterSeparator = '`';
    private const char Asterisk = '*';

    /// <summary>The partitions of domains.</summary>
    public static IEnumerable<string> DomainPartitions { get; } = [.. Buckets.Select(bucket => DomainKind + bucket)];

    /// <summary>The partitions of the names by which providers are asked for.</summary>
    public static IEnumerable<string> NamePartitions { get; } =
        [.. Buckets.SelectMany(bucket => (string[])[HostKind + bucket, ExchangerKind + bucket])];

    /// <summary>The pattern of a domain's entity.</summary>
    /// <exception cref="InvalidDataException">The row key is none.</exception>
    public DomainPattern Pattern => DomainPattern.TryParse(Row.Replace(Separator, Asterisk), out DomainPattern? pattern, out string? problem)
        ? pattern
        : throw new InvalidDataException($"The row key {problem}");

    /// <summary>The entity of a domain, or of a pattern.</summary>
    public static EntityKey Of(DomainPattern pattern)
    {
        string row = pattern.Value.Replace(Asterisk, Separator);
        return new EntityKey(DomainKind + BucketOf(row), row);
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

    private static string PartitionOf(DomainName name, ProviderNameKind kind) =>
        (kind == ProviderNameKind.Host ? HostKind : ExchangerKind) + BucketOf(name.Value);

    private static char BucketOf(string name) => Buckets[SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % Buckets.Length];
}
