namespace Automua.Functions.Tests.WebServers;

/// <summary>How often clients may ask.</summary>
public abstract partial class WebServerContract
{
    private const int MoreThanAllowed = 4000;

    // An office behind one address.
    private const int Allowed = 200;

    [Theory]
    [InlineData(WebServer.Service, "/settings")]
    [InlineData(WebServer.SiteDomain, "/.well-known/caldav")]
    public async Task Who_asks_too_often_is_told_so_and_nobody_else(string host, string path)
    {
        using WebClient eager = fixture.NewClient();
        int asked = 0;
        int answered = 0;
        bool isRefused = false;
        await Parallel.ForAsync(0, Environment.ProcessorCount, async (_, _) =>
        {
            while (!Volatile.Read(ref isRefused) && Interlocked.Increment(ref asked) <= MoreThanAllowed)
            {
                int status = (await eager.GetAsync($"https://{host}{path}")).Status;
                if (status == 429)
                    Volatile.Write(ref isRefused, true);
                else
                    Interlocked.Increment(ref answered);
            }
        });
        Assert.True(isRefused, $"{asked} requests of one client were answered.");
        Assert.True(answered >= Allowed, $"After {answered} requests a client is refused.");
        // What else the domain's own site has is none of it.
        Assert.Equal(200, (await eager.GetAsync($"https://{WebServer.SiteDomain}/")).Status);
        using WebClient modest = fixture.NewClient();
        Assert.NotEqual(429, (await modest.GetAsync($"https://{host}{path}")).Status);
    }
}
