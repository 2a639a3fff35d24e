using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>The documents that administrators start from are as good as their own.</summary>
public sealed class SampleDocumentTests
{
    [Theory]
    [InlineData("seed-v1.json", "example.com")]
    [InlineData("seed-v3.json", "customer.example", "any.customer.example", "special.example")]
    public async Task A_sample_is_imported_without_a_word_and_answered(string file, params string[] domains)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        (int status, JsonElement answer) = await administrator.ImportAsync(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contrib", file)));
        Assert.True(status == 200, answer.ToString());
        Assert.False(answer.TryGetProperty("warnings", out _), answer.ToString());
        foreach (string domain in domains)
        {
            foreach (string path in (string[])["mail/config-v1.1.xml", "mobileconfig", "settings", "autodiscover/autodiscover.xml"])
                Assert.Equal(200, (await program.GetAsync($"/{path}?emailaddress=user@{domain}")).Status);
        }
    }
}
