using System.Globalization;
using System.Net;
using Automua.Functions.Tests.Directories;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Endurance;

/// <summary>The machine's clock is set while the program runs.</summary>
public sealed class ClockJumpTests(MovedClock clock, CertificateAuthority authority)
    : IClassFixture<MovedClock>, IClassFixture<CertificateAuthority>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(365 * 24)]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-20 * 365 * 24)]
    public async Task Answers_go_on_and_none_is_kept_longer_than_its_time(int hours)
    {
        clock.Set(TimeSpan.Zero);
        await using AutomuaProgram program = await StartAsync();
        // There, and back again.
        foreach ((int set, string mark) in ((int, string)[])[(hours, "there"), (0, "back")])
        {
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
            Assert.Equal(404, (await program.GetAsync($"/v1.1/{mark}.example")).Status);
            clock.Set(TimeSpan.FromHours(set));
            await AssertShowsAsync(program, TimeSpan.FromHours(set));
            await program.ChangeDatabaseAsync(
                $"UPDATE server SET name = '{mark}.example'; UPDATE domain SET name = '{mark}.example' WHERE name <> 'example.com'"
                + " AND id = (SELECT MAX(id) FROM domain)");
            await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.com")).Text.Contains($"{mark}.example", StringComparison.Ordinal));
            await Eventually.IsAsync(async () => (await program.GetAsync($"/v1.1/{mark}.example")).Status == 200);
        }

        Assert.Equal(0, await program.StopAsync());
        Assert.Empty(program.Log.Trouble);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(-24)]
    public async Task A_store_that_was_away_meanwhile_is_found_again(int hours)
    {
        clock.Set(TimeSpan.Zero);
        await using AutomuaProgram program = await StartAsync();
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.com")).Status == 503);
        clock.Set(TimeSpan.FromHours(hours));
        Assert.Equal(503, (await program.GetAsync("/v1.1/example.com")).Status);
        await program.ChangeDatabaseAsync("ALTER TABLE elsewhere RENAME TO provider");
        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.com")).Status == 200);
    }

    [Fact]
    public async Task What_a_directory_said_is_not_kept_longer_either()
    {
        clock.Set(TimeSpan.Zero);
        await using Slapd slapd = await Slapd.StartAsync();
        await using AutomuaProgram program = await DirectoryProgram.StartAsync(null, clock.Environment, slapd.Plain);
        Told told = await program.TellAsync("johndoe@example.com");
        await slapd.StopAsync();
        Assert.Equal(told, await program.TellAsync("johndoe@example.com"));
        clock.Set(-Day);
        (await program.AskAsync("johndoe@example.com")).AssertTryAgain();
    }

    [Theory]
    [InlineData(24)]
    [InlineData(-24)]
    public async Task Who_showed_wrong_keys_is_not_locked_out_for_longer(int hours)
    {
        clock.Set(TimeSpan.Zero);
        await using AutomuaProgram program = await StartAsync();
        using HttpClient guesser = program.NewAdministrator("fedcba9876543210-key");
        await Eventually.IsAsync(async () => await StatusAsync(guesser) == HttpStatusCode.TooManyRequests);
        clock.Set(TimeSpan.FromHours(hours));
        using HttpClient administrator = program.NewAdministrator();
        await Eventually.IsAsync(async () => await StatusAsync(administrator) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_certificate_is_judged_by_the_clock_as_it_is()
    {
        clock.Set(TimeSpan.Zero);
        IssuedCertificate issued = await authority.IssueAsync();
        Dictionary<string, string?> environment = new(clock.Environment.Concat(SigningProgram.Settings(issued.ChainFile, issued.KeyFile)));
        await using AutomuaProgram program = await SigningProgram.StartAsync(environment);
        foreach (int years in (int[])[100, -10])
        {
            Assert.NotEmpty(await program.ProfileAsync());
            clock.Set(years * 365 * Day);
            await program.AssertRefusedAsync();
            clock.Set(TimeSpan.Zero);
        }

        Assert.Equal("valid", await program.CertificateStatusAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("manage/v1/status");
        return response.StatusCode;
    }

    // That the program has the clock that it is meant to have: no shift is small enough to be missed.
    private static Task AssertShowsAsync(AutomuaProgram program, TimeSpan shift) => Eventually.IsAsync(async () =>
    {
        string? date = (await program.GetAsync("/healthz"))["Date"];
        TimeSpan shown = DateTimeOffset.Parse(date!, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow;
        return (shown - shift).Duration() < TimeSpan.FromMinutes(10);
    });

    private async Task<AutomuaProgram> StartAsync()
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(new(clock.Environment) { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.StoreSampleDataAsync();
        return program;
    }
}
