using Automua.Functions.Configuration;

namespace Automua.Functions.Directories;

/// <summary>Adds the directories that domains name.</summary>
internal static class DirectoryRegistration
{
    /// <summary>Adds them, with the authorities that the configuration names.</summary>
    /// <exception cref="ConfigurationProblemException">The file of the authorities cannot be read.</exception>
    public static IServiceCollection AddDirectories(this IServiceCollection services, AutomuaOptions options) => services
        .AddSingleton(LdapTrust.Of(options.LdapAuthorities))
        .AddSingleton<DirectoryLog>()
        .AddSingleton<DirectoryMetrics>()
        .AddSingleton<IAccountDirectory, LdapDirectories>();
}
