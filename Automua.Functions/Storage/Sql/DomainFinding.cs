using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>What a database holds under a domain's name.</summary>
/// <param name="Reading">The domain, as an export tells it.</param>
/// <param name="Rows">Its rows, the one that counts first.</param>
/// <param name="Provider">The provider of that row; null when there is none.</param>
internal sealed record DomainFinding(DomainReading Reading, IReadOnlyList<DomainRow> Rows, ProviderRow? Provider);
