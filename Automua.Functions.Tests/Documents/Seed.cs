using System.Text.Json;

namespace Automua.Functions.Tests.Documents;

/// <summary>Seeds as administrators write them.</summary>
internal static class Seed
{
    /// <summary>A seed of version 1 with an IMAP and an SMTP server whose names show that they belong together.</summary>
    public static string Of(string provider, string mark, params string[] domains) => JsonSerializer.Serialize(new
    {
        provider,
        domains,
        servers = (object[])[new { type = "imap", name = $"imap.{mark}.example" }, new { type = "smtp", name = $"smtp.{mark}.example" }],
    });
}
