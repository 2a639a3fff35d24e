using System.Data.Common;
using System.Globalization;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>What a relational database holds, in outline: one statement each.</summary>
internal sealed class SqlListing(SqlDialect dialect, SqlSession session)
{
    private const char Escape = '!';

    /// <summary>Counts.</summary>
    public async Task<StoreCounts> CountAsync(CancellationToken cancellation)
    {
        await using DbCommand command = session.Command("SELECT (SELECT COUNT(*) FROM provider), (SELECT COUNT(*) FROM domain)");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new StoreCounts(row.Number(0), row.Number(1));
    }

    /// <summary>Lists all providers by their keys.</summary>
    public async Task<IReadOnlyList<ProviderSummary>> ProvidersAsync(CancellationToken cancellation)
    {
        List<ProviderSummary> providers = [];
        await using DbCommand command = session.Command(
            """
            SELECT p.automua_id, p.name, COALESCE(d.number, 0)
            FROM provider p LEFT JOIN (SELECT provider_id, COUNT(*) AS number FROM domain GROUP BY provider_id) d ON d.provider_id = p.id
            ORDER BY p.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            providers.Add(new ProviderSummary(row.TextAt(0), row.TextAt(1) ?? "", row.Number(2)));
        return [.. providers.OrderBy(provider => provider.Key, StringComparer.Ordinal)];
    }

    /// <summary>Lists a page of domains.</summary>
    public async Task<IReadOnlyList<DomainSummary>> DomainsAsync(DomainQuery query, CancellationToken cancellation)
    {
        List<object?> values = [];
        List<string> conditions = [];
        string name = dialect.OrderedName("d");
        // What is no text comes behind all texts, so that each page behind one would begin with it.
        if (dialect.IsText("d.name") is { } isText)
            conditions.Add(isText);
        if (query.After is { } after)
            conditions.Add($"{name} > {Parameter(after)}");
        if (query.Part is { } part)
            conditions.Add($"{dialect.FoldedName("d")} LIKE {Parameter($"%{Escaped(part)}%")} ESCAPE '{Escape}'");
        // Numbers that stand there are looked up in an index that has the names in order.
        if (query.Provider is { } key)
        {
            IReadOnlyList<long> providers = await ProviderRows.NumbersAsync(session, key, cancellation);
            if (providers.Count == 0)
                return [];
            conditions.Add($"d.provider_id IN ({string.Join(", ", providers)})");
        }

        List<DomainSummary> domains = [];
        await using DbCommand command = session.Command(
            $"""
            SELECT d.name, p.automua_id, p.name
            FROM domain d LEFT JOIN provider p ON p.id = d.provider_id
            {(conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}")}
            ORDER BY {name} LIMIT {query.Limit.ToString(CultureInfo.InvariantCulture)}
            """,
            [.. values]);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            domains.Add(new DomainSummary(row.GetString(0), row.TextAt(1) ?? row.TextAt(2), row.TextAt(2)));
        return domains;

        string Parameter(string value)
        {
            values.Add(value);
            return $"@p{values.Count - 1}";
        }
    }

    private static string Escaped(string part) =>
        string.Concat(part.Select(character => character is '%' or '_' or Escape ? $"{Escape}{character}" : $"{character}"));
}
