using System.Data.Common;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>Brings a server's database to this program's schema.</summary>
internal sealed class ServerPreparation(SqlDialect dialect, ISqlEcho? echo) : SqlPreparation(dialect, echo)
{
    /// <inheritdoc/>
    /// <remarks>Whatever a server says may be otherwise in a while, wrong passwords too: they are changed on either side.</remarks>
    protected override Exception Unusable(DbException problem) =>
        new StoreUnavailableException($"{Description}: {problem.Message}", problem);
}
