namespace Automua.Functions.Signing;

/// <summary>Looks at the signing certificate when the program starts and once a day, and warns before it ends.</summary>
internal sealed class ExpiryWatch(ISigningCertificateSource source, TimeProvider time, SigningLog log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            TimeSpan pause = await LookAsync(stoppingToken);
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async ValueTask<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        try
        {
            Tell(await source.GetAsync(cancellation));
            return Day;
        }
        catch (SigningUnavailableException)
        {
            // The source has logged why.
            return Retry;
        }
    }

    private void Tell(SigningCertificate certificate)
    {
        switch (certificate.StateAt(time.GetUtcNow()))
        {
            case SigningState.ExpiresSoon:
                log.ExpiresSoon(certificate.NotAfter);
                break;
            case SigningState.Expired:
                log.Expired(certificate.NotAfter);
                break;
            case SigningState.NotYetValid:
                log.NotYetValid(certificate.NotBefore);
                break;
        }
    }
}
