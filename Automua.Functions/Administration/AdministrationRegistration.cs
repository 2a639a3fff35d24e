using Automua.Core.Storage;
using Automua.Functions.Checking;
using Automua.Functions.Configuration;

namespace Automua.Functions.Administration;

/// <summary>Adds what lets administrators in.</summary>
internal static class AdministrationRegistration
{
    /// <summary>Adds the gate and what it needs.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">How the program runs.</param>
    /// <param name="adminKey">The administration key; null when there is none.</param>
    public static IServiceCollection AddAdministration(this IServiceCollection services, AutomuaOptions options, string? adminKey)
    {
        if (options.EntraIssuer is { } issuer)
            services.AddSingleton(issuer).AddSingleton<IssuerKeys>().AddSingleton<EntraTokens>();
        return services
            .AddSingleton<AuditLog>()
            .AddSingleton<FailedAttempts>()
            .AddSingleton<ConfigurationChanges>()
            .AddSingleton(provider => new ServedDomains(provider.GetRequiredService<IConfigurationStore>(), options))
            .AddSingleton<ServedDomainAnswer>()
            .AddSingleton<Func<Checkup>>(provider => () => NewCheckup(provider, options))
            .AddSingleton(provider => new AdministratorGate(
                adminKey,
                provider.GetService<EntraTokens>(),
                provider.GetRequiredService<FailedAttempts>(),
                provider.GetRequiredService<AuditLog>()));
    }

    private static Checkup NewCheckup(IServiceProvider provider, AutomuaOptions options)
    {
        Resolver resolver = new(options.CheckDns);
        return new Checkup(resolver, new WebAsker(resolver, connect: null, authorities: []), provider.GetRequiredService<TimeProvider>());
    }
}
