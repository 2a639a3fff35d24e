using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The program under a service manager that is none; a real one is in the tests of the unit.</summary>
public sealed class ServiceManagerTests
{
    [Theory]
    [InlineData("/nonexistent/notify")]
    [InlineData("@nobody-listens-here")]
    public async Task A_service_manager_that_is_gone_keeps_the_program_from_nothing(string socket)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["NOTIFY_SOCKET"] = socket });
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        Assert.Equal(0, await program.StopAsync());
    }
}
