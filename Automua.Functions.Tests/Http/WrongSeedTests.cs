using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class WrongSeedTests(EmptyProgram empty) : IClassFixture<EmptyProgram>
{
    [Theory]
    [InlineData("", "")]
    [InlineData("nonsense", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "/provider")]
    [InlineData("""{"provider": "P", "domains": ["a_b.example"], "servers": [{"type": "imap", "name": "i.example"}]}""", "/domains/0")]
    [InlineData("""{"provider": "P", "domains": ["ok.example"], "servers": [{"type": "imapp", "name": "i.example"}]}""", "/servers/0/type")]
    [InlineData("""{"provider": "P", "domains": ["ok.example"], "servers": [{"type": "imap", "name": "i.example", "port": 0}]}""", "/servers/0/port")]
    [InlineData("""{"provider": "P", "provider": "Q", "domains": ["ok.example"], "servers": [{"type": "imap", "name": "i.example"}]}""", "")]
    public async Task POST_of_a_wrong_document_stores_nothing_and_points_at_the_place(string document, string pointer)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(document));
        Reply reply = await empty.Program.SendAsync(
            HttpMethod.Post, "/initdb", content, null, ("x-functions-key", AutomuaProgram.AdminKey));
        reply.AssertProblem(400);
        JsonElement[] errors = [.. reply.Json.GetProperty("errors").EnumerateArray()];
        Assert.Contains(pointer, errors.Select(error => error.GetProperty("pointer").GetString()));
        Assert.All(errors, error => Assert.NotEmpty(error.GetProperty("detail").GetString()!));
        Assert.Equal("empty", (await empty.Program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
    }
}
