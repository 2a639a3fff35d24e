using System.Text;
using Automua.Core.Documents;

namespace Automua.Core.Tests.Documents;

public sealed class SeedFaultTests
{
    [Theory]
    [InlineData("version", "4", "/version", "4")]
    [InlineData("version", "0", "/version", "0")]
    [InlineData("version", "\"2\"", "/version", "string")]
    [InlineData("version", "1.5", "/version", "1.5")]
    [InlineData("provider", null, "/provider", "missing")]
    [InlineData("provider", "null", "/provider", "missing")]
    [InlineData("provider", "\"  \"", "/provider", "empty")]
    [InlineData("provider", "42", "/provider", "not a string")]
    [InlineData("provider", "\"a\\u0000b\"", "/provider", "U+0000")]
    [InlineData("domains", null, "/domains", "missing")]
    [InlineData("domains", "[]", "/domains", "empty list")]
    [InlineData("domains", "\"example.com\"", "/domains", "not a list")]
    [InlineData("domains", "{}", "/domains", "not a list")]
    [InlineData("domains", "[42]", "/domains/0", "not a domain name or an object")]
    [InlineData("domains", "[null]", "/domains/0", "not a domain name or an object")]
    [InlineData("domains", "[\"\"]", "/domains/0", "empty")]
    [InlineData("domains", "[\"a.example\",\"exa mple\"]", "/domains/1", "letters")]
    [InlineData("domains", "[{}]", "/domains/0/name", "missing")]
    [InlineData("domains", "[{\"name\":1}]", "/domains/0/name", "not a string")]
    [InlineData("domains", "[{\"name\":\"a.example\",\"ldapserver_id\":\"1\"}]", "/domains/0/ldapserver_id", "not a number")]
    [InlineData("domains", "[{\"name\":\"a.example\",\"ldapserver_id\":-1}]", "/domains/0/ldapserver_id", "-1")]
    [InlineData("domains", "[\"a.example\",\"b.example\",\"A.Example\"]", "/domains/2", "/domains/0")]
    [InlineData("domains", "[\"bücher.example\",{\"name\":\"xn--bcher-kva.example\"}]", "/domains/1/name", "/domains/0")]
    [InlineData("servers", null, "/servers", "missing")]
    [InlineData("servers", "[]", "/servers", "empty list")]
    [InlineData("servers", "[{\"type\":\"caldav\",\"url\":\"https://dav.example.com\"}]", "/servers", "no mail server")]
    [InlineData("servers", "[\"imap\"]", "/servers/0", "not an object")]
    [InlineData("servers", "[{\"type\":\"imaps\",\"name\":\"a.example\"}]", "/servers/0/type", "is 'imaps'; allowed are imap, pop, pop3, smtp, jmap, managesieve, caldav, carddav, webdav")]
    [InlineData("servers", "[{\"type\":1,\"name\":\"a.example\"}]", "/servers/0/type", "not a string")]
    [InlineData("servers", "[{\"name\":\"a.example\"}]", "/servers/0/type", "missing")]
    [InlineData("servers", "[{\"type\":\"imap\"}]", "/servers/0/name", "missing")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"%EMAILLOCALPART%.example\"}]", "/servers/0/name", "%EMAILDOMAIN%")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"%HOST%\"}]", "/servers/0/name", "%HOST%")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":0}]", "/servers/0/port", "is 0; allowed are whole numbers from 1 to 65535")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":70000}]", "/servers/0/port", "is 70000")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":-993}]", "/servers/0/port", "is -993")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":1.5}]", "/servers/0/port", "is 1.5")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":1e999}]", "/servers/0/port", "is 1e999")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"port\":\"993\"}]", "/servers/0/port", "not a number")]
    [InlineData("servers", "[{\"type\":\"imap\",\"name\":\"a.example\",\"prio\":99999999999}]", "/servers/0/prio", "99999999999")]
    [InlineData("servers", "[{\"type\":\"caldav\"}]", "/servers/0/url", "missing")]
    [InlineData("servers", "[{\"type\":\"caldav\",\"name\":\"a.example\",\"url\":\"dav.example.com\"}]", "/servers/0/url", "https:")]
    [InlineData("servers", "[{\"type\":\"pop\",\"name\":\"a.example\"},{\"type\":\"caldav\",\"url\":\"https://dav.example.com\",\"port\":65536}]", "/servers/1/port", "65536")]
    [InlineData("ldapservers", "{}", "/ldapservers", "not a list")]
    [InlineData("ldapservers", "[1]", "/ldapservers/0", "not an object")]
    [InlineData("ldapservers", "[{\"name\":\"a.example\",\"search_base\":\"x\"}]", "/ldapservers/0/id", "missing")]
    [InlineData("ldapservers", "[{\"id\":1,\"search_base\":\"x\"}]", "/ldapservers/0/name", "missing")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"%EMAILDOMAIN%\",\"search_base\":\"x\"}]", "/ldapservers/0/name", "no placeholder")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\"}]", "/ldapservers/0/search_base", "missing")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"search_filter\":\"(mail=*)\"}]", "/ldapservers/0/search_filter", "{0}")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"use_ssl\":\"maybe\"}]", "/ldapservers/0/use_ssl", "yes, no")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"use_ssl\":2}]", "/ldapservers/0/use_ssl", "yes, no")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\"},{\"id\":1,\"name\":\"b.example\",\"search_base\":\"x\"}]", "/ldapservers/1/id", "second time")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"allow_plain\":\"perhaps\"}]", "/ldapservers/0/allow_plain", "yes, no")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"allow_plain\":true}]", "/ldapservers/0/allow_plain", "together with use_ssl")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"allow_plain\":true,\"port\":636}]", "/ldapservers/0/allow_plain", "together with use_ssl")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"allow_plain\":true,\"port\":389,\"use_ssl\":true}]", "/ldapservers/0/allow_plain", "together with use_ssl")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"search_filter\":\"(mail={0}\"}]", "/ldapservers/0/search_filter", "is no search filter: it ends with )")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"attr_uid\":\"login name\"}]", "/ldapservers/0/attr_uid", "such as mail, or its number, such as 2.5.4.3")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"attr_cn\":\"cn;\"}]", "/ldapservers/0/attr_cn", "must be the name of an attribute")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"bind_user\":\"cn=reader\"}]", "/ldapservers/0/bind_password", "is missing")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"bind_user\":\"cn=reader\",\"bind_password\":null}]", "/ldapservers/0/bind_password", "is missing")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"bind_user\":\"cn=reader\",\"bind_password\":\"\"}]", "/ldapservers/0/bind_password", "is empty")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"bind_user\":\"cn=reader\",\"bind_password\":\"env:\"}]", "/ldapservers/0/bind_password", "environment variable")]
    [InlineData("ldapservers", "[{\"id\":1,\"name\":\"a.example\",\"search_base\":\"x\",\"bind_password\":\"env:1ST\"}]", "/ldapservers/0/bind_password", "environment variable")]
    public void A_fault_is_told_with_its_place(string member, string? value, string pointer, string detail)
    {
        DocumentReading reading = Read(Seed.With(member, value));
        DocumentFault fault = Assert.Single(reading.Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_provider_s_name_has_at_most_128_characters(int length, bool valid) =>
        Assert.Equal(valid, Read(Seed.With("provider", $"\"{new string('n', length)}\"")).Faults.IsEmpty);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        DocumentReading reading = Read("""
            {
              "version": 9,
              "domains": ["a_b", "ok.example", 7, { "nam": "x" }, "OK.example"],
              "ldapservers": [{ "port": "389" }],
              "servers": [{ "type": "nntp", "port": 0 }, { "type": "caldav", "url": "x", "port": -1 }, null, { "type": "imap", "name": "a b", "prio": [] }]
            }
            """);
        Assert.Equal(
            [
                "/domains/0", "/domains/2", "/domains/3/name", "/domains/4", "/ldapservers/0/id", "/ldapservers/0/name", "/ldapservers/0/port",
                "/ldapservers/0/search_base", "/provider", "/servers/0/name", "/servers/0/port", "/servers/0/type", "/servers/1/port", "/servers/1/url",
                "/servers/2", "/servers/3/name", "/servers/3/prio", "/version",
            ],
            reading.Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
        Assert.All(reading.Faults, fault => Assert.NotEqual("", fault.Detail));
        Assert.Equal("/domains/3/nam", Assert.Single(reading.Warnings).Pointer);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"provider\":\"x\",}")]
    [InlineData("{\"provider\":\"x\"} {}")]
    [InlineData("{'provider':'x'}")]
    [InlineData("provider: x")]
    [InlineData("// comment\n{}")]
    public void What_is_not_JSON_is_told_with_line_and_octet(string text) => IsWholly("is not JSON (line ", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void The_line_is_the_one_at_fault() => IsWholly("line 3, octet 3", "{\n\"provider\": \"x\",\n  oops\n}"u8.ToArray());

    [Theory]
    [InlineData("[]")]
    [InlineData("\"seed\"")]
    [InlineData("null")]
    [InlineData("42")]
    public void What_is_no_object_is_no_seed(string text) => IsWholly("not an object", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void UTF16_is_not_JSON()
    {
        IsWholly("is not JSON", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Seed.Good)]);
        IsWholly("is not JSON", Encoding.BigEndianUnicode.GetBytes(Seed.Good));
    }

    [Theory]
    [InlineData("Corp Mail")]
    [InlineData("provider")]
    public void Octets_that_are_not_UTF8_are_refused(string where)
    {
        byte[] seed = Encoding.UTF8.GetBytes(Seed.Good);
        seed[Seed.Good.IndexOf(where, StringComparison.Ordinal)] = 0xFF;
        IsWholly("UTF-8", seed);
    }

    [Theory]
    [InlineData("\"Corp Mail\"", "\"\\ud800\"")]
    [InlineData("\"Corp Mail\"", "\"\\udc00x\"")]
    [InlineData("\"provider\"", "\"\\ud800\"")]
    [InlineData("\"imap\"", "\"\\ud800\"")]
    public void Half_of_a_surrogate_pair_is_refused(string right, string wrong)
    {
        DocumentReading reading = Read(Seed.Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(reading.Document);
        Assert.NotEmpty(reading.Faults);
    }

    [Theory]
    [InlineData("{\"provider\":\"a\",\"provider\":\"b\"}")]
    [InlineData("{\"servers\":[{\"type\":\"imap\",\"type\":\"pop\"}]}")]
    [InlineData("{\"provider\":\"a\",\"provid\\u0065r\":\"b\"}")]
    public void A_member_that_stands_twice_is_refused(string text) => IsWholly("twice", Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData(15, true)]
    [InlineData(17, false)]
    [InlineData(100_000, false)]
    public void A_value_nested_too_deep_is_refused(int depth, bool readable)
    {
        byte[] seed = Encoding.UTF8.GetBytes($"{{\"_comment\":{new string('[', depth)}{new string(']', depth)}}}");
        if (readable)
            Assert.DoesNotContain(DocumentReader.Read(seed).Faults, fault => fault.Pointer.Length == 0);
        else
            IsWholly("nested deeper than 16", seed);
    }

    private static DocumentReading Read(string seed) => DocumentReader.Read(Encoding.UTF8.GetBytes(seed));

    private static void IsWholly(string detail, byte[] seed)
    {
        DocumentReading reading = DocumentReader.Read(seed);
        Assert.Null(reading.Document);
        DocumentFault fault = Assert.Single(reading.Faults);
        Assert.Equal("", fault.Pointer);
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
    }
}
