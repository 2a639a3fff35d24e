using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>Programs with the sample data that sign profiles, or do not, and what they are asked.</summary>
internal static class SigningProgram
{
    /// <summary>What is asked for.</summary>
    public const string Target = "/mobileconfig?emailaddress=user@example.com&name=Jane+Doe";

    /// <summary>Starts a program that signs.</summary>
    /// <param name="certificate">Its <c>sign_certificate</c>.</param>
    /// <param name="key">Its <c>sign_key</c>.</param>
    /// <param name="password">Its <c>sign_password</c>.</param>
    public static async Task<AutomuaProgram> StartAsync(string certificate, string? key = null, string? password = null) =>
        await StartAsync(Settings(certificate, key, password));

    /// <summary>Starts a program.</summary>
    public static async Task<AutomuaProgram> StartAsync(Dictionary<string, string?> environment)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        await program.StoreSampleDataAsync();
        return program;
    }

    /// <summary>The environment of a program that signs.</summary>
    public static Dictionary<string, string?> Settings(string certificate, string? key = null, string? password = null) => new()
    {
        ["AUTOMUA_SIGN_CERTIFICATE"] = certificate, ["AUTOMUA_SIGN_KEY"] = key, ["AUTOMUA_SIGN_PASSWORD"] = password,
    };

    /// <summary>What a program serves.</summary>
    public static async Task<byte[]> ProfileAsync(this AutomuaProgram program, string target = Target)
    {
        Reply reply = await program.GetAsync(target);
        Assert.Equal(200, reply.Status);
        return reply.Body;
    }

    /// <summary>The state of the signing certificate that a program tells.</summary>
    public static async Task<string?> CertificateStatusAsync(this AutomuaProgram program)
    {
        Reply reply = await program.GetAsync("/readyz");
        Assert.Equal(200, reply.Status);
        Assert.Equal("ready", reply.Json.GetProperty("status").GetString());
        return reply.Json.GetProperty("sign_certificate").GetProperty("status").GetString();
    }

    /// <summary>Holds an answer against the rule that a profile is signed or is not served.</summary>
    public static async Task AssertRefusedAsync(this AutomuaProgram program)
    {
        foreach (string target in (string[])[Target, "/email.mobileconfig?emailaddress=user@example.net"])
        {
            Reply reply = await program.GetAsync(target);
            reply.AssertProblem(503);
            Assert.InRange(int.Parse(reply["Retry-After"]!), 1, 600);
            Assert.Null(reply["Content-Disposition"]);
            Assert.DoesNotContain("Payload", reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(".pem", reply.Text, StringComparison.Ordinal);
        }
    }
}
