using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Automua.Functions.Tests.Lookup;

/// <summary>Two tenants' answers never mix, whatever is asked in whatever order through whatever cache.</summary>
[UnderTheHost]
public sealed class TenantsNeverMixTests(LookupProgram shared) : IClassFixture<LookupProgram>
{
    private static readonly string[] Marks = ["exact", "nested", "below", "hosted", "others"];

    [Property(Arbitrary = [typeof(Requests)], MaxTest = 150)]
    public async Task No_answer_is_another_tenants(TenantRequest[] requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        SharedCache cache = new();
        foreach (TenantRequest request in requests)
        {
            Reply reply = await cache.AskAsync(shared.Program, request);
            string? expected = MarkOf(request);
            // What another tenant has must not even be named.
            Assert.All(
                Marks.Where(mark => mark != expected),
                mark => Assert.DoesNotContain($".{mark}.invalid", reply.Text, StringComparison.Ordinal));
            if (expected is null)
                Assert.True(reply.Status >= 400, $"{request}: {reply.Status}");
            else if (reply.Status != 304)
                Assert.Contains($".{expected}.invalid", reply.Text, StringComparison.Ordinal);
        }
    }

    // Written without the program's own order of look-ups, for the names that are asked here.
    private static string? MarkOf(TenantRequest request)
    {
        string? ofHost = request.Host switch
        {
            "autoconfig.one.example" or "one.example" or "autodiscover.two.example" or "ua-auto-config.two.example" => "exact",
            "autoconfig.deep.below.example" => "nested",
            "autoconfig.x.below.example" or "autodiscover.y.z.below.example" => "below",
            "autodiscover.customer.example" => "hosted",
            _ => null,
        };
        if (ofHost is not null)
            return ofHost;
        string? ofDomain = request.Domain switch
        {
            "one.example" or "two.example" => "exact",
            "deep.below.example" => "nested",
            "x.below.example" => "below",
            "customer.example" => "hosted",
            _ => null,
        };
        return ofDomain ?? (request.Host, request.Domain) switch
        {
            ("setup.hoster.example", _) => "hosted",
            ("autoconfig.hoster.example", _) => "others",
            // Below a pattern the host itself is asked about, when no address is.
            ("x.below.example", null) => "below",
            _ => null,
        };
    }

    /// <summary>Requests by hosts and addresses of all kinds.</summary>
    private static class Requests
    {
        public static Arbitrary<TenantRequest[]> Sequences() => (
            from host in Gen.Elements<string?>(
                null, "autoconfig.one.example", "one.example", "autodiscover.two.example", "ua-auto-config.two.example",
                "autoconfig.deep.below.example", "autoconfig.x.below.example", "autodiscover.y.z.below.example", "x.below.example",
                "autodiscover.customer.example", "setup.hoster.example", "autoconfig.hoster.example", "unknown.example")
            from domain in Gen.Elements<string?>(
                null, "one.example", "two.example", "deep.below.example", "x.below.example", "customer.example", "unknown.example")
            from path in Gen.Elements(
                "/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml", "/autodiscover/autodiscover.xml",
                "/.well-known/user-agent-configuration.json")
            from isConditional in Gen.Elements(true, false)
            from keyHoldsQuery in Gen.Elements(true, false)
            select new TenantRequest(path, host, domain, isConditional, keyHoldsQuery)).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();
    }
}
