using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;

namespace Automua.Functions.Storage;

/// <summary>The configuration selects the store.</summary>
internal static class StoreRegistration
{
    /// <summary>Adds the store that a <c>db_uri</c> names.</summary>
    public static IServiceCollection AddConfigurationStore(this IServiceCollection services, DatabaseUri uri, bool echo) => uri switch
    {
        SqliteUri sqlite => services.AddSqlite(sqlite, echo),
        _ => throw new InvalidOperationException($"There is no store for {uri.GetType().Name}."),
    };

    private static IServiceCollection AddSqlite(this IServiceCollection services, SqliteUri uri, bool echo) => services
        .AddSingleton<SqlLog>()
        .AddSingleton(_ => new SqliteDialect(uri))
        .AddSingleton<SqlDialect>(provider => provider.GetRequiredService<SqliteDialect>())
        .AddSingleton<IConfigurationStore>(provider => new SqlConfigurationStore(
            provider.GetRequiredService<SqlDialect>(), echo ? provider.GetRequiredService<SqlLog>() : null))
        .AddSingleton<IStorePreparation>(provider => new SqlitePreparation(
            provider.GetRequiredService<SqliteDialect>(), uri, echo ? provider.GetRequiredService<SqlLog>() : null));
}
