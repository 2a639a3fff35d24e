using System.Net;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.WebServers;

/// <summary>What the service learns of its clients.</summary>
public abstract partial class WebServerContract
{
    private static readonly (string Name, string Value)[] Lies =
    [
        ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "autoconfig.example.net"), ("X-Forwarded-Proto", "gopher"),
        ("X-Forwarded-Server", "liar.example"), ("Forwarded", "for=203.0.113.9;host=autoconfig.example.net;proto=http"),
        ("X-Real-IP", "203.0.113.9"), ("X-Original-Host", "autoconfig.example.net"),
        ("X-Azure-FDID", "00000000-0000-0000-0000-000000000000"), ("X-Azure-SocketIP", "203.0.113.9"), ("X-Azure-ClientIP", "203.0.113.9"),
    ];

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_service_sees_who_asks_and_how(string scheme)
    {
        using WebClient client = fixture.NewClient();
        Assert.Equal(200, (await client.GetAsync($"{scheme}://autoconfig.example.com/mail/config-v1.1.xml")).Status);
        await Program.WaitForLogAsync($"Autoconfig for {client.Address} by {scheme}: ");
    }

    [Fact]
    public async Task The_service_sees_clients_of_IPv6()
    {
        using WebClient client = fixture.ClientAt(IPAddress.IPv6Loopback);
        Assert.Equal(200, (await client.GetAsync("https://autoconfig.example.com/mail/config-v1.1.xml")).Status);
        await Program.WaitForLogAsync("Autoconfig for ::1 by https: ");
    }

    [Theory]
    [InlineData("http", "autoconfig.example.com")]
    [InlineData("https", "autoconfig.example.com")]
    [InlineData("https", WebServer.SiteDomain)]
    public async Task What_a_client_says_of_itself_changes_nothing(string scheme, string host)
    {
        using WebClient client = fixture.NewClient();
        string url = $"{scheme}://{host}/.well-known/autoconfig/mail/config-v1.1.xml";
        byte[] honest = (await client.GetAsync(url)).Body;
        using WebClient liar = fixture.NewClient();
        Reply reply = await liar.GetAsync(url, Lies);
        Assert.Equal(200, reply.Status);
        Assert.Equal(honest, reply.Body);
        await Program.WaitForLogAsync($"AutoconfigWellKnown for {liar.Address} by {scheme}: ");
    }

    [Theory]
    [InlineData("https", "")]
    [InlineData("http", "")]
    [InlineData("https", "X-Forwarded-Proto")]
    [InlineData("https", "keep-alive, x-forwarded-proto, X-Forwarded-Host, X-Forwarded-For")]
    public async Task Who_lies_about_the_scheme_is_sent_on_like_everybody(string told, string dropped)
    {
        using WebClient liar = fixture.NewClient();
        // What Connection names is not for the next one (RFC 9110 section 7.6.1).
        (string, string)[] lie = [("X-Forwarded-Proto", told), ("X-Forwarded-Host", "example.net"), ("Connection", dropped)];
        Assert.Equal(302, (await liar.GetAsync($"http://autodiscover.example.com{Autodiscover}", lie)).Status);
        Assert.Equal(200, (await liar.GetAsync($"https://autodiscover.example.com{Autodiscover}", lie)).Status);
    }
}
