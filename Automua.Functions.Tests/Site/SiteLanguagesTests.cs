using System.Reflection;
using Automua.Core.Model;
using Automua.Functions.Site;

namespace Automua.Functions.Tests.Site;

public sealed class SiteLanguagesTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("de", "de")]
    [InlineData("DE-ch", "de")]
    [InlineData("fr-CA, de;q=0.9", "fr")]
    [InlineData("de;q=0.1, fr;q=0.2", "fr")]
    [InlineData("de;q=0, fr;q=0.2", "fr")]
    [InlineData("es, it;q=0.9", "en")]
    [InlineData("es, *;q=0.9, de;q=0.1", "en")]
    [InlineData("de;q=0", "en")]
    [InlineData("deu", "en")]
    [InlineData("\u0001;;q=", "en")]
    public void The_most_wanted_language_that_there_is_wins(string? header, string expected) =>
        Assert.Equal(expected, SiteLanguages.Choose(header).Language);

    [Fact]
    public void Every_language_says_everything()
    {
        PropertyInfo[] properties = [.. typeof(SiteTexts).GetProperties().Where(property => property.PropertyType == typeof(string))];
        Assert.NotEmpty(properties);
        foreach (SiteTexts texts in SiteLanguages.All)
        {
            Assert.All(properties, property => Assert.NotEqual("", ((string?)property.GetValue(texts))?.Trim() ?? ""));
            Assert.Contains("Name & Co", texts.HeadingFor("Name & Co"), StringComparison.Ordinal);
            Assert.Contains("Name & Co", texts.By("Name & Co"), StringComparison.Ordinal);
            Assert.Contains("a@b.example", texts.SetUp("a@b.example"), StringComparison.Ordinal);
            Assert.All(Enum.GetValues<AuthenticationMethod>(), method => Assert.NotEmpty(texts.WordOf(method)));
        }
    }

    [Fact]
    public void Of_a_provider_s_texts_the_reader_s_language_comes_first()
    {
        LocalizedText german = new("de-DE", "Hallo");
        LocalizedText unsaid = new(null, "Hello");
        LocalizedText italian = new("it", "Ciao");
        SiteTexts texts = SiteLanguages.Choose("de");
        Assert.Equal(german, texts.Choose([italian, unsaid, german]));
        Assert.Equal(unsaid, texts.Choose([italian, unsaid]));
        Assert.Equal(italian, texts.Choose([italian]));
        Assert.Null(texts.Choose([]));
    }
}
