using Automua.Core.Autoconfig;
using Automua.Core.Autodiscover;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Autoconfig;

[Properties(Arbitrary = [typeof(Models)])]
public sealed class AutoconfigWriterTests
{
    [Property(MaxTest = 50)]
    public void An_answer_does_not_depend_on_the_pieces_in_which_it_is_written(Mailbox mailbox)
    {
        MailAccount account = mailbox.Account;
        if (Dialect.Autoconfig.TryWrite(account) is { } autoconfig)
        {
            SmallPiecesWriter pieces = new();
            AutoconfigWriter.Write(account, pieces);
            Assert.Equal(autoconfig, pieces.Written);
        }

        if (Dialect.Autodiscover.TryWrite(account) is { } autodiscover)
        {
            SmallPiecesWriter pieces = new();
            AutodiscoverWriter.Write(account, pieces);
            Assert.Equal(autodiscover, pieces.Written);
        }

        if (Dialect.Mobileconfig.TryWrite(account) is { } profile)
        {
            SmallPiecesWriter pieces = new();
            ProfileWriter.Write(account, pieces);
            Assert.Equal(profile, pieces.Written);
        }
    }

    [Theory]
    [InlineData(2040)]
    [InlineData(2048)]
    [InlineData(10_000)]
    public void A_long_value_arrives_whole(int length)
    {
        string name = string.Concat(Enumerable.Repeat("aü<😀", length / 5));
        MailAccount known = KnownModels.Sample[0];
        MailAccount account = known with
        {
            Configuration = new DomainConfiguration(
                known.Domain,
                known.Provider with { Name = name },
                [.. known.Configuration.Incoming, .. known.Configuration.Outgoing],
                []),
        };
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_20_text_of_any_kind, account);
        Dialect.Mobileconfig.Holds(ProfileRules.AC_20_text_of_any_kind, account);
    }

    [Theory]
    [InlineData(MailServerType.Imap, "incoming")]
    [InlineData(MailServerType.Smtp, "outgoing")]
    public void AC_09_the_reason_names_the_direction_and_no_address(MailServerType missing, string direction)
    {
        MailAccount known = KnownModels.Sample[0];
        MailAccount account = known with
        {
            Configuration = new DomainConfiguration(
                known.Domain,
                known.Provider,
                [.. known.Configuration.Incoming.Concat(known.Configuration.Outgoing).Where(server => server.Type != missing)],
                []),
        };
        UnusableConfigurationException reason = Assert.Throws<UnusableConfigurationException>(() => AutoconfigWriter.Write(account, new SmallPiecesWriter()));
        Assert.Contains(direction, reason.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AC_18_dav_without_TLS_is_written_only_when_allowed()
    {
        MailAccount known = KnownModels.Sample[0];
        DavServer plain = new(DavServerType.CalDav, Template.Parse("http://dav.example.com/"));
        foreach (bool allowed in (bool[])[true, false])
        {
            MailAccount account = known with
            {
                Configuration = new DomainConfiguration(
                    known.Domain,
                    known.Provider with { AllowPlain = allowed },
                    [.. known.Configuration.Incoming, .. known.Configuration.Outgoing],
                    [plain]),
            };
            Assert.Equal(allowed, XmlAnswer.Text(Dialect.Autoconfig.Write(account)).Contains("http://dav.example.com/", StringComparison.Ordinal));
        }
    }
}
