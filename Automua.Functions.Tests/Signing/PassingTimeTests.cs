using Automua.Functions.Signing;
using Automua.Functions.Tests.Running;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Signing;

/// <summary>What weeks do to a running program.</summary>
public sealed class PassingTimeTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    private static readonly byte[] Profile = "<plist/>"u8.ToArray();

    private readonly RecordedLog<SigningLog> _lines = new();
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow.AddHours(12));

    [Fact]
    public async Task A_certificate_is_warned_of_at_start_and_once_a_day_and_refused_when_it_has_ended()
    {
        FileCertificateSource source = Source(await authority.IssueAsync(days: 23));
        ProfileSigner signer = new(source, _time, new SigningLog(_lines));
        using ExpiryWatch watch = new(source, _time, new SigningLog(_lines));
        await watch.StartAsync(CancellationToken.None);
        Assert.Empty(await WarningsAfterAsync(days: 0));
        Assert.Empty(await WarningsAfterAsync(days: 1));
        Assert.Single(await WarningsAfterAsync(days: 1));
        Assert.Equal(2, (await WarningsAfterAsync(days: 1)).Length);
        Assert.Equal(SigningState.ExpiresSoon, source.Known.StateAt(_time.GetUtcNow()));
        Assert.NotNull(await signer.SignAsync(Profile, CancellationToken.None));
        Assert.Empty(_lines.Lines(LogLevel.Error));

        _time.Advance(TimeSpan.FromDays(20));
        Assert.Null(await signer.SignAsync(Profile, CancellationToken.None));
        Assert.Contains(_lines.Lines(LogLevel.Error), line => line.EndsWith("the certificate has expired", StringComparison.Ordinal));
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_certificate_whose_time_has_not_begun_signs_nothing_until_then()
    {
        FileCertificateSource source = Source(await authority.IssueAsync());
        ManualTime early = new(DateTimeOffset.UtcNow.AddDays(-1));
        ProfileSigner signer = new(source, early, new SigningLog(_lines));
        using ExpiryWatch watch = new(source, early, new SigningLog(_lines));
        await watch.StartAsync(CancellationToken.None);
        await early.UntilWaitedForAsync();
        Assert.Null(await signer.SignAsync(Profile, CancellationToken.None));
        Assert.Equal(2, _lines.Lines(LogLevel.Error).Length);
        early.Advance(TimeSpan.FromDays(2));
        Assert.NotNull(await signer.SignAsync(Profile, CancellationToken.None));
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Files_are_looked_at_every_few_seconds_and_trouble_with_them_is_told_once()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        FileCertificateSource source = Source(issued);
        SigningCertificate first = source.Known;
        byte[] certificate = await File.ReadAllBytesAsync(issued.ChainFile);
        await File.WriteAllBytesAsync(issued.ChainFile, certificate[..500]);
        Assert.Same(first, source.Known);
        Assert.Empty(_lines.Lines(LogLevel.Warning));
        for (int look = 0; look < 3; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Same(first, source.Known);
            Assert.Single(_lines.Lines(LogLevel.Warning));
        }

        await File.WriteAllBytesAsync(issued.ChainFile, certificate);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first.Leaf, source.Known.Leaf);
        File.Delete(issued.ChainFile);
        for (int look = 0; look < 3; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(first.Leaf, source.Known.Leaf);
            Assert.Equal(2, _lines.Lines(LogLevel.Warning).Length);
        }

        Assert.DoesNotContain(_lines.Lines(LogLevel.Warning), ProgramLog.HoldsAddress);
    }

    private FileCertificateSource Source(IssuedCertificate issued) =>
        new(new CertificateFiles(issued.ChainFile, issued.KeyFile, null), new SigningLog(_lines), _time);

    private async Task<string[]> WarningsAfterAsync(int days)
    {
        await _time.UntilWaitedForAsync();
        _time.Advance(TimeSpan.FromDays(days));
        await _time.UntilWaitedForAsync();
        return _lines.Lines(LogLevel.Warning);
    }
}
