using System.Net;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>What is asked of a program whose domains name directories, and how the answers are read.</summary>
internal static class DirectoryAnswers
{
    /// <summary>The path of Autodiscover.</summary>
    public const string AutodiscoverPath = "/autodiscover/autodiscover.xml";

    /// <summary>Asks as Outlook does, which is told the login name and the full name.</summary>
    public static async Task<Reply> AskAsync(this AutomuaProgram program, string address)
    {
        using StringContent content = AutodiscoverBody.Content(WebUtility.HtmlEncode(address));
        return await program.SendAsync(HttpMethod.Post, AutodiscoverPath, content);
    }

    /// <summary>What Outlook is told.</summary>
    public static async Task<Told> TellAsync(this AutomuaProgram program, string address) => (await program.AskAsync(address)).Told();

    /// <summary>What an answer to Outlook tells.</summary>
    public static Told Told(this Reply reply)
    {
        Assert.True(reply.Status == 200, reply.Text);
        return new Told(
            Assert.Single(AutodiscoverBody.Named(reply.Xml, "LoginName").Distinct()), Assert.Single(AutodiscoverBody.Named(reply.Xml, "DisplayName")));
    }

    /// <summary>The target of a question by GET.</summary>
    public static string Of(string path, string address) => $"{path}?emailaddress={Uri.EscapeDataString(address)}";

    /// <summary>Holds an answer against what is said while a directory cannot be used: when to ask again, and nothing else.</summary>
    public static void AssertTryAgain(this Reply reply)
    {
        Assert.True(reply.Status == 503, $"{reply.Status}: {reply.Text}");
        Assert.InRange(int.Parse(reply["Retry-After"]!), 1, 600);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.DoesNotContain("ldap", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("localhost", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Slapd.Suffix, reply.Text, StringComparison.OrdinalIgnoreCase);
    }
}
