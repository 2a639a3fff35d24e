using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

public sealed class SlowedClientTests
{
    [Fact]
    public async Task A_client_that_guesses_gets_429_and_another_does_not()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = "1" });
        string guesser = Clients.NewAddress();
        List<Reply> replies = [];
        do
        {
            string wrong = $"wrong-key-{replies.Count:000000}";
            replies.Add(await program.GetAsync("/initdb", null, ("x-functions-key", wrong), ("X-Forwarded-For", guesser)));
        }
        while (replies[^1].Status == 401 && replies.Count < 20);

        Assert.True(replies.Count > 5, "The client was refused too early.");
        replies[^1].AssertProblem(429);
        Assert.InRange(int.Parse(replies[^1]["Retry-After"]!), 1, 300);
        Assert.Equal(200, (await program.KnockAsync(AutomuaProgram.AdminKey)).Status);
        await program.WaitForLogAsync(guesser);
        Assert.DoesNotContain("wrong-key-", program.Log.Error, StringComparison.Ordinal);
    }
}
