using Automua.Core.Model;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Golden;

/// <summary>The writers' answers, octet by octet.</summary>
public sealed class GoldenTests
{
    // PACC has no word for the rest: STARTTLS, ports of one's own.
    private static readonly string[] WithoutPacc = ["sample-org"];

    private static readonly string[] WithMobileSync = ["activesync", "redirect"];

    public static TheoryData<string> Names => [.. GoldenModels.All.Keys];

    public static TheoryData<string> NamesWithMobileSync => [.. WithMobileSync];

    public static TheoryData<string> NamesWithPacc => [.. GoldenModels.All.Keys.Except(WithoutPacc)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Autoconfig_is_as_stored(string name) => IsAsStored(Dialect.Autoconfig, name, "autoconfig.xml");

    [Theory]
    [MemberData(nameof(Names))]
    public void Autodiscover_is_as_stored(string name) => IsAsStored(Dialect.Autodiscover, name, "autodiscover.xml");

    [Theory]
    [MemberData(nameof(NamesWithMobileSync))]
    public void MobileSync_is_as_stored(string name) => IsAsStored(Dialect.MobileSync, name, "mobilesync.xml");

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_are_as_stored(string name) => IsAsStored(Dialect.Settings, name, "settings.json");

    [Theory]
    [MemberData(nameof(Names))]
    public void Mobileconfig_is_as_stored(string name) => IsAsStored(Dialect.Mobileconfig, name, "mobileconfig");

    [Theory]
    [MemberData(nameof(NamesWithPacc))]
    public void Pacc_is_as_stored(string name) => IsAsStored(Dialect.Pacc, name, "pacc.json");

    [Theory]
    [MemberData(nameof(Names))]
    public void DN_01_the_zone_is_as_stored(string name) => IsAsStored(Dialect.DnsZone, name, "zone");

    [Theory]
    [MemberData(nameof(Names))]
    public void DN_01_the_records_in_JSON_are_as_stored(string name) => IsAsStored(Dialect.DnsJson, name, "dns.json");

    [Fact]
    public void Every_stored_file_belongs_to_a_model()
    {
        string[] stored = [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        string[] expected =
        [
            .. GoldenModels.All.Keys
                .SelectMany(name => (string[])
                [
                    $"{name}.autoconfig.xml", $"{name}.autodiscover.xml", $"{name}.mobileconfig", $"{name}.settings.json",
                    $"{name}.zone", $"{name}.dns.json",
                ])
                .Concat(WithMobileSync.Select(name => $"{name}.mobilesync.xml"))
                .Concat(GoldenModels.All.Keys.Except(WithoutPacc).Select(name => $"{name}.pacc.json"))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, stored);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static void IsAsStored(Dialect dialect, string name, string extension)
    {
        MailAccount account = GoldenModels.All[name];
        byte[] expected = File.ReadAllBytes(Path.Combine(Folder, $"{name}.{extension}"));
        byte[] actual = dialect.Write(account);
        if (!expected.AsSpan().SequenceEqual(actual))
            Assert.Fail(Difference($"{name}.{extension}", XmlAnswer.Text(expected), XmlAnswer.Text(actual)));
    }

    private static string Difference(string file, string expected, string actual)
    {
        string[] stored = expected.Split('\n');
        string[] written = actual.Split('\n');
        int line = 0;
        while (line < stored.Length && line < written.Length && stored[line] == written[line])
            line++;
        string StoredAt(int at) => at < stored.Length ? stored[at] : "(the end)";
        string WrittenAt(int at) => at < written.Length ? written[at] : "(the end)";
        return $"{file}, line {line + 1}:\n  stored:  {StoredAt(line)}\n  written: {WrittenAt(line)}\n\nAll that is written:\n{actual}";
    }
}
