using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>contrib/nginx.conf says how each domain has a certificate of its own.</summary>
public sealed class ManyCertificatesTests(NginxFixture fixture) : IClassFixture<NginxFixture>
{
    private const string Folders = "/etc/letsencrypt/live/$automua_certificate";

    [Fact]
    public async Task Each_domain_is_answered_by_its_certificate()
    {
        string folders = AutomuaProgram.NewDirectory();
        try
        {
            IssuedCertificate own = await IssueAsync(folders, WebServer.Service, WebServer.Service);
            await IssueAsync(folders, "example.com", "autoconfig.example.com", "autodiscover.example.com");
            string[] lines = [.. ServerSample.Read("nginx.conf").Text.Split('\n').Where(line => line.StartsWith('#') && line.Contains(Folders, StringComparison.Ordinal))];
            Assert.Equal(2, lines.Length);
            await using NginxServer nginx =
                new([.. lines.Select(line => line.Trim('#', ' ').Replace(Folders, $"{folders}/$automua_certificate", StringComparison.Ordinal))]);
            await nginx.StartAsync(own, fixture.Program.BaseAddress);
            using WebClient client = fixture.NewClient(nginx);
            foreach (string name in (string[])[WebServer.Service, "autoconfig.example.com", "autodiscover.example.com"])
                Assert.Equal(200, (await client.GetAsync($"https://{name}/healthz")).Status);
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://autoconfig.other.example/healthz"));
        }
        finally
        {
            Directory.Delete(folders, recursive: true);
        }
    }

    // As certbot lays them out.
    private async Task<IssuedCertificate> IssueAsync(string folders, string folder, params string[] names)
    {
        IssuedCertificate issued = await fixture.Authority.IssueAsync("P-256", usage: $"subjectAltName={string.Join(',', names.Select(name => $"DNS:{name}"))}");
        string live = Directory.CreateDirectory(Path.Combine(folders, folder)).FullName;
        File.Copy(issued.ChainFile, Path.Combine(live, "fullchain.pem"));
        File.Copy(issued.KeyFile, Path.Combine(live, "privkey.pem"));
        return issued;
    }
}
