using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for clientConfig documents over the sample data, the golden files' models and generated models.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed class AutoconfigConformanceTests
{
    [Fact]
    public void AC_01_the_answer_is_UTF8_without_BOM_and_begins_with_the_declaration() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_01_first_octet_and_encoding);

    [Property]
    public void AC_01_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_01_first_octet_and_encoding, account);

    [Fact]
    public void AC_03_root_and_provider_are_as_clients_look_for_them() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_03_root_and_provider);

    [Property]
    public void AC_03_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_03_root_and_provider, account);

    [Fact]
    public void AC_04_the_domain_asked_for_and_its_names_are_there() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_04_domains);

    [Property]
    public void AC_04_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_04_domains, account);

    [Fact]
    public void AC_05_server_blocks_are_complete_and_nothing_is_empty() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_05_complete_server_blocks);

    [Property]
    public void AC_05_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_05_complete_server_blocks, account);

    [Fact]
    public void AC_06_server_blocks_have_no_attribute_but_type() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_06_no_attribute_but_type);

    [Property]
    public void AC_06_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_06_no_attribute_but_type, account);

    [Fact]
    public void AC_07_servers_without_TLS_are_written_only_when_allowed_and_last() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_07_transport_security);

    [Property]
    public void AC_07_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_07_transport_security, account);

    [Fact]
    public void AC_08_authentication_words_are_the_specified_ones_and_a_token_comes_first() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_08_authentication_words);

    [Property]
    public void AC_08_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_08_authentication_words, account);

    [Fact]
    public void AC_10_all_servers_are_written_in_order() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_10_all_servers_in_order);

    [Property]
    public void AC_10_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_10_all_servers_in_order, account);

    [Fact]
    public void AC_11_values_are_text_without_white_space_around() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_11_no_white_space_inside_values);

    [Property]
    public void AC_11_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_11_no_white_space_inside_values, account);

    [Fact]
    public void AC_12_only_the_mailbox_stays_a_placeholder() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_12_placeholders);

    [Property]
    public void AC_12_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_12_placeholders, account);

    [Fact]
    public void AC_14_the_mailbox_changes_nothing() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_14_the_mailbox_changes_nothing);

    [Property]
    public void AC_14_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_14_the_mailbox_changes_nothing, account);

    [Fact]
    public void AC_18_dav_servers_follow_the_provider() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_18_dav_servers);

    [Property]
    public void AC_18_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_18_dav_servers, account);

    [Fact]
    public void AC_19_oauth2_is_in_the_root_when_configured() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_19_oauth2);

    [Property]
    public void AC_19_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_19_oauth2, account);

    [Fact]
    public void AC_20_text_of_any_kind_arrives() =>
        Dialect.Autoconfig.HoldsForKnownModels(AutoconfigRules.AC_20_text_of_any_kind);

    [Property]
    public void AC_20_holds_for_any_model(MailAccount account) =>
        Dialect.Autoconfig.Holds(AutoconfigRules.AC_20_text_of_any_kind, account);

    [Property]
    public void AC_09_a_model_without_a_writable_server_each_way_gives_no_answer(MailAccount account)
    {
        bool writable = new[] { account.Configuration.Incoming, account.Configuration.Outgoing }.All(servers =>
            servers.Any(server => server.Security != ConnectionSecurity.None || account.Provider.AllowPlain));
        Assert.Equal(writable, Dialect.Autoconfig.TryWrite(account) is not null);
    }
}
