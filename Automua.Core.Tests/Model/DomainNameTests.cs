using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("example.com", "example.com", "example.com")]
    [InlineData("EXAMPLE.Com", "example.com", "example.com")]
    [InlineData("example.com.", "example.com", "example.com")]
    [InlineData("  example.com \n", "example.com", "example.com")]
    [InlineData("localhost", "localhost", "localhost")]
    [InlineData("1and1.example", "1and1.example", "1and1.example")]
    [InlineData("1.2.3.4.example", "1.2.3.4.example", "1.2.3.4.example")]
    [InlineData("a-b--c.example", "a-b--c.example", "a-b--c.example")]
    [InlineData("müller.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("MÜLLER.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("xn--mller-kva.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("XN--MLLER-KVA.example", "xn--mller-kva.example", "müller.example")]
    [InlineData("faß.example", "xn--fa-hia.example", "faß.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト")]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト")]
    [InlineData("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv", "مثال.إختبار")]
    [InlineData("☃.example", "xn--n3h.example", "☃.example")]
    [InlineData("💩.example", "xn--ls8h.example", "💩.example")]
    [InlineData("example。com", "example.com", "example.com")]
    public void A_name_is_read_in_either_form(string text, string ascii, string unicode)
    {
        Assert.True(DomainName.TryParse(text, out DomainName? name, out string? error), error);
        Assert.Equal((ascii, unicode, ascii), (name.Value, name.UnicodeValue, name.ToString()));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData(".", "empty")]
    [InlineData("..", "empty label")]
    [InlineData(".example.com", "empty label")]
    [InlineData("example..com", "empty label")]
    [InlineData("example.com..", "empty label")]
    [InlineData("-example.com", "hyphen")]
    [InlineData("example-.com", "hyphen")]
    [InlineData("exa_mple.com", "letters, digits, hyphens")]
    [InlineData("_dmarc.example.com", "letters, digits, hyphens")]
    [InlineData("exa mple.com", "letters, digits, hyphens")]
    [InlineData("example.com/path", "letters, digits, hyphens")]
    [InlineData("example.com:443", "letters, digits, hyphens")]
    [InlineData("*.example.com", "letters, digits, hyphens")]
    [InlineData("user@example.com", "letters, digits, hyphens")]
    [InlineData("example.com\0", "letters, digits, hyphens")]
    [InlineData("192.0.2.1", "IP address")]
    [InlineData("example.123", "ends in a number")]
    [InlineData("12345", "ends in a number")]
    [InlineData("[2001:db8::1]", "letters, digits, hyphens")]
    [InlineData("2001:db8::1", "letters, digits, hyphens")]
    [InlineData("xn--.example", "hyphen")]
    [InlineData("xn--a.example", "no A-label")]
    [InlineData("xn--example.example", "no A-label")]
    [InlineData("xn--99999999999.example", "no A-label")]
    [InlineData("xn--a-kfa.example", "no A-label")]
    [InlineData("xn--a-qin.example", "no A-label")]
    [InlineData("xn--a-vca.example", "no A-label")]
    [InlineData("a\u202eb.example", "U+202E")]
    [InlineData("a\u00adb.example", "U+00AD")]
    [InlineData("a\u00a0b.example", "U+00A0")]
    [InlineData("ü\ufffd.example", "U+FFFD")]
    [InlineData("ü..example", "internationalized")]
    [InlineData("ü_b.example", "internationalized")]
    public void What_is_no_name_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.False(DomainName.TryParse(text, out DomainName? name, out string? error));
        Assert.Null(name);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<FormatException>(() => DomainName.Parse(text!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Assert.False(DomainName.TryParse("ü\ud800.example", out _, out string? error));
        Assert.Contains("U+FFFD", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_at_most_63_characters(int length, bool valid) =>
        Assert.Equal(valid, DomainName.TryParse($"{new string('a', length)}.example", out _, out _));

    [Fact]
    public void A_label_has_at_most_63_characters_as_an_A_label()
    {
        int[] lengths =
        [
            .. Enumerable.Range(1, 80)
                .Select(count => DomainName.TryParse($"{new string('ü', count)}.example", out DomainName? name, out _) ? name.Value.Length - ".example".Length : 0)
                .TakeWhile(length => length > 0),
        ];
        Assert.InRange(lengths.Length, 10, 62);
        Assert.Equal(lengths.Order(), lengths);
        Assert.InRange(lengths[^1], 60, 63);
    }

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, false)]
    public void A_name_has_at_most_253_characters(int length, bool valid)
    {
        string name = string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + ".";
        name += new string('b', length - name.Length);
        Assert.Equal(length, name.Length);
        Assert.Equal(valid, DomainName.TryParse(name, out _, out _));
        Assert.Equal(valid, DomainName.TryParse(name + ".", out _, out _));
    }

    [Fact]
    public void Two_spellings_of_a_name_are_one_value()
    {
        DomainName ascii = DomainName.Parse("xn--bcher-kva.example");
        DomainName unicode = DomainName.Parse("BÜCHER.example.");
        Assert.True(ascii.Equals(unicode));
        Assert.True(ascii.Equals((object)unicode));
        Assert.Equal(ascii.GetHashCode(), unicode.GetHashCode());
        Assert.False(ascii.Equals(DomainName.Parse("bucher.example")));
        Assert.False(ascii.Equals(null));
        Assert.False(ascii.Equals((object)"xn--bcher-kva.example"));
    }

    [Property(MaxTest = 1000)]
    public void Any_text_is_a_name_that_reads_back_in_both_forms_or_is_refused_with_a_reason(string? text)
    {
        if (!DomainName.TryParse(text, out DomainName? name, out string? error))
        {
            Assert.NotEqual("", error);
            return;
        }

        Assert.True(Expected.IsHostName(name.Value), name.Value);
        Assert.Equal(name, DomainName.Parse(name.Value));
        Assert.Equal(name, DomainName.Parse(name.UnicodeValue));
    }

    [Property(MaxTest = 1000)]
    public void Any_label_behind_the_ACE_prefix_reads_back_in_both_forms_or_is_refused(ushort number, byte digits)
    {
        string label = $"xn--{Convert.ToHexStringLower([(byte)(number >> 8), (byte)number, digits])}.example";
        if (DomainName.TryParse(label, out DomainName? name, out _))
            Assert.Equal(name, DomainName.Parse(name.UnicodeValue));
        else
            Assert.Null(name);
    }
}
