using System.Text;
using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class CredentialTests(EmptyProgram empty) : IClassFixture<EmptyProgram>
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "DELETE"];

    public static TheoryData<string, string> Wrong => new()
    {
        { "Authorization", "Bearer wrong-key-wrong-key" },
        { "Authorization", "Bearer" },
        { "Authorization", "Bearer " },
        { "Authorization", AutomuaProgram.AdminKey },
        { "Authorization", $"Bearer {AutomuaProgram.AdminKey}x" },
        { "Authorization", $"Bearer {AutomuaProgram.AdminKey[..^1]}" },
        { "Authorization", $"Bearer {AutomuaProgram.AdminKey.ToUpperInvariant()}" },
        { "Authorization", $"Bearer {AutomuaProgram.AdminKey}, Bearer {AutomuaProgram.AdminKey}" },
        { "Authorization", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"admin:{AutomuaProgram.AdminKey}"))}" },
        { "x-functions-key", "wrong-key-wrong-key" },
        { "x-functions-key", "" },
        { "x-functions-key", $"Bearer {AutomuaProgram.AdminKey}" },
        { "Cookie", $"x-functions-key={AutomuaProgram.AdminKey}" },
    };

    [Fact]
    public async Task Without_a_credential_administration_is_401_with_a_challenge()
    {
        foreach (string method in Methods)
        {
            foreach (string target in (string[])["/initdb", "/initdb/", "/InitDB", $"/initdb?code={AutomuaProgram.AdminKey}"])
            {
                Reply reply = await empty.Program.SendAsync(new HttpMethod(method), target);
                await AssertRefusedAsync(reply, method);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_credential_is_401_and_changes_nothing(string header, string value)
    {
        foreach (string method in Methods)
        {
            Reply reply = await empty.Program.SendAsync(
                new HttpMethod(method), "/initdb", null, null, (header, value), ("X-Forwarded-For", Clients.NewAddress()));
            await AssertRefusedAsync(reply, method);
        }
    }

    [Fact]
    public async Task A_wrong_credential_is_refused_before_the_body_is_read()
    {
        string request = $"POST /initdb HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{{\"provider\":";
        Reply? reply = await RawConnection.ExchangeAsync(empty.Program, request);
        Assert.Equal(401, reply?.Status);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + AutomuaProgram.AdminKey)]
    [InlineData("Authorization", "bearer " + AutomuaProgram.AdminKey)]
    [InlineData("Authorization", "BEARER  " + AutomuaProgram.AdminKey)]
    [InlineData("x-functions-key", AutomuaProgram.AdminKey)]
    [InlineData("X-Functions-Key", AutomuaProgram.AdminKey)]
    public async Task The_right_key_opens(string header, string value)
    {
        Reply reply = await empty.Program.SendAsync(HttpMethod.Head, "/initdb", null, null, (header, value));
        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Equal("no-store", reply["Cache-Control"]);
    }

    private async Task AssertRefusedAsync(Reply reply, string method)
    {
        Assert.Equal(401, reply.Status);
        Assert.StartsWith("Bearer", reply["WWW-Authenticate"], StringComparison.Ordinal);
        if (method != "HEAD")
            reply.AssertProblem(401);
        Assert.DoesNotContain(AutomuaProgram.AdminKey, reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("empty", (await empty.Program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
    }
}
