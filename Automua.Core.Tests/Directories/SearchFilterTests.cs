using System.Formats.Asn1;
using System.Text;
using Automua.Core.Directories;
using Automua.Core.Model;

namespace Automua.Core.Tests.Directories;

/// <summary>Filters as RFC 4515 writes them, and as RFC 4511 section 4.5.1.7 sends them.</summary>
public sealed class SearchFilterTests
{
    [Theory]
    [InlineData("(mail={0})", "A3(mail|a@b.example)")]
    [InlineData(" (mail={0}) \n", "A3(mail|a@b.example)")]
    [InlineData("(&(objectClass=person)(mail={0}))", "A0(A3(objectClass|person)A3(mail|a@b.example))")]
    [InlineData("(|(mail={0})(proxyAddresses=smtp:{0}))", "A1(A3(mail|a@b.example)A3(proxyAddresses|smtp:a@b.example))")]
    [InlineData("( &\n ( mail={0})\n (!(locked=TRUE) )\n)", "A0(A3(mail|a@b.example)A2(A3(locked|TRUE)))")]
    [InlineData("(&\n (mail={0})\n (!(locked=TRUE))\n)", "A0(A3(mail|a@b.example)A2(A3(locked|TRUE)))")]
    [InlineData("(&(mail={0})(uid=*))", "A0(A3(mail|a@b.example)87=uid)")]
    [InlineData("(alias=*{0})", "A4(alias|30(82=a@b.example))")]
    [InlineData("(alias=x*y{0}z*w)", "A4(alias|30(80=x81=ya@b.examplez82=w))")]
    [InlineData("(alias={0}*)", "A4(alias|30(80=a@b.example))")]
    [InlineData("(alias=*{0}*)", "A4(alias|30(81=a@b.example))")]
    [InlineData("(mail~={0})", "A8(mail|a@b.example)")]
    [InlineData("(&(mail={0})(n>=1)(n<=9))", "A0(A3(mail|a@b.example)A5(n|1)A6(n|9))")]
    [InlineData("(&(mail={0})(note=))", "A0(A3(mail|a@b.example)A3(note|))")]
    [InlineData(@"(&(mail={0})(cn=\28J\c3\b6rg\29 \2a\7b0}))", "A0(A3(mail|a@b.example)A3(cn|(Jörg) *{0}))")]
    [InlineData("(&(mail={0})(cn=Jörg=))", "A0(A3(mail|a@b.example)A3(cn|Jörg=))")]
    [InlineData("(mail;lang-de={0})", "A3(mail;lang-de|a@b.example)")]
    [InlineData("(0.9.2342.19200300.100.1.3={0})", "A3(0.9.2342.19200300.100.1.3|a@b.example)")]
    [InlineData("(mail:caseExactMatch:={0})", "A9(81=caseExactMatch82=mail83=a@b.example)")]
    [InlineData("(mail:dn:2.4.6.8.10:={0})", "A9(81=2.4.6.8.10" + "82=mail83=a@b.example84=\u00ff)")]
    [InlineData("(mail:DN:={0})", "A9(82=mail83=a@b.example84=\u00ff)")]
    [InlineData("(mail:={0})", "A9(82=mail83=a@b.example)")]
    [InlineData("(:caseExactMatch:={0})", "A9(81=caseExactMatch83=a@b.example)")]
    public void A_filter_is_sent_as_it_reads(string text, string sent)
    {
        Assert.True(SearchFilter.TryParse(text, out SearchFilter? filter, out _));
        Assert.Equal(sent, Sent(filter, "a@b.example"));
    }

    [Theory]
    [InlineData("*@example.com")]
    [InlineData("\"a)(uid=*\"@example.com")]
    [InlineData("\"a\\\\2a\"@example.com")]
    [InlineData("{0}@example.com")]
    [InlineData("jоhn@example.com")]
    public void An_address_is_a_value_whatever_it_holds(string address)
    {
        Assert.True(SearchFilter.TryParse("(&(objectClass=person)(|(mail={0})(alias=*{0}*)))", out SearchFilter? filter, out _));
        Assert.Equal($"A0(A3(objectClass|person)A1(A3(mail|{address})A4(alias|30(81={address}))))", Sent(filter, address));
    }

