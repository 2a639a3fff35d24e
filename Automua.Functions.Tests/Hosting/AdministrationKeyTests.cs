using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

public sealed class AdministrationKeyTests
{
    private const string Mark = "administration key for this run: ";

    [Fact]
    public async Task Without_a_configured_key_the_printed_one_opens_and_is_new_in_every_run()
    {
        List<string> keys = [];
        for (int run = 0; run < 2; run++)
        {
            await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_ADMIN_KEY"] = null });
            string key = await PrintedKeyAsync(program);
            Assert.True(key.Length >= 32, "The key can be guessed.");
            keys.Add(key);
            Assert.Equal(401, (await program.GetAsync("/initdb")).Status);
            Assert.Equal(401, (await program.GetAsync("/initdb", null, ("x-functions-key", ""))).Status);
            Assert.Equal(401, (await program.GetAsync("/initdb", null, ("x-functions-key", keys[0] + "0"))).Status);
            Assert.Equal(200, (await program.GetAsync("/initdb", null, ("x-functions-key", key))).Status);
            Assert.Equal(409, (await program.GetAsync("/initdb", null, ("Authorization", $"Bearer {key}"))).Status);
            if (run == 1)
                Assert.Equal(401, (await program.GetAsync("/initdb", null, ("x-functions-key", keys[0]))).Status);
            await program.StopAsync();
            Assert.DoesNotContain(key, program.Log.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_configured_key_is_never_printed()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_LOGLEVEL"] = "DEBUG" });
        await program.StoreSampleDataAsync();
        await program.StopAsync();
        Assert.DoesNotContain(AutomuaProgram.AdminKey, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, program.Log.Output, StringComparison.Ordinal);
    }

    // The line with the key comes after the one that says where the program listens.
    private static async Task<string> PrintedKeyAsync(AutomuaProgram program)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!program.Log.Output.Contains(Mark, StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);
        return program.Log.Output.Split(Mark)[1].Split('\n')[0];
    }
}
