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
        SqliteUri sqlite => services.AddSql(
            echo,
            provider => new SqliteDialect(sqlite, provider.GetService<TimeProvider>() ?? TimeProvider.System),
            (dialect, log) => new SqlitePreparation(dialect, sqlite, log)),
        PostgreSqlUri postgreSql => services.AddServer(echo, _ => new PostgreSqlDialect(postgreSql, () => ManagedIdentity.Of(managedIdentity))),
        MySqlUri mySql => services.AddServer(echo, _ => new MySqlDialect(mySql)),
        AzureTablesUri tables => services.AddAzureTables(tables, managedIdentity),
        _ => throw new InvalidOperationException($"There is no store for {uri.GetType().Name}."),
    };

    private static IServiceCollection AddServer<T>(this IServiceCollection services, bool echo, Func<IServiceProvider, T> dialect)
        where T : SqlDialect =>
        services.AddSql(echo, dialect, (served, log) => new ServerPreparation(served, log));

    private static IServiceCollection AddSql<T>(
        this IServiceCollection services, bool echo, Func<IServiceProvider, T> dialect, Func<T, ISqlEcho?, IStorePreparation> preparation)
        where T : SqlDialect => services
        .AddSingleton<SqlLog>()
        .AddSingleton(dialect)
        .AddSingleton<SqlDialect>(provider => provider.GetRequiredService<T>())
        .AddSingleton<IConfigurationStore>(provider => new SqlConfigurationStore(
            provider.GetRequiredService<SqlDialect>(), EchoOf(provider, echo)))
        .AddSingleton(provider => preparation(provider.GetRequiredService<T>(), EchoOf(provider, echo)));

    private static IServiceCollection AddAzureTables(this IServiceCollection services, AzureTablesUri uri, string? managedIdentity) => services
        .AddSingleton(_ => new AzureTable(uri, uri.ConnectionString is null ? ManagedIdentity.Of(managedIdentity) : null))
        .AddSingleton<IConfigurationStore>(provider => new AzureTablesStore(provider.GetRequiredService<AzureTable>()))
        .AddSingleton<IStorePreparation, AzureTablesPreparation>();

    private static SqlLog? EchoOf(IServiceProvider provider, bool echo) => echo ? provider.GetRequiredService<SqlLog>() : null;
}
