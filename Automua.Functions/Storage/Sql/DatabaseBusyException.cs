using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>The database answers, but not with what was asked for.</summary>
internal sealed class DatabaseBusyException(string message) : DbException(message);
