using System.Text.RegularExpressions;
using Automua.Functions.Configuration;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Documentation;

/// <summary>docs/configuring.md has each key in one row of its tables, with the default that it has.</summary>
public sealed partial class ConfigurationChapterTests
{
    private static readonly IReadOnlyList<Match> Rows =
        Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuring.md")));

    [Fact]
    public void Every_key_has_one_row() =>
        Assert.Equal(OptionsReader.KnownKeys.Order(), Rows.Select(row => row.Groups["key"].Value).Order());

    [Fact]
    public void A_default_that_is_always_the_same_is_the_programs()
    {
        // The sample's own tests hold its defaults against the program.
        SampleSetting[] constants = [.. SampleSetting.All().Where(setting => !setting.IsExample)];
        Assert.True(constants.Length > 5);
        Assert.Equal(
            constants.Select(setting => $"{setting.Key} `{setting.Value}`").Order(),
            Rows.Where(row => Constant().IsMatch(row.Groups["default"].Value))
                .Select(row => $"{row.Groups["key"].Value} {row.Groups["default"].Value}").Order());
    }

    [GeneratedRegex(
        "^\\| `(?<key>[a-z_]+)` \\| [^|]+ \\| (?<default>[^|]+) \\|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();

    [GeneratedRegex("^`[^`]+`$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Constant();
}
