using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Identity;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Storage.Sql;

namespace Automua.Functions.Storage;

/// <summary>The configuration selects the store.</summary>
internal static class StoreRegistration
{
    /// <summary>Adds the store that a <c>db_uri</c> names.</summary>
    /// <param name="services">The services.</param>
    /// <param name="uri">The <c>db_uri</c>.</param>
    /// <param name="echo">Whether SQL statements are shown in the log.</param>
    /// <param name="managedIdentity">The client id of the identity that the program is on Azure; null for the system-assigned one.</param>
    public static IServiceCollection AddConfigurationStore(
        this IServiceCollection services, DatabaseUri uri, bool echo, string? managedIdentity = null) => uri switch
    {
        SqliteUri sqlite => services.AddSqlite(sqlite, echo),
        AzureTablesUri tables => services.AddAzureTables(tables, managedIdentity),
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

    private static IServiceCollection AddAzureTables(this IServiceCollection services, AzureTablesUri uri, string? managedIdentity) => services
        .AddSingleton(_ => new AzureTable(uri, uri.ConnectionString is null ? ManagedIdentity.Of(managedIdentity) : null))
        .AddSingleton<IConfigurationStore, AzureTablesStore>()
        .AddSingleton<IStorePreparation, AzureTablesPreparation>();
}
