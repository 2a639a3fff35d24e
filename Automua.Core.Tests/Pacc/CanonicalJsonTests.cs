using System.Text.Json;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Pacc;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("Plain", "Plain")]
    [InlineData("<Mail> & 'Post' / 📧 é \u007f", "<Mail> & 'Post' / 📧 é")]
    [InlineData("a \"quoted\" \\ name", "a \\\"quoted\\\" \\\\ name")]
    [InlineData("  two\t\tlines\r\nor\u2028three\u0000 ", "two lines or three")]
    public void PA_01_text_has_the_fewest_escapes(string name, string written) => AssertWritten(name, written);

    [Fact]
    public void PA_01_half_a_character_is_replaced() => AssertWritten("half \ud83d!", "half \ufffd!");

    private static void AssertWritten(string name, string written)
    {
        MailAccount known = KnownModels.Sample[0];
        MailAccount account = known with
        {
            Configuration = new DomainConfiguration(
                known.Domain, new Provider(name, "P"), [], [.. known.Configuration.DavServers]),
        };
        string document = XmlAnswer.Text(Dialect.Pacc.Write(account));
        Assert.Contains($"{{\"name\":\"{written}\",\"shortName\":\"P\"}}", document, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(document).ValueKind);
    }
}
