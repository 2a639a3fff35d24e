using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed partial class MailboxSecrecyTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private static readonly string[] LocalParts = ["postmaster", "zq7nobody", "root", "a", "zq7.first+tag"];

    [Theory]
    [InlineData("/mail/config-v1.1.xml", null)]
    [InlineData("/mail/config-v1.1.xml", "autoconfig.example.com")]
    [InlineData("/autodiscover/autodiscover.xml", null)]
    [InlineData("/autodiscover/autodiscover.xml", "autodiscover.example.com")]
    [InlineData("/mobileconfig", null)]
    [InlineData("/settings", null)]
    [InlineData(PaccTests.Path, null)]
    [InlineData(PaccTests.Path, "ua-auto-config.example.com")]
    public async Task XX_02_all_mailboxes_of_a_domain_are_answered_alike(string path, string? host)
    {
        List<string> answers = [];
        foreach (string local in LocalParts)
            answers.Add(Impersonal(await seeded.Program.GetAsync($"{path}?emailaddress={local}@example.com", host), local));
        Assert.Single(answers.Distinct());
        Assert.StartsWith("200", answers[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("unknown.example")]
    [InlineData(SeededProgram.WithoutOutgoing)]
    public async Task XX_02_autodiscover_by_POST_answers_all_mailboxes_alike(string domain)
    {
        List<string> answers = [];
        foreach (string local in LocalParts)
        {
            using StringContent content = AutodiscoverBody.Content($"{local}@{domain}");
            Reply reply = await seeded.Program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);
            answers.Add(Impersonal(reply, local));
        }

        Assert.Single(answers.Distinct());
    }

    // What is left of an answer without the mailbox, its identifiers, and the time.
    private static string Impersonal(Reply reply, string local)
    {
        string headers = string.Join('\n', reply.Headers
            .Where(header => header.Key is not ("Date" or "Content-Length")).Select(header => $"{header.Key}: {header.Value}"));
        string body = Identifier().Replace(reply.Text.Replace($"{local}@", "@", StringComparison.Ordinal), "ID");
        return $"{reply.Status}\n{headers}\n{Time().Replace(body, "TIME")}";
    }

    [GeneratedRegex("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d{7}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Time();
}
