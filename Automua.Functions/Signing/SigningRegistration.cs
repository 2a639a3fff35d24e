using Automua.Functions.Configuration;
using Automua.Functions.Identity;
using Automua.Functions.Signing.KeyVault;

namespace Automua.Functions.Signing;

/// <summary>The configuration selects where the signing certificate comes from.</summary>
internal static class SigningRegistration
{
    /// <summary>Adds the signing of profiles, when a certificate is configured.</summary>
    public static IServiceCollection AddProfileSigning(this IServiceCollection services, AutomuaOptions options) =>
        options.SignCertificate switch
        {
            null => services,
            CertificateFile file => services.AddSigner(provider => new FileCertificateSource(
                new CertificateFiles(file.Path, options.SignKey, options.SignPassword),
                provider.GetRequiredService<SigningLog>(),
                provider.GetRequiredService<TimeProvider>())),
            VaultCertificate certificate => services.AddSigner(provider => new VaultCertificateSource(
                certificate,
                new VaultClient(certificate, ManagedIdentity.Of(options.ManagedIdentity)),
                provider.GetRequiredService<SigningLog>(),
                provider.GetRequiredService<TimeProvider>())),
            _ => throw new InvalidOperationException($"There is no source for {options.SignCertificate.GetType().Name}."),
        };

    private static IServiceCollection AddSigner(
        this IServiceCollection services, Func<IServiceProvider, ISigningCertificateSource> source) => services
        .AddSingleton<SigningLog>()
        .AddSingleton(source)
        .AddSingleton<ProfileSigner>()
        .AddHostedService<ExpiryWatch>();
}
