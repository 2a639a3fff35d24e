using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("user@example.com", "user", "example.com")]
    [InlineData("  user@example.com\t", "user", "example.com")]
    [InlineData("User.Name@EXAMPLE.com", "User.Name", "example.com")]
    [InlineData("user+tag@example.com", "user+tag", "example.com")]
    [InlineData("o'brien@example.com", "o'brien", "example.com")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~", "example.com")]
    [InlineData("\"a b\"@example.com", "\"a b\"", "example.com")]
    [InlineData("\"a@b\"@example.com", "\"a@b\"", "example.com")]
    [InlineData("\"a\\\"b\"@example.com", "\"a\\\"b\"", "example.com")]
    [InlineData("\"a\\\\\"@example.com", "\"a\\\\\"", "example.com")]
    [InlineData("\" \"@example.com", "\" \"", "example.com")]
    [InlineData("\"..\"@example.com", "\"..\"", "example.com")]
    [InlineData("\"grüße\"@example.com", "\"grüße\"", "example.com")]
    [InlineData("δοκιμή@παράδειγμα.δοκιμή", "δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp")]
    [InlineData("用户@例子.广告", "用户", "xn--fsqu00a.xn--4rr70v")]
    [InlineData("😀@example.com", "😀", "example.com")]
    [InlineData("grüße@Bücher.Example", "grüße", "xn--bcher-kva.example")]
    [InlineData("user@xn--bcher-kva.example", "user", "xn--bcher-kva.example")]
    [InlineData("user@localdomain", "user", "localdomain")]
    public void An_address_is_read(string text, string localPart, string domain)
    {
        Assert.True(EmailAddress.TryParse(text, out EmailAddress? address, out string? error), error);
        Assert.Equal((localPart, domain), (address.LocalPart, address.Domain.Value));
        Assert.Equal($"{localPart}@{domain}", address.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("secret")]
    [InlineData("@")]
    [InlineData("@example.com")]
    [InlineData("secret@")]
    [InlineData("secret@@example.com")]
    [InlineData("secret@secret@example.com")]
    [InlineData("secret two@example.com")]
    [InlineData("secret @example.com")]
    [InlineData("secret@exam ple.com")]
    [InlineData(".secret@example.com")]
    [InlineData("secret.@example.com")]
    [InlineData("sec..ret@example.com")]
    [InlineData("secret,two@example.com")]
    [InlineData("secret;two@example.com")]
    [InlineData("<secret@example.com>")]
    [InlineData("Secret <secret@example.com>")]
    [InlineData("mailto:secret@example.com")]
    [InlineData("(secret)secret@example.com")]
    [InlineData("\"secret@example.com")]
    [InlineData("secret\"@example.com")]
    [InlineData("\"\"@example.com")]
    [InlineData("\"@example.com")]
    [InlineData("\"secret\\\"@example.com")]
    [InlineData("\"sec\"ret\"@example.com")]
    [InlineData("\"sec\\\\\"ret\"@example.com")]
    [InlineData("\"sec\nret\"@example.com")]
    [InlineData("\"sec\u0085ret\"@example.com")]
    [InlineData("\"sec\u202eret\"@example.com")]
    [InlineData("\"secret\".two@example.com")]
    [InlineData("secret@[192.0.2.1]")]
    [InlineData("secret@[IPv6:2001:db8::1]")]
    [InlineData("secret@192.0.2.1")]
    [InlineData("secret@exa_mple.com")]
    [InlineData("secret@-example.com")]
    [InlineData("secret@example..com")]
    [InlineData("secret\0@example.com")]
    [InlineData("sec\u202eret@example.com")]
    [InlineData("sec\u200bret@example.com")]
    [InlineData("sec\u00a0ret@example.com")]
    [InlineData("sec\u2028ret@example.com")]
    [InlineData("secret@example.com\r\nBcc: other@example.com")]
    public void What_is_no_address_is_refused_without_repeating_it(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out EmailAddress? address, out string? error));
        Assert.Null(address);
        Assert.NotEqual("", error);
        Assert.DoesNotContain("secret", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => EmailAddress.Parse(text!)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Assert.False(EmailAddress.TryParse("sec\ud800ret@example.com", out _, out _));
        Assert.False(EmailAddress.TryParse("\"sec\udc00ret\"@example.com", out _, out _));
        Assert.False(EmailAddress.TryParse("user@exam\ud800ple.com", out _, out _));
    }

    [Theory]
    [InlineData(64, "a", true)]
    [InlineData(65, "a", false)]
    [InlineData(32, "ü", true)]
    [InlineData(33, "ü", false)]
    [InlineData(16, "😀", true)]
    [InlineData(17, "😀", false)]
    public void A_local_part_has_at_most_64_octets(int count, string character, bool valid) =>
        Assert.Equal(valid, EmailAddress.TryParse($"{string.Concat(Enumerable.Repeat(character, count))}@example.com", out _, out _));

    [Theory]
    [InlineData("a", 64, 189, true)]
    [InlineData("a", 64, 190, false)]
    [InlineData("a", 1, 252, true)]
    [InlineData("a", 2, 252, false)]
    [InlineData("ü", 32, 189, true)]
    [InlineData("ü", 32, 190, false)]
    public void An_address_has_at_most_254_octets(string character, int count, int domainLength, bool valid)
    {
        string domain = string.Join('.', new string('a', domainLength).Chunk(50).Select(label => new string(label)));
        domain = domain[^domainLength..];
        Assert.Equal(valid, EmailAddress.TryParse($"{string.Concat(Enumerable.Repeat(character, count))}@{domain}", out _, out string? error));
        Assert.Equal(!valid, error?.Contains("254 octets", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void ToString_hides_the_local_part()
    {
        EmailAddress address = EmailAddress.Parse("secret@example.com");
        Assert.DoesNotContain("secret", $"{address}", StringComparison.Ordinal);
        Assert.Contains("example.com", $"{address}", StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void Any_text_is_an_address_that_reads_back_or_is_refused_with_a_reason(string? text, string? before)
    {
        string candidate = $"{before}@{text ?? "example.com"}";
        if (!EmailAddress.TryParse(candidate, out EmailAddress? address, out string? error))
        {
            Assert.NotEqual("", error);
            return;
        }

        Assert.Equal(address.Text, EmailAddress.Parse(address.Text).Text);
    }
}
