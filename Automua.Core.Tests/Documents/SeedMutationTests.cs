using System.Text;
using System.Text.Json.Nodes;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Documents;

/// <summary>Whatever is done to a seed, reading it ends with a document or with faults.</summary>
public sealed class SeedMutationTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\" \"", "\"x\"", "\"993\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}",
        "[[]]", "[{}]", "[null]", "{\"name\":null}", "\"%EMAILDOMAIN%\"", "\"%%%\"", "\"https://%EMAILADDRESS%/\"", "\"xn--a\"", "\"imap\"", "\"caldav\"", "\"ü\"",
    ];

    [Property(MaxTest = 1500)]
    public void A_seed_with_values_exchanged_is_read_or_refused((ushort Place, byte Value)[] changes)
    {
        JsonNode seed = JsonNode.Parse(Seed.Good)!;
        foreach ((ushort place, byte value) in changes.Take(4))
        {
            List<JsonNode> nodes = [.. Descendants(seed)];
            nodes[place % nodes.Count].ReplaceWith($"@{value % Values.Length}@");
        }

        // The values go in as text: some are none that a tree of nodes could hold.
        string text = seed.ToJsonString();
        for (int i = 0; i < Values.Length; i++)
            text = text.Replace($"\"@{i}@\"", Values[i], StringComparison.Ordinal);
        IsReadOrRefused(Encoding.UTF8.GetBytes(text));
    }

    [Property(MaxTest = 1000)]
    public void A_seed_with_octets_exchanged_is_read_or_refused((ushort Place, byte Octet)[] changes)
    {
        byte[] seed = Encoding.UTF8.GetBytes(Seed.Good);
        foreach ((ushort place, byte octet) in changes.Take(3))
            seed[place % seed.Length] = octet;
        IsReadOrRefused(seed);
    }

    [Property(MaxTest = 300)]
    public void A_seed_cut_off_is_refused(ushort length)
    {
        byte[] seed = Encoding.UTF8.GetBytes(Seed.Good);
        Assert.Null(DocumentReader.Read(seed.AsMemory(0, length % seed.Length)).Document);
    }

    [Property(MaxTest = 300)]
    public void Octets_of_any_kind_are_refused(byte[] octets) => Assert.NotEmpty(DocumentReader.Read(octets).Faults);

    [Property(MaxTest = 300)]
    public void Text_of_any_kind_is_a_name_or_a_fault(NonNull<string> text)
    {
        string escaped = $"\"{string.Concat(text.Get.Select(character => $"\\u{(int)character:x4}"))}\"";
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(Seed.Good.Replace("\"Corp Mail\"", escaped, StringComparison.Ordinal)));
        bool readable = text.Get.Trim() is { Length: > 0 and <= Provider.LongestName } name && PlainText.ProblemOf(name) is null;
        Assert.Equal(readable ? text.Get.Trim() : null, reading.Document?.Providers[0].Provider.Name);
        Assert.Equal(readable, reading.Faults.IsEmpty);
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Descendants(child).Prepend(child));
    }

    private static void IsReadOrRefused(byte[] seed)
    {
        DocumentReading reading = DocumentReader.Read(seed);
        if (!reading.Faults.IsEmpty)
            return;
        ImportDocument document = Assert.IsType<ImportDocument>(reading.Document);
        ImportedProvider provider = Assert.Single(document.Providers);
        Assert.NotEmpty(provider.Domains);
        foreach (ImportedDomain domain in provider.Domains)
        {
            Assert.NotEmpty(domain.Servers.Mail);
            if (provider.ConfigurationOf(domain) is not { } configuration)
                continue;
            MailAccount account = new(
                configuration.Name,
                configuration,
                EmailAddress.Parse("user@example.com"));
            Dialect.Autoconfig.Holds(AutoconfigRules.AC_05_complete_server_blocks, account);
            Dialect.Mobileconfig.Holds(ProfileRules.AP_04_schema, account);
        }
    }
}
