using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>Files that change while the program runs.</summary>
public sealed class CertificateRenewalTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _directory = AutomuaProgram.NewDirectory();
    private IssuedCertificate _first = null!;
    private AutomuaProgram _program = null!;

    // As from a disk that failed: octets of every kind.
    private static byte[] Rubbish => [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * i / 7))];

    private string CertificateFile => Path.Combine(_directory, "fullchain.pem");

    private string KeyFile => Path.Combine(_directory, "privkey.pem");

    public async ValueTask InitializeAsync()
    {
        _first = await authority.IssueAsync();
        Install(_first);
        _program = await SigningProgram.StartAsync(CertificateFile, KeyFile);
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart()
    {
        Assert.Equal(_first.Name, await SignerAsync());
        IssuedCertificate second = await authority.IssueAsync();
        Install(second);
        await WaitForSignerAsync(second);
        IssuedCertificate third = await authority.IssueAsync("P-256", days: 20);
        Install(third);
        await WaitForSignerAsync(third);
        Assert.Equal("expires_soon", await _program.CertificateStatusAsync());
    }

    [Fact]
    public async Task Certificates_behind_links_are_renewed_as_well()
    {
        string live = Path.Combine(_directory, "live");
        string data = Path.Combine(_directory, "..data");
        Directory.CreateSymbolicLink(data, Path.Combine(_directory, "1"));
        Directory.CreateDirectory(live);
        File.CreateSymbolicLink(Path.Combine(live, "tls.crt"), Path.Combine(data, "tls.crt"));
        File.CreateSymbolicLink(Path.Combine(live, "tls.key"), Path.Combine(data, "tls.key"));
        InstallAt("1", _first);
        await using AutomuaProgram program = await SigningProgram.StartAsync(Path.Combine(live, "tls.crt"), Path.Combine(live, "tls.key"));
        IssuedCertificate second = await authority.IssueAsync();
        InstallAt("2", second);
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, Path.Combine(_directory, "2"));
        await UntilAsync(async () => (await authority.SubjectsInAsync(await program.ProfileAsync())).Contains(second.Name));
    }

    [Theory]
    [InlineData("the key of another")]
    [InlineData("half a certificate")]
    [InlineData("an empty certificate")]
    [InlineData("nonsense")]
    [InlineData("rubbish")]
    [InlineData("rubbish for a key")]
    [InlineData("no key")]
    [InlineData("no certificate")]
    [InlineData("nothing")]
    public async Task What_cannot_be_used_changes_nothing_until_it_can(string renewal)
    {
        IssuedCertificate second = await authority.IssueAsync();
        string certificate = await File.ReadAllTextAsync(second.ChainFile);
        switch (renewal)
        {
            case "the key of another":
                File.Copy(second.KeyFile, KeyFile, overwrite: true);
                break;
            case "half a certificate":
                await File.WriteAllTextAsync(CertificateFile, certificate[..600]);
                break;
            case "an empty certificate":
                await File.WriteAllTextAsync(CertificateFile, "");
                break;
            case "nonsense":
                await File.WriteAllTextAsync(CertificateFile, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                break;
            case "rubbish":
                await File.WriteAllBytesAsync(CertificateFile, Rubbish);
                break;
            case "rubbish for a key":
                await File.WriteAllBytesAsync(KeyFile, Rubbish);
                break;
            case "no key":
                File.Delete(KeyFile);
                break;
            case "no certificate":
                File.Delete(CertificateFile);
                break;
            case "nothing":
                File.Delete(KeyFile);
                File.Delete(CertificateFile);
                break;
        }

        await UntilAsync(async () =>
        {
            Assert.Equal(_first.Name, await SignerAsync());
            return _program.Log.Error.Contains("the one read before stays in use", StringComparison.Ordinal);
        });
        Assert.Equal("valid", await _program.CertificateStatusAsync());

        Install(second);
        await WaitForSignerAsync(second);
    }

    private void Install(IssuedCertificate issued)
    {
        // The key first, as a renewal may: for a moment the two do not match. What is there is replaced, never written over.
        Replace(issued.KeyFile, KeyFile);
        Replace(issued.ChainFile, CertificateFile);
    }

    private void InstallAt(string folder, IssuedCertificate issued)
    {
        string directory = Path.Combine(_directory, folder);
        Directory.CreateDirectory(directory);
        File.Copy(issued.ChainFile, Path.Combine(directory, "tls.crt"));
        File.Copy(issued.KeyFile, Path.Combine(directory, "tls.key"));
    }

    private static void Replace(string source, string target)
    {
        File.Copy(source, $"{target}.new", overwrite: true);
        File.Move($"{target}.new", target, overwrite: true);
    }

    private async Task<string> SignerAsync()
    {
        byte[] signed = await _program.ProfileAsync();
        await authority.VerifyAsync(signed);
        return (await authority.SubjectsInAsync(signed)).Single(subject => subject != "intermediate");
    }

    private Task WaitForSignerAsync(IssuedCertificate issued) => UntilAsync(async () => await SignerAsync() == issued.Name);

    private static async Task UntilAsync(Func<Task<bool>> isReached)
    {
        using CancellationTokenSource timeout = new(Patience);
        while (!await isReached())
            await Task.Delay(50, timeout.Token);
    }
}
