using System.Text;
using Automua.Core.Autodiscover;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Autodiscover;

public sealed class AutodiscoverRequestTests
{
    private const string Schemas = "http://schemas.microsoft.com/exchange/autodiscover/";
    private const string OutlookRequest = $"{Schemas}outlook/requestschema/2006";
    private const string OutlookAnswer = $"{Schemas}outlook/responseschema/2006a";
    private const string MobileSyncRequest = $"{Schemas}mobilesync/requestschema/2006";
    private const string MobileSyncAnswer = $"{Schemas}mobilesync/responseschema/2006";
    private const string Address = "<EMailAddress>ada@example.com</EMailAddress>";
    private const string Wanted = $"<AcceptableResponseSchema>{OutlookAnswer}</AcceptableResponseSchema>";

    private static readonly string Request = Autodiscover(OutlookRequest, Address + Wanted);

    [Fact]
    public void AD_01_UTF8_without_BOM_is_read() => IsRead(Encoding.UTF8.GetBytes(Request));

    [Fact]
    public void AD_01_UTF8_with_BOM_is_read() => IsRead([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Request)]);

    [Fact]
    public void AD_01_UTF16_with_BOM_is_read()
    {
        IsRead([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Request)]);
        IsRead([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Request)]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("UTF-16")]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("no-such-encoding")]
    public void AD_01_what_the_declaration_says_of_the_encoding_does_not_count(string encoding)
    {
        string declared = $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{Autodiscover(OutlookRequest, "<EMailAddress>grüße@example.com</EMailAddress>")}";
        Assert.Equal("grüße@example.com", Read(Encoding.UTF8.GetBytes(declared)).Address?.Text);
        Assert.Equal("grüße@example.com", Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(declared)]).Address?.Text);
    }

    [Fact]
    public void AD_01_any_prefix_is_read() => IsRead(Encoding.UTF8.GetBytes(
        $"<ad:Autodiscover xmlns:ad=\"{OutlookRequest}\"><ad:Request><ad:EMailAddress>ada@example.com</ad:EMailAddress>"
        + $"<ad:AcceptableResponseSchema>{OutlookAnswer}</ad:AcceptableResponseSchema></ad:Request></ad:Autodiscover>"));

    [Theory]
    [InlineData(Address + Wanted)]
    [InlineData(Wanted + Address)]
    [InlineData("\n\t" + Address + "<!-- a --><?b c?>\r\n" + Wanted + "  ")]
    [InlineData("<LegacyDN>/o=x</LegacyDN>" + Address + "<Unknown><Deeper>1</Deeper></Unknown>" + Wanted)]
    [InlineData("<EMailAddress>\n  ada@example.com\n</EMailAddress>" + Wanted)]
    [InlineData("<EMailAddress>ada&#64;example.com</EMailAddress>" + Wanted)]
    [InlineData("<EMailAddress><![CDATA[ada@example.com]]></EMailAddress>" + Wanted)]
    [InlineData(Address)]
    public void AD_01_children_are_read_in_any_order_and_company(string children) =>
        IsRead(Encoding.UTF8.GetBytes(Autodiscover(OutlookRequest, children)));

    [Theory]
    [InlineData(OutlookRequest, OutlookAnswer, AutodiscoverSchema.Outlook)]
    [InlineData(OutlookRequest, MobileSyncAnswer, AutodiscoverSchema.MobileSync)]
    [InlineData(MobileSyncRequest, MobileSyncAnswer, AutodiscoverSchema.MobileSync)]
    [InlineData(MobileSyncRequest, OutlookAnswer, AutodiscoverSchema.Outlook)]
    [InlineData(OutlookRequest, null, AutodiscoverSchema.Outlook)]
    [InlineData(MobileSyncRequest, null, AutodiscoverSchema.MobileSync)]
    public void AD_01_the_schema_asked_for_counts_else_the_request_s_own(string request, string? answer, AutodiscoverSchema expected)
    {
        string wanted = answer is null ? "" : $"<AcceptableResponseSchema> {answer} </AcceptableResponseSchema>";
        AutodiscoverRequest read = Read(Autodiscover(request, Address + wanted));
        Assert.Equal((expected, null), (read.Schema, read.Error));
    }

    [Theory]
    [InlineData(AutodiscoverSchema.Outlook, OutlookAnswer, MobileSyncAnswer)]
    [InlineData(AutodiscoverSchema.MobileSync, MobileSyncAnswer, OutlookAnswer)]
    [InlineData(AutodiscoverSchema.MobileSync, "urn:unknown", MobileSyncAnswer, "urn:other")]
    [InlineData(AutodiscoverSchema.Outlook, OutlookAnswer, OutlookAnswer, OutlookAnswer)]
    public void AD_01_the_first_known_of_several_schemas_counts(AutodiscoverSchema expected, params string[] asked)
    {
        string wanted = string.Concat(asked.Select(schema => $"<AcceptableResponseSchema>{schema}</AcceptableResponseSchema>"));
        AutodiscoverRequest read = Read(Autodiscover(OutlookRequest, wanted + Address));
        Assert.Equal((expected, null, "ada@example.com"), (read.Schema, read.Error, read.Address?.Text));
    }

    [Fact]
    public void AD_01_the_first_of_several_addresses_counts() => Assert.Equal(
        "ada@example.com", Read(Autodiscover(OutlookRequest, Address + "<EMailAddress>eve@example.com</EMailAddress>" + Wanted)).Address?.Text);

    [Theory]
    [InlineData("urn:unknown")]
    [InlineData("")]
    [InlineData(OutlookRequest)]
    public void AD_05_an_unknown_schema_is_601(string schema) =>
        IsError(601, AutodiscoverSchema.Outlook, Autodiscover(OutlookRequest, Address + $"<AcceptableResponseSchema>{schema}</AcceptableResponseSchema>"));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("a b@example.com")]
    [InlineData("ada@[192.0.2.1]")]
    public void AD_05_a_malformed_address_is_501(string address) =>
        IsError(501, AutodiscoverSchema.MobileSync, Autodiscover(MobileSyncRequest, $"<EMailAddress>{address}</EMailAddress>"));

    [Theory]
    [InlineData(OutlookRequest, "", AutodiscoverSchema.Outlook)]
    [InlineData(MobileSyncRequest, "", AutodiscoverSchema.MobileSync)]
    [InlineData(OutlookRequest, "<AcceptableResponseSchema>" + MobileSyncAnswer + "</AcceptableResponseSchema>", AutodiscoverSchema.MobileSync)]
    public void AD_05_a_missing_address_is_600_in_the_schema_asked_for(string request, string children, AutodiscoverSchema expected) =>
        IsError(600, expected, Autodiscover(request, children));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ada@example.com")]
    [InlineData("{\"Email\":\"ada@example.com\"}")]
    [InlineData("<Autodiscover/>")]
    [InlineData("<Autodiscover><Request><EMailAddress>ada@example.com</EMailAddress></Request></Autodiscover>")]
    [InlineData("<Autodiscover xmlns=\"urn:other\"><Request><EMailAddress>ada@example.com</EMailAddress></Request></Autodiscover>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookAnswer + "\"><Request><EMailAddress>ada@example.com</EMailAddress></Request></Autodiscover>")]
    [InlineData("<Other xmlns=\"" + OutlookRequest + "\"><EMailAddress>ada@example.com</EMailAddress></Other>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><Request><EMailAddress>ada@example.com")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><Request><EMailAddress>ada@example.com</EMailAddress></Request>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><EMailAddress><b>ada@example.com</b></EMailAddress></Autodiscover>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><EMailAddress>ada@example.com</EMailAddress></Autodiscover><more/>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><EMailAddress>&unknown;</EMailAddress></Autodiscover>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><EMailAddress>ada\u0001@example.com</EMailAddress></Autodiscover>")]
    [InlineData("<Autodiscover xmlns=\"" + OutlookRequest + "\"><p:EMailAddress>ada@example.com</p:EMailAddress></Autodiscover>")]
    public void AD_05_what_is_no_request_is_600(string body) => IsError(600, AutodiscoverSchema.Outlook, body);

    [Fact]
    public void AD_05_a_document_type_is_600()
    {
        IsError(600, AutodiscoverSchema.Outlook, $"<!DOCTYPE Autodiscover>{Request}");
        IsError(600, AutodiscoverSchema.Outlook, $"<!DOCTYPE Autodiscover SYSTEM \"http://127.0.0.1:1/evil.dtd\">{Request}");
    }

    [Fact]
    public void AD_05_entities_are_600_however_often_they_laugh()
    {
        StringBuilder entities = new("<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++)
            entities.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        IsError(600, AutodiscoverSchema.Outlook, $"<!DOCTYPE A [{entities}]>{Autodiscover(OutlookRequest, "<EMailAddress>&l11;</EMailAddress>")}");
        IsError(
            600,
            AutodiscoverSchema.Outlook,
            $"<!DOCTYPE A [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>{Autodiscover(OutlookRequest, "<EMailAddress>a@&x;</EMailAddress>")}");
    }

    [Fact]
    public void AD_05_deep_nesting_is_600()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 10_000));
        IsError(600, AutodiscoverSchema.Outlook, Autodiscover(OutlookRequest, deep));
        IsError(600, AutodiscoverSchema.Outlook, Autodiscover(OutlookRequest, $"{Address}{deep}{deep.Replace("<", "</", StringComparison.Ordinal)}"));
    }

    [Fact]
    public void AD_05_octets_that_are_not_the_encoding_are_600()
    {
        byte[] body = Encoding.UTF8.GetBytes(Request);
        body[Request.IndexOf("ada@", StringComparison.Ordinal)] = 0xE4;
        IsError(600, body);
        IsError(600, Encoding.Unicode.GetBytes(Request));
        IsError(600, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Request)[..^1]]);
        IsError(600, [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Request)]);
    }

    [Property(MaxTest = 1000)]
    public void Octets_of_any_kind_are_answered(byte[] body)
    {
        AutodiscoverRequest read = Read(body);
        Assert.Equal(600, read.Error?.Code);
        Assert.Null(read.Address);
    }

    [Property(MaxTest = 1000)]
    public void A_damaged_request_is_answered(ushort place, byte octet, byte cut)
    {
        byte[] body = Encoding.UTF8.GetBytes(Request);
        body[place % body.Length] = octet;
        AutodiscoverRequest read = Read(cut % 4 == 0 ? body[..(body.Length - cut)] : body);
        Assert.Equal(read.Error is null, read.Address is not null);
        Assert.Contains(read.Error?.Code, (int?[])[null, 501, 600, 601]);
    }

    private static string Autodiscover(string schema, string children) =>
        $"<Autodiscover xmlns=\"{schema}\"><Request>{children}</Request></Autodiscover>";

    private static AutodiscoverRequest Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    private static AutodiscoverRequest Read(byte[] body) => AutodiscoverRequest.Read(body);

    private static void IsRead(byte[] body)
    {
        AutodiscoverRequest read = Read(body);
        Assert.Equal((AutodiscoverSchema.Outlook, "ada@example.com", null), (read.Schema, read.Address?.Text, read.Error));
    }

    private static void IsError(int code, AutodiscoverSchema schema, string body)
    {
        AutodiscoverRequest read = Read(body);
        Assert.Equal((code, schema, null), (read.Error?.Code, read.Schema, read.Address));
    }

    private static void IsError(int code, byte[] body) => Assert.Equal(code, Read(body).Error?.Code);
}