    [Theory]
    [InlineData(null, "begins with (")]
    [InlineData("", "begins with (")]
    [InlineData("mail={0}", "begins with (")]
    [InlineData("(mail={0}", "ends with )")]
    [InlineData("(mail={0}))", "behind its last parenthesis")]
    [InlineData("(mail={0})(uid={0})", "behind its last parenthesis")]
    [InlineData("(mail=x)", "lacks {0}")]
    [InlineData(@"(mail=\7b0})", "lacks {0}")]
    [InlineData("(&)", "there is a filter")]
    [InlineData("(&mail={0})", "there is a filter")]
    [InlineData("(!)", "begins with (")]
    [InlineData("(!(mail={0})(uid=x))", "ends with )")]
    [InlineData("(mail)", "as in (mail={0})")]
    [InlineData("()", "as in (mail={0})")]
    [InlineData("(={0})", "name of an attribute")]
    [InlineData("({0}=x)", "name of an attribute")]
    [InlineData("(mail?={0})", "the signs are =, ~=, >=, <= and :=")]
    [InlineData("(ma il={0})", "name of an attribute")]
    [InlineData("(1mail={0})", "name of an attribute")]
    [InlineData("(2.05={0})", "name of an attribute")]
    [InlineData("(mail=a**{0})", "between * and *")]
    [InlineData("(mail>=a*{0})", "behind = only")]
    [InlineData("(mail:rule:=a*{0})", "behind = only")]
    [InlineData("(mail:a:b:={0})", "as in (cn:caseExactMatch:={0})")]
    [InlineData("(:dn:={0})", "as in (cn:caseExactMatch:={0})")]
    [InlineData("(:={0})", "as in (cn:caseExactMatch:={0})")]
    [InlineData("(mail={1})", "{ begins {0}")]
    [InlineData("(mail={mail})", "{ begins {0}")]
    [InlineData("(mail=(x{0}))", @"( is written \28")]
    [InlineData("(mail=\0{0})", @"NUL \00")]
    [InlineData(@"(mail=\zz{0})", "two hexadecimal digits")]
    [InlineData(@"(mail={0}\2)", "two hexadecimal digits")]
    public void Anything_else_is_refused_with_what_is_wrong(string? text, string problem)
    {
        Assert.False(SearchFilter.TryParse(text, out SearchFilter? filter, out string? error));
        Assert.Null(filter);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_within_filters_have_an_end()
    {
        Assert.True(SearchFilter.TryParse(Nested(20), out _, out _));
        Assert.False(SearchFilter.TryParse(Nested(21), out _, out string? error));
        Assert.Contains("more than 20 deep", error, StringComparison.Ordinal);

        static string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("(!", depth))}(mail={{0}}){new string(')', depth)}";
    }

    private static string Sent(SearchFilter filter, string address)
    {
        Assert.True(EmailAddress.TryParse(address, out EmailAddress? read, out _));
        byte[] request = LdapRequest.Search(7, new DirectorySearch("dc=example", filter, read, ["uid"]), 2);
        AsnReader search = new AsnReader(request, AsnEncodingRules.BER).ReadSequence();
        Assert.Equal(7, search.ReadInteger());
        search = search.ReadSequence(new Asn1Tag(TagClass.Application, 3));
        Assert.Equal("dc=example", Encoding.UTF8.GetString(search.ReadOctetString()));
        for (int i = 0; i < 5; i++)
            search.ReadEncodedValue();
        return Shown(search.ReadEncodedValue());
    }

    // Each part as its identifier octet, and what it holds: an attribute stands before the rest.
    private static string Shown(ReadOnlyMemory<byte> part)
    {
        Asn1Tag tag = Asn1Tag.Decode(part.Span, out _);
        AsnDecoder.ReadEncodedValue(part.Span, AsnEncodingRules.BER, out int offset, out int length, out _);
        ReadOnlyMemory<byte> content = part.Slice(offset, length);
        string name = part.Span[0].ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
        if (!tag.IsConstructed)
            return tag.TagClass == TagClass.Universal ? Encoding.UTF8.GetString(content.Span) : $"{name}={Text(content.Span)}";
        List<string> parts = [];
        AsnReader reader = new(content, AsnEncodingRules.BER);
        while (reader.HasData)
            parts.Add(Shown(reader.ReadEncodedValue()));
        bool hasAttribute = tag.TagClass == TagClass.ContextSpecific && tag.TagValue is >= 3 and <= 8;
        return $"{name}({string.Join(hasAttribute ? "|" : "", parts)})";
    }

    private static string Text(ReadOnlySpan<byte> content) => content is [0xFF] ? "\u00ff" : Encoding.UTF8.GetString(content);
}
