using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

public sealed class ProviderTests
{
    private const string ThirtyOne = "abcdefghijklmnopqrstuvwxyzabcde";

    [Theory]
    [InlineData("Big Corporation, Inc.", "Big")]
    [InlineData("One", "One")]
    [InlineData("", "")]
    [InlineData(ThirtyOne + "f Mail", ThirtyOne + "f")]
    [InlineData(ThirtyOne + "fg Mail", ThirtyOne + "f")]
    [InlineData(ThirtyOne + "😀 Mail", ThirtyOne)]
    [InlineData("😀 Mail", "😀")]
    public void The_short_name_is_the_first_word(string name, string expected) => Assert.Equal(expected, Provider.ShortNameOf(name));

    [Property]
    public void The_short_name_begins_the_name_and_is_short(string? name)
    {
        string shortName = Provider.ShortNameOf(name ?? "");
        Assert.StartsWith(shortName, name ?? "", StringComparison.Ordinal);
        Assert.InRange(shortName.Length, 0, Provider.LongestShortName);
        Assert.DoesNotContain(' ', shortName);
    }
}
