using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Automua.Core.Autoconfig;
using Automua.Core.Autodiscover;
using Automua.Core.Dns;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Core.Settings;

namespace Automua.Core.Tests.Conformance;

/// <summary>A writer under test, and what can be said of its answers.</summary>
public sealed class Dialect
{
    public static readonly Dialect Autoconfig = new(AutoconfigWriter.Write);
    public static readonly Dialect Autodiscover = new(AutodiscoverWriter.Write);
    public static readonly Dialect MobileSync = new(MobileSyncWriter.Write);
    public static readonly Dialect Settings = new(SettingsWriter.Write);
    public static readonly Dialect Mobileconfig = new(ProfileWriter.Write);
    public static readonly Dialect Pacc = new((account, output) => PaccWriter.Write(account, PaccSubmissionKey.Submit, output));
    public static readonly Dialect DnsZone = new((account, output) => DnsZoneWriter.Write(account.Domain, Records(account), output));
    public static readonly Dialect DnsJson = new((account, output) => DnsJsonWriter.Write(Records(account), output));

    private readonly Action<MailAccount, IBufferWriter<byte>> _write;

    private Dialect(Action<MailAccount, IBufferWriter<byte>> write) => _write = write;

    /// <summary>The answer of a model that has one.</summary>
    public byte[] Write(MailAccount account) =>
        TryWrite(account) ?? throw new InvalidOperationException("The model gives no answer in this dialect.");

    /// <summary>The answer, or null when the dialect can name nothing; then nothing may have been written.</summary>
    public byte[]? TryWrite(MailAccount account)
    {
        ArrayBufferWriter<byte> output = new();
        try
        {
            _write(account, output);
        }
        catch (UnusableConfigurationException)
        {
            Assert.Equal(0, output.WrittenCount);
            return null;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Asserts a rule of a model's answer, when the model has one.</summary>
    public void Holds(Action<byte[], MailAccount> rule, MailAccount account)
    {
        if (TryWrite(account) is { } answer)
            rule(answer, account);
    }

    /// <summary>Asserts a rule of every known model's answer.</summary>
    public void HoldsForKnownModels(Action<byte[], MailAccount> rule)
    {
        foreach (MailAccount account in KnownModels.Mailboxes)
            rule(Write(account), account);
        if (this == Mobileconfig)
            return;
        foreach (MailAccount account in KnownModels.Mailboxes)
        {
            MailAccount anybody = account with { Address = null, RealName = null, DirectoryLogin = null };
            rule(Write(anybody), anybody);
        }
    }

    /// <summary>Asserts that a rule refuses an answer that was right before a part of it was replaced.</summary>
    public void Refuses(Action<byte[], MailAccount> rule, MailAccount account, string right, string wrong)
    {
        byte[] answer = Write(account);
        rule(answer, account);
        string text = Encoding.UTF8.GetString(answer);
        int at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The answer does not hold '{right}'.");
        byte[] changed = Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + right.Length)..]);
        Assert.ThrowsAny<Exception>(() => rule(changed, account));
    }

    private static ImmutableArray<DnsRecord> Records(MailAccount account) =>
        DnsRecords.Of(account, DomainName.Parse("automua.example.net"), PaccSubmissionKey.Submit);
}
