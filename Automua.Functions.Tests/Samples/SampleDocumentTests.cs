using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Samples;

/// <summary>The documents that administrators start from are as good as their own.</summary>
public sealed class SampleDocumentTests
{
    [Theory]
    [InlineData("seed-v1.json", "example.com")]
    [InlineData("seed-v2.json", "alumni.example")]
    [InlineData("seed-v3.json", "customer.example", "any.customer.example", "special.example")]
    public async Task A_sample_is_imported_without_a_word_and_answered(string file, params string[] domains)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        (int status, JsonElement answer) = await administrator.ImportAsync(
            SampleFile.Read(file));
        Assert.True(status == 200, answer.ToString());
        Assert.False(answer.TryGetProperty("warnings", out _), answer.ToString());
        foreach (string domain in domains)
        {
            foreach (string path in (string[])["mail/config-v1.1.xml", "mobileconfig", "settings", "autodiscover/autodiscover.xml"])
                Assert.Equal(200, (await program.GetAsync($"/{path}?emailaddress=user@{domain}")).Status);
        }
    }

    [Fact]
    public async Task The_samples_can_all_be_imported_into_one_store()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "contrib"), "*.json");
        Assert.True(files.Length > 2);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            (int status, JsonElement answer) = await administrator.ImportAsync(await File.ReadAllTextAsync(file));
            Assert.True(status == 200, $"{file}: {answer}");
            Assert.Equal(0, answer.GetProperty("domains").GetProperty("changed").GetInt32());
        }
    }

    [Fact]
    public async Task The_samples_directory_is_asked_for_a_mailbox_and_for_no_domain()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["LDAP_PASSWORD"] = "secret" });
        using HttpClient administrator = program.NewAdministrator();
        await administrator.ImportAsync(SampleFile.Read("seed-v2.json"));
        Assert.Equal(200, (await program.GetAsync("/v1.1/campus.example")).Status);
        // Nobody has a server of that name: without its answer there is none.
        Assert.Equal(503, (await program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@campus.example")).Status);
        await program.WaitForLogAsync("ldap.campus.example");
    }
}
