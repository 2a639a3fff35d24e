using System.Text;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

[UnderTheHost]
public sealed partial class SignedProfileTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>, IAsyncLifetime
{
    private IssuedCertificate _certificate = null!;
    private AutomuaProgram _program = null!;

    public async ValueTask InitializeAsync()
    {
        _certificate = await authority.IssueAsync();
        _program = await SigningProgram.StartAsync(_certificate.ChainFile, _certificate.KeyFile);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task AP_06_a_signed_profile_verifies_and_holds_the_unsigned_one_octet_by_octet()
    {
        await using AutomuaProgram unsigned = await SigningProgram.StartAsync([]);
        foreach (string target in (string[])
            [SigningProgram.Target, "/mobileconfig?emailaddress=other@example.net", "/email.mobileconfig?emailaddress=user@example.org"])
        {
            byte[] profile = await unsigned.ProfileAsync(target);
            Assert.StartsWith("<?xml", Encoding.UTF8.GetString(profile), StringComparison.Ordinal);
            Assert.Equal(profile, await authority.VerifyAsync(await _program.ProfileAsync(target)));
        }
    }

    [Fact]
    public async Task AP_06_the_chain_is_included_and_the_root_is_not()
    {
        string[] subjects = await authority.SubjectsInAsync(await _program.ProfileAsync());
        Assert.Equal([_certificate.Name, "intermediate"], subjects.OrderDescending());
    }

    [Fact]
    public async Task AP_06_the_digest_is_SHA_256_and_no_time_is_signed()
    {
        string description = await authority.DescribeAsync(await _program.ProfileAsync());
        Assert.Contains("digestAlgorithm: \n          algorithm: sha256 ", description, StringComparison.Ordinal);
        Assert.DoesNotContain("signingTime", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AP_05_media_type_and_file_name_are_those_of_an_unsigned_profile()
    {
        Reply reply = await _program.GetAsync(SigningProgram.Target);
        Assert.Equal("application/x-apple-aspen-config", reply["Content-Type"]);
        Assert.Equal("attachment; filename=\"example.com.mobileconfig\"", reply["Content-Disposition"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Reply head = await _program.SendAsync(HttpMethod.Head, SigningProgram.Target);
        Assert.Equal(reply["Content-Length"], head["Content-Length"]);
        Assert.Empty(head.Body);
    }

    [Fact]
    public async Task AP_01_the_same_mailbox_gets_the_same_bytes_after_a_restart_as_well()
    {
        byte[] first = await _program.ProfileAsync();
        Assert.Equal(first, await _program.ProfileAsync());
        await using AutomuaProgram restarted = await SigningProgram.StartAsync(_certificate.ChainFile, _certificate.KeyFile);
        Assert.Equal(first, await restarted.ProfileAsync());
    }

    [Fact]
    public async Task AP_02_two_mailboxes_have_no_identity_in_common()
    {
        string[] one = await IdentitiesAsync("one@example.com");
        string[] two = await IdentitiesAsync("two@example.com");
        Assert.Equal(8, one.Length);
        Assert.Equal(one, await IdentitiesAsync("ONE@example.com"));
        Assert.Empty(one.Intersect(two));
    }

    [Fact]
    public async Task Many_at_once_are_all_signed()
    {
        byte[][] profiles = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _program.ProfileAsync()));
        Assert.Single(profiles.Select(Convert.ToHexString).Distinct());
        await authority.VerifyAsync(profiles[0]);
    }

    [Fact]
    public async Task What_is_no_profile_is_not_signed()
    {
        PageRules.AssertPage(await _program.GetAsync("/mobileconfig"));
        (await _program.GetAsync("/mobileconfig?emailaddress=user@unknown.example")).AssertProblem(404);
        (await _program.GetAsync("/mobileconfig?emailaddress=nonsense")).AssertProblem(400);
        Assert.StartsWith("<?xml", (await _program.GetAsync("/v1.1/example.com")).Text, StringComparison.Ordinal);
    }

    private async Task<string[]> IdentitiesAsync(string address)
    {
        byte[] profile = await authority.VerifyAsync(await _program.ProfileAsync($"/mobileconfig?emailaddress={address}"));
        return [.. Identity().Matches(Encoding.UTF8.GetString(profile)).Select(match => match.Groups["value"].Value)];
    }

    [GeneratedRegex(
        "<key>Payload(UUID|Identifier)</key>\\s*<string>(?<value>[^<]*)</string>",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Identity();
}
