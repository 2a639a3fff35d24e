using System.Buffers;
using System.Text;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Core.Tests.Documents;

public sealed class NativeWriterTests
{
    private static readonly DirectoryServer Directory =
        new(1, "ldap.example", 636, UseTls: true, "dc=example", "(mail={0})", "uid") { CnAttribute = "cn" };

    [Theory]
    [InlineData("word", 1, NativeWriter.MaskedPassword)]
    [InlineData("env:LDAP_PASSWORD", 0, "env:LDAP_PASSWORD")]
    [InlineData(null, 0, null)]
    public void A_password_is_masked_and_counted_and_where_it_comes_from_is_not(string? password, int masked, string? written)
    {
        (string document, int count) = Written(new ExportedDirectory(Directory with { BindPassword = password }));
        Assert.Equal(masked, count);
        ImportedDirectory read = Assert.Single(Read(document).Directories);
        Assert.Equal(written, read.Server.BindPassword);
        Assert.Equal(masked == 1, read.KeepsPassword);
    }

    [Fact]
    public void An_attribute_that_is_not_to_be_asked_for_stays_so()
    {
        (string document, _) = Written(new ExportedDirectory(Directory with { CnAttribute = null }));
        Assert.Null(Assert.Single(Read(document).Directories).Server.CnAttribute);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void That_a_directory_may_be_asked_in_the_clear_is_written_where_it_may(bool allowPlain)
    {
        (string document, _) = Written(new ExportedDirectory(Directory with { UseTls = false, AllowPlain = allowPlain }));
        Assert.Equal(allowPlain, document.Contains("allow_plain", StringComparison.Ordinal));
        Assert.Equal(allowPlain, Assert.Single(Read(document).Directories).Server.AllowPlain);
    }

    [Fact]
    public void A_user_whose_password_is_masked_comes_back()
    {
        (string document, _) = Written(new ExportedDirectory(Directory with { BindUser = "cn=reader", BindPassword = "word" }));
        ImportedDirectory read = Assert.Single(Read(document).Directories);
        Assert.Equal("cn=reader", read.Server.BindUser);
        Assert.Equal("kept", read.Over(Directory with { BindPassword = "kept" })?.BindPassword);
        Assert.Null(read.Over(Directory));
        Assert.Null(read.Over(null));
    }

    [Fact]
    public void Gaps_are_not_written()
    {
        ExportGap gap = new(new RowFault("server", 7, "port", "is 'x'"), 2);
        (string document, _) = Written(gap);
        Assert.Equal("{\n  \"version\": 3,\n  \"providers\": []\n}", document);
        Assert.Equal("server row 7: port is 'x'; 2 domains are left out", gap.ToString());
    }

    [Fact]
    public void Of_a_provider_that_is_not_asked_for_itself_most_domains_servers_are_written_once()
    {
        ImportedServers common = Servers("common");
        ImportedServers rare = Servers("rare");
        ExportedProvider provider = new(
            null, new Provider("P", "P"), Servers("own"), [Domain("a.example", rare), Domain("b.example", common), Domain("c.example", Servers("common"))]);
        (string document, _) = Written(provider);
        ImportedProvider read = Assert.Single(Read(document).Providers);
        Assert.Equal(common, read.Servers);
        Assert.Equal([rare, common, common], read.Domains.Select(domain => domain.Servers));

        (document, _) = Written(provider with { Provider = provider.Provider with { MxDomains = [DomainName.Parse("mx.example")] } });
        read = Assert.Single(Read(document).Providers);
        Assert.Equal(Servers("own"), read.Servers);
        Assert.Equal([rare, common, common], read.Domains.Select(domain => domain.Servers));
    }

    private static ExportedDomain Domain(string name, ImportedServers servers) => new(DomainPattern.Parse(name), servers, null);

    private static ImportedServers Servers(string mark) =>
        new([new MailServer(MailServerType.Imap, Template.Parse($"imap.{mark}.example"), 993, ConnectionSecurity.ImplicitTls)], []);

    private static (string Document, int Masked) Written(params ExportedItem[] items)
    {
        ArrayBufferWriter<byte> output = new();
        using NativeWriter writer = new(output, tellsPasswords: false);
        foreach (ExportedItem item in items)
            writer.Write(item);
        writer.End();
        return (Encoding.UTF8.GetString(output.WrittenSpan), writer.Masked);
    }

    private static ImportDocument Read(string document)
    {
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(document));
        Assert.Empty(reading.Faults);
        return reading.Document!;
    }
}
