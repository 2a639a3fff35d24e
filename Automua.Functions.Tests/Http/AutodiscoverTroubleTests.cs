using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>What Autodiscover says of rows that an administrator wrote wrong, and of what nobody expected.</summary>
[UnderTheHost]
public sealed class AutodiscoverTroubleTests
{
    private const string Path = "/autodiscover/autodiscover.xml";

    [Fact]
    public async Task AD_05_a_domain_whose_rows_are_wrong_is_602_and_404_elsewhere()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("UPDATE server SET port = -1");
        await AssertErrorAsync(program, 602);
        foreach (string target in (string[])[Path, "/mail/config-v1.1.xml", "/mobileconfig", "/settings", PaccTests.Path])
            (await program.GetAsync($"{target}?emailaddress=user@example.com")).AssertProblem(404);
        await program.WaitForLogAsync("cannot be answered: ");
    }

    [Fact]
    public async Task AD_05_what_nobody_expected_is_603_and_the_log_says_where()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        // The fault of this row cannot be told by its number, which is none.
        await program.ChangeDatabaseAsync(
            """
            PRAGMA foreign_keys = OFF;
            DROP TABLE provider;
            CREATE TABLE provider (id TEXT, name TEXT, short_name TEXT, automua_id TEXT, automua_details TEXT);
            INSERT INTO provider VALUES ('x', '', '', NULL, NULL);
            UPDATE domain SET provider_id = 'x';
            """);
        await AssertErrorAsync(program, 603);
        await program.WaitForLogAsync("Autodiscover: FormatException at ");
        program.Log.AssertNoAddress();

        // Who asks by GET expects no document that says so.
        (await program.GetAsync($"{Path}?emailaddress=user@example.com")).AssertProblem(500);
    }

    private static async Task AssertErrorAsync(AutomuaProgram program, int code)
    {
        using StringContent outlook = AutodiscoverBody.Content("user@example.com");
        AutodiscoverBody.AssertError(await program.SendAsync(HttpMethod.Post, Path, outlook), code);
        using StringContent device = AutodiscoverBody.Content(
            "user@example.com", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse);
        AutodiscoverBody.AssertError(await program.SendAsync(HttpMethod.Post, Path, device), code, AutodiscoverBody.MobileSyncResponse);
    }
}
