using System.Buffers;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Automua.Core.Autodiscover;
using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for Autodiscover's answers over the sample data, the golden files' models and generated models.</summary>
[Properties(Arbitrary = [typeof(Models)])]
public sealed partial class AutodiscoverConformanceTests
{
    [Fact]
    public void AD_02_user_and_account_come_in_order() =>
        Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverRules.AD_02_order);

    [Property]
    public void AD_02_holds_for_any_model(MailAccount account) =>
        Dialect.Autodiscover.Holds(AutodiscoverRules.AD_02_order, account);

    [Fact]
    public void AD_03_security_words_suit_Outlook_and_Thunderbird() =>
        Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverRules.AD_03_security_words);

    [Property]
    public void AD_03_holds_for_any_model(MailAccount account) =>
        Dialect.Autodiscover.Holds(AutodiscoverRules.AD_03_security_words, account);

    [Fact]
    public void AD_04_protocols_and_their_members_come_in_order() =>
        Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverRules.AD_04_protocols);

    [Property]
    public void AD_04_holds_for_any_model(MailAccount account) =>
        Dialect.Autodiscover.Holds(AutodiscoverRules.AD_04_protocols, account);

    [Fact]
    public void AD_06_login_names_are_left_out_without_an_address() =>
        Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverRules.AD_06_login_name);

    [Property]
    public void AD_06_holds_for_any_model(MailAccount account) =>
        Dialect.Autodiscover.Holds(AutodiscoverRules.AD_06_login_name, account);

    [Fact]
    public void AC_12_servers_are_literal_in_autodiscover() =>
        Dialect.Autodiscover.HoldsForKnownModels(AutodiscoverRules.AC_12_servers_are_literal);

    [Property]
    public void AC_12_holds_for_any_model_in_autodiscover(MailAccount account) =>
        Dialect.Autodiscover.Holds(AutodiscoverRules.AC_12_servers_are_literal, account);

    [Property]
    public void AD_09_devices_are_told_where_ActiveSync_is(Mailbox mailbox) =>
        Dialect.MobileSync.Holds(AutodiscoverRules.AD_09_mobile_sync, mailbox.Account);

    [Property]
    public void AD_09_a_provider_without_ActiveSync_gives_no_settings(Mailbox mailbox) => Assert.Equal(
        Expected.Redirect(mailbox.Account) is not null || mailbox.Account.Provider.ActiveSyncUrl is not null,
        Dialect.MobileSync.TryWrite(mailbox.Account) is not null);

    [Property]
    public void AC_09_a_model_without_a_server_each_way_gives_no_settings(MailAccount account) => Assert.Equal(
        Expected.Redirect(account) is not null || (!account.Configuration.Incoming.IsEmpty && !account.Configuration.Outgoing.IsEmpty),
        Dialect.Autodiscover.TryWrite(account) is not null);

    [Property]
    public void AD_05_errors_are_in_the_schema_asked_for(int code, string? text, AutodiscoverSchema schema, TimeSpan sinceMidnight, uint id)
    {
        TimeOnly time = new(Math.Abs(sinceMidnight.Ticks % TimeSpan.TicksPerDay));
        ArrayBufferWriter<byte> output = new();
        AutodiscoverWriter.WriteError(new AutodiscoverError(code, text ?? "x"), schema, time, id, output);
        IsError(output.WrittenSpan.ToArray(), schema, code, Expected.Clean(text ?? "x"), id);
        Assert.Contains(
            $"Time=\"{time.Hour:00}:{time.Minute:00}:{time.Second:00}.{time.Ticks % TimeSpan.TicksPerSecond:0000000}\"",
            XmlAnswer.Text(output.WrittenSpan.ToArray()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AD_05_each_error_has_its_number() => Assert.Equal(
        [500, 501, 600, 601, 602, 603],
        new[]
        {
            AutodiscoverError.UnknownDomain, AutodiscoverError.InvalidAddress, AutodiscoverError.InvalidRequest, AutodiscoverError.ProviderNotAvailable,
            AutodiscoverError.NoSettings, AutodiscoverError.InternalError,
        }.Select(error => error.Code));

    [Theory]
    [InlineData("outlook/responseschema/2006a", "mobilesync/responseschema/2006")]
    [InlineData("Time=\"", "Hour=\"")]
    [InlineData("13:37:00.1234567", "13:37:00")]
    [InlineData(" Id=\"7\"", "")]
    [InlineData("<ErrorCode>600</ErrorCode>", "")]
    [InlineData("<DebugData/>", "")]
    [InlineData("<Error ", "<Fault ")]
    public void AD_05_refuses_other_errors(string right, string wrong)
    {
        ArrayBufferWriter<byte> output = new();
        AutodiscoverError error = AutodiscoverError.InvalidRequest;
        AutodiscoverWriter.WriteError(error, AutodiscoverSchema.Outlook, new TimeOnly(490_201_234_567), 7, output);
        string text = XmlAnswer.Text(output.WrittenSpan.ToArray());
        IsError(output.WrittenSpan.ToArray(), AutodiscoverSchema.Outlook, error.Code, error.Message, 7);
        string changed = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        Assert.ThrowsAny<Exception>(() =>
            IsError(System.Text.Encoding.UTF8.GetBytes(changed), AutodiscoverSchema.Outlook, error.Code, error.Message, 7));
    }

    private static void IsError(byte[] document, AutodiscoverSchema schema, int code, string message, uint id)
    {
        XElement root = XmlAnswer.Root(document);
        Assert.Equal(XName.Get("Autodiscover", AutodiscoverRules.ResponseNamespace), root.Name);
        XElement response = Assert.Single(root.Elements());
        string expected = schema == AutodiscoverSchema.Outlook
            ? AutodiscoverRules.OutlookNamespace
            : AutodiscoverRules.MobileSyncNamespace;
        Assert.Equal(XName.Get("Response", expected), response.Name);
        XElement error = Assert.Single(response.Elements());
        Assert.Equal(XName.Get("Error", expected), error.Name);
        Assert.Equal(["Time", "Id"], error.Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.Matches(TimeOfDay(), error.Attribute("Time")!.Value);
        Assert.Equal($"{id}", error.Attribute("Id")!.Value);
        XmlAnswer.HasChildren(error, ("ErrorCode", $"{code}"), ("Message", message), ("DebugData", ""));
    }

    [GeneratedRegex("^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{7}\\z", RegexOptions.None, 1000)]
    private static partial Regex TimeOfDay();
}
