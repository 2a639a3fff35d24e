using System.Buffers;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for Apple's profiles over the sample data, the golden files' models and generated models.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed class ProfileConformanceTests
{
    [Fact]
    public void AP_01_the_same_mailbox_has_the_same_profile() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_01_stable_identity);

    [Property]
    public void AP_01_stable_identity_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_01_stable_identity, mailbox.Account);

    [Fact]
    public void AP_02_the_payloads_of_a_profile_have_their_own_identities() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_02_identities_within_a_profile_differ);

    [Property]
    public void AP_02_identities_within_a_profile_differ_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_02_identities_within_a_profile_differ, mailbox.Account);

    [Fact]
    public void AP_03_no_value_is_empty_and_none_is_a_password() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_03_values);

    [Property]
    public void AP_03_values_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_03_values, mailbox.Account);

    [Fact]
    public void AP_04_keys_types_and_enumerations_are_Apples() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_04_schema);

    [Property]
    public void AP_04_schema_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_04_schema, mailbox.Account);

    [Fact]
    public void AP_04_consent_is_asked_for_by_language() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_04_consent);

    [Property]
    public void AP_04_consent_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_04_consent, mailbox.Account);

    [Fact]
    public void AP_04_mail_settings_are_the_best_servers() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_04_mail_settings);

    [Property]
    public void AP_04_mail_settings_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_04_mail_settings, mailbox.Account);

    [Fact]
    public void AP_04_dav_settings_are_the_stored_ones() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AP_04_dav_settings);

    [Property]
    public void AP_04_dav_settings_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AP_04_dav_settings, mailbox.Account);

    [Fact]
    public void AC_20_text_of_any_kind_arrives_in_profiles() =>
        Dialect.Mobileconfig.HoldsForKnownModels(ProfileRules.AC_20_text_of_any_kind);

    [Property]
    public void AC_20_text_of_any_kind_holds_for_any_model(Mailbox mailbox) =>
        Dialect.Mobileconfig.Holds(ProfileRules.AC_20_text_of_any_kind, mailbox.Account);

    [Property]
    public void AP_02_two_mailboxes_have_two_identities(Mailbox one, Mailbox other)
    {
        MailAccount otherMailbox = one.Account with { Address = other.Address };
        if (Dialect.Mobileconfig.TryWrite(one.Account) is not { } profile)
            return;
        string[] identities = ProfileRules.Identities(profile);
        string[] others = ProfileRules.Identities(Dialect.Mobileconfig.Write(otherMailbox));
        bool same = string.Equals(one.Address.Text, other.Address.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(same ? identities.Length : 0, identities.Intersect(others).Count());
    }

    [Property]
    public void AP_05_a_domain_is_a_file_name_that_needs_no_quoting(DomainName domain) =>
        Assert.True(Expected.IsHostName(domain.Value), domain.Value);

    [Property]
    public void AP_07_a_model_that_a_profile_cannot_express_gives_none(Mailbox mailbox) => Assert.Equal(
        ProfileRules.CanName(mailbox.Account.Configuration.Incoming) && ProfileRules.CanName(mailbox.Account.Configuration.Outgoing),
        Dialect.Mobileconfig.TryWrite(mailbox.Account) is not null);

    [Theory]
    [InlineData(MailServerType.Imap, "incoming")]
    [InlineData(MailServerType.Smtp, "outgoing")]
    public void AP_07_a_domain_with_OAuth2_only_is_told_so(MailServerType type, string direction)
    {
        MailAccount known = KnownModels.Sample[0];
        MailAccount tokens = known with
        {
            Configuration = new DomainConfiguration(
                known.Domain,
                known.Provider,
                [
                    .. known.Configuration.Incoming.Concat(known.Configuration.Outgoing)
                        .Select(server => server.Type == type ? server with { Authentication = [AuthenticationMethod.OAuth2] } : server),
                ],
                []),
        };
        ArrayBufferWriter<byte> output = new();
        UnusableConfigurationException reason = Assert.Throws<UnusableConfigurationException>(() => ProfileWriter.Write(tokens, output));
        Assert.Contains("OAuth 2 only", reason.Message, StringComparison.Ordinal);
        Assert.Contains(direction, reason.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user", reason.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, output.WrittenCount);
    }
}
