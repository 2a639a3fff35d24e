using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Dns;
using Automua.Functions.Tests.Running;
using Microsoft.Playwright;

namespace Automua.Functions.Tests.Site;

/// <summary>DNS on the administrators' page: what to publish, and what is found.</summary>
public sealed class ManageCheckTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Domain = "example.com";

    private NameServer _dns = null!;
    private AutomuaProgram _program = null!;

    public async ValueTask InitializeAsync()
    {
        _dns = await NameServer.StartAsync((Domain, ZoneFile.Head + "_imaps._tcp IN SRV 0 1 993 wrong.example.com.\n_submission._tcp IN SRV 0 0 0 .\n"));
        _program = await NamedProgram.StartAsync(new() { ["AUTOMUA_CHECK_DNS"] = _dns.EndPoint });
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _dns.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(BrowserTests.Views), MemberType = typeof(BrowserTests))]
    public async Task Records_and_findings_are_shown(int width, ColorScheme scheme)
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, _program, width, scheme);
        await visit.GoAsync($"domains/{Domain}/dns", $"{Domain}: DNS records");
        await visit.ExpectTextAsync($"autoconfig.{Domain}.");
        await visit.AssertAccessibleAsync("dns");
        await visit.GoAsync($"domains/{Domain}/check", $"{Domain}: Check");
        await visit.ExpectTextAsync("Some mail apps do not find what they need.");
        ILocator apps = visit.Page.GetByRole(AriaRole.Table, new() { Name = "Mail apps" });
        await Assertions.Expect(apps.GetByText("fails").First).ToBeVisibleAsync();
        ILocator records = visit.Page.GetByRole(AriaRole.Table, new() { Name = "DNS records" });
        await Assertions.Expect(records.GetByText("missing").First).ToBeVisibleAsync();
        await Assertions.Expect(records.GetByText("contradicts").First).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync("check");
        await visit.PressAsync("Check again");
        await visit.ExpectTextAsync("Some mail apps do not find what they need.");
        visit.AssertQuietAndSecret();
    }

    [Fact]
    public async Task Records_are_copied_one_by_one_and_as_a_zone_file()
    {
        await using ManageVisit visit = await ManageVisit.SignedInAsync(chromium, _program);
        await visit.GoAsync($"domains/{Domain}/dns", $"{Domain}: DNS records");
        await visit.PressAsync($"Copy: data of CNAME autoconfig.{Domain}.");
        await Assertions.Expect(visit.Page.GetByText($"Copied: data of CNAME autoconfig.{Domain}.")).ToBeAttachedAsync();
        Assert.Equal($"{NamedProgram.ServiceHost}.", await CopiedAsync(visit));
        await visit.PressAsync("Copy all as zone file: all records as a zone file");
        await Assertions.Expect(visit.Page.GetByText("Copied: all records as a zone file")).ToBeAttachedAsync();
        Assert.Contains("_imaps._tcp", await CopiedAsync(visit), StringComparison.Ordinal);
        visit.AssertQuietAndSecret();
    }

    private static Task<string> CopiedAsync(ManageVisit visit) => visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
}
