using System.Text.Json;
using System.Xml.Linq;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Lookup;

/// <summary>Who is asked about: tenants' hosts, then domains and patterns, then providers' hosts and mail exchangers.</summary>
[UnderTheHost]
public sealed class WhoIsAskedTests(LookupProgram shared) : IClassFixture<LookupProgram>
{
    [Theory]
    // The host decides, whatever address comes along.
    [InlineData("autoconfig.one.example", "user@customer.example", "exact", "one.example")]
    [InlineData("one.example", "user@customer.example", "exact", "one.example")]
    [InlineData("autoconfig.deep.below.example", "user@one.example", "nested", "deep.below.example")]
    [InlineData("autoconfig.x.below.example", "user@one.example", "below", "x.below.example")]
    [InlineData("autodiscover.odd.example", "user@one.example", "exact", "autodiscover.odd.example")]
    // A host below a pattern is nobody's own, unless it is one where clients ask.
    [InlineData("x.below.example", "user@one.example", "exact", "one.example")]
    [InlineData("below.example", "user@one.example", "exact", "one.example")]
    // The address decides: its domain, then the nearest pattern.
    [InlineData(null, "user@two.example", "exact", "two.example")]
    [InlineData(null, "user@deep.below.example", "nested", "deep.below.example")]
    [InlineData(null, "user@other.below.example", "below", "other.below.example")]
    [InlineData(null, "user@a.b.c.below.example", "below", "a.b.c.below.example")]
    [InlineData(null, "user@x.deep.below.example", "below", "x.deep.below.example")]
    [InlineData(null, "user@below.example", null, null)]
    [InlineData(null, "user@unknown.example", null, null)]
    // The host stands for a provider.
    [InlineData("setup.hoster.example", "user@unknown.example", "hosted", "unknown.example")]
    [InlineData("SETUP.Hoster.example:8443", null, "hosted", "setup.hoster.example")]
    [InlineData("setup.hoster.example", "user@two.example", "exact", "two.example")]
    [InlineData("autoconfig.setup.hoster.example", "user@unknown.example", "others", "unknown.example")]
    [InlineData("x.setup.hoster.example", "user@unknown.example", null, null)]
    // A client asks where mail is taken in.
    [InlineData("autoconfig.mx.hoster.example", "user@unknown.example", "hosted", "unknown.example")]
    [InlineData("autoconfig.mx1.mx.hoster.example", "user@unknown.example", "hosted", "unknown.example")]
    [InlineData("autoconfig.hoster.example", "user@unknown.example", "others", "unknown.example")]
    [InlineData("autoconfig.hoster.example", null, "others", "hoster.example")]
    [InlineData("autoconfig.hoster.example", "user@customer.example", "hosted", "customer.example")]
    [InlineData("mx.hoster.example", "user@unknown.example", null, null)]
    [InlineData(null, "user@mx.hoster.example", null, null)]
    public async Task The_nearest_to_what_was_asked_is_told(string? host, string? address, string? mark, string? domain)
    {
        string query = address is null ? "" : $"?emailaddress={address}";
        Reply reply = await shared.Program.GetAsync($"/mail/config-v1.1.xml{query}", host);
        Assert.Equal(mark is null ? 404 : 200, reply.Status);
        if (mark is null)
            return;
        XElement provider = reply.Xml.Element("emailProvider")!;
        Assert.Equal(domain, (string?)provider.Attribute("id"));
        Assert.Equal($"imap.{mark}.invalid", provider.Element("incomingServer")!.Element("hostname")!.Value);
        Assert.Contains(domain!, provider.Elements("domain").Select(element => element.Value));
    }

    [Theory]
    [InlineData("mail.other.example", "others")]
    [InlineData("mx3.mail.other.example", "others")]
    [InlineData("mx.hoster.example", "hosted")]
    [InlineData("one.example", "exact")]
    [InlineData("a.below.example", "below")]
    [InlineData("other.example", null)]
    public async Task A_mail_exchanger_is_asked_about_by_its_name(string name, string? mark)
    {
        Reply reply = await shared.Program.GetAsync($"/v1.1/{name}");
        Assert.Equal(mark is null ? 404 : 200, reply.Status);
        if (mark is not null)
            Assert.Contains($"imap.{mark}.invalid", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoconfig.one.example", "", "public, max-age=300")]
    [InlineData("autoconfig.x.below.example", "?emailaddress=user@one.example", "public, max-age=300")]
    [InlineData("setup.hoster.example", "", "no-store")]
    [InlineData("autoconfig.hoster.example", "", "no-store")]
    [InlineData("x.below.example", "?emailaddress=user@one.example", "no-store")]
    public async Task Only_what_the_host_decided_alone_is_kept(string host, string query, string cache) =>
        Assert.Equal(cache, (await shared.Program.GetAsync($"/mail/config-v1.1.xml{query}", host))["Cache-Control"]);

    [Fact]
    public async Task The_others_of_the_provider_are_named_when_they_are_few()
    {
        Reply reply = await shared.Program.GetAsync("/v1.1/two.example");
        Assert.Equal(
            ["two.example", "one.example", "autodiscover.odd.example"],
            reply.Xml.Element("emailProvider")!.Elements("domain").Select(element => element.Value));
    }

    [Fact]
    public async Task Where_every_domain_is_answered_a_host_tells_the_domain_when_nothing_else_does()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        (int status, _) = await administrator.ImportAsync(JsonSerializer.Serialize(new
        {
            version = 3,
            providers = (object[])[LookupProgram.Provider("any", ["*"]), LookupProgram.Provider("one", ["one.example"])],
        }));
        Assert.Equal(200, status);
        Assert.Equal("autoconfig.x.example any x.example", await AskAsync("autoconfig.x.example", null));
        Assert.Equal("autoconfig.x.example one one.example", await AskAsync("autoconfig.x.example", "user@one.example"));
        Assert.Equal("autoconfig.one.example one one.example", await AskAsync("autoconfig.one.example", "user@x.example"));
        Assert.Equal("x.example any y.example", await AskAsync("x.example", "user@y.example"));
        Assert.Equal("x.example any x.example", await AskAsync("x.example", ""));
        Reply moved = await program.GetAsync("/.well-known/caldav", "x.example");
        Assert.Equal((307, "https://dav.any.invalid/"), (moved.Status, moved["Location"]));

        async Task<string> AskAsync(string host, string? address)
        {
            Reply reply = await program.GetAsync($"/mail/config-v1.1.xml?emailaddress={address}", host);
            XElement provider = reply.Xml.Element("emailProvider")!;
            return $"{host} {provider.Element("displayName")!.Value} {(string?)provider.Attribute("id")}";
        }
    }
}
