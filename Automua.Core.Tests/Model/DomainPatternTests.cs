using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class DomainPatternTests
{
    [Theory]
    [InlineData("Example.COM", "example.com", "example.com")]
    [InlineData(" *.Example.com. ", "*.example.com", "*.example.com")]
    [InlineData("*.bücher.example", "*.xn--bcher-kva.example", "*.bücher.example")]
    [InlineData("*", "*", "*")]
    [InlineData("*.com", "*.com", "*.com")]
    public void A_name_or_an_asterisk_before_one_is_read(string text, string value, string unicodeValue)
    {
        DomainPattern pattern = DomainPattern.Parse(text);
        Assert.Equal(value, pattern.Value);
        Assert.Equal(unicodeValue, pattern.UnicodeValue);
        Assert.Equal(value.Contains('*', StringComparison.Ordinal), pattern.Domain is null);
        Assert.Equal(pattern, DomainPattern.Parse(pattern.UnicodeValue));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*.")]
    [InlineData("**")]
    [InlineData("*example.com")]
    [InlineData("a.*.example.com")]
    [InlineData("example.*")]
    [InlineData("*.*.example.com")]
    public void An_asterisk_elsewhere_is_refused(string text)
    {
        Assert.False(DomainPattern.TryParse(text, out DomainPattern? pattern, out string? error));
        Assert.Null(pattern);
        Assert.NotEqual("", error);
    }

    [Theory]
    [InlineData(DomainMatch.Exact, "a.b.example.com")]
    [InlineData(DomainMatch.Parent, "a.b.example.com *.b.example.com *.example.com *.com")]
    [InlineData(DomainMatch.Any, "a.b.example.com *.b.example.com *.example.com *.com *")]
    public void The_nearest_pattern_comes_first(DomainMatch widest, string patterns) =>
        Assert.Equal(patterns, string.Join(' ', DomainPattern.For(DomainName.Parse("a.b.example.com"), widest)));
}
