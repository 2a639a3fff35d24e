using System.Formats.Asn1;
using System.Text;
using Automua.Core.Directories;
using Automua.Core.Model;

namespace Automua.Core.Tests.Directories;

/// <summary>Messages as RFC 4511 section 4 has them.</summary>
public sealed class LdapMessageTests
{
    [Fact]
    public void Requests_are_the_octets_of_the_specification()
    {
        Assert.Equal("300C020101600702010304008000", Convert.ToHexString(LdapRequest.Bind(1, "", "")));
        Assert.Equal("3011020101600C0201030403636E3D80027077", Convert.ToHexString(LdapRequest.Bind(1, "cn=", "pw")));
        Assert.Equal(
            "301D02010277188016312E332E362E312E342E312E313436362E3230303337", Convert.ToHexString(LdapRequest.StartTls(2)));
        Assert.True(SearchFilter.TryParse("(m={0})", out SearchFilter? filter, out _));
        Assert.True(EmailAddress.TryParse("a@b.c", out EmailAddress? address, out _));
        Assert.Equal(
            "3030020104632B0403643D650A01020A0103020102020102010100A30A04016D04056140622E63300904037569640402636E",
            Convert.ToHexString(LdapRequest.Search(4, new DirectorySearch("d=e", filter, address, ["uid", "cn"]), 2)));
    }

    [Fact]
    public void An_entry_tells_the_first_value_of_each_attribute_whatever_the_case_of_its_name()
    {
        LdapEntry entry = Assert.IsType<LdapEntry>(Read(Entry(5, ("UID", ["jdoe", "other"]), ("cn", []), ("mail", ["x"]))));
        Assert.Equal(5, entry.Id);
        Assert.Equal("jdoe", Encoding.UTF8.GetString(entry.Values["uid"].Span));
        Assert.False(entry.Values.ContainsKey("cn"));
        Assert.DoesNotContain("jdoe", entry.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("300C02010161070A010004000400", LdapOperation.Bind, LdapResultCode.Success)]
    [InlineData("300C02010161070A013104000400", LdapOperation.Bind, LdapResultCode.InvalidCredentials)]
    [InlineData("300C02010165070A010404000400", LdapOperation.Search, LdapResultCode.SizeLimitExceeded)]
    [InlineData("30150201016510" + "0A010A04000400A307" + "04056C6461703A", LdapOperation.Search, LdapResultCode.Referral)]
    [InlineData("300C02010178070A010204000400", LdapOperation.Extended, LdapResultCode.ProtocolError)]
    [InlineData("300D02010165080A0210" + "00" + "04000400", LdapOperation.Search, (LdapResultCode)4096)]
    // Long forms of lengths, which some servers always send.
    [InlineData("308400000010020101618400" + "0000070A010004000400", LdapOperation.Bind, LdapResultCode.Success)]
    public void A_result_tells_how_it_ended(string octets, LdapOperation operation, LdapResultCode code)
    {
        byte[] message = Convert.FromHexString(octets);
        Assert.True(LdapAnswer.TryReadLength(message, out int? length));
        Assert.Equal(message.Length, length);
        LdapResult result = Assert.IsType<LdapResult>(Read(message));
        Assert.Equal((1, operation, code), (result.Id, result.Operation, result.Code));
    }

    [Fact]
    public void Where_else_to_search_and_how_far_the_server_is_stand_aside()
    {
        Assert.IsType<LdapAside>(Read(Convert.FromHexString("300C020106730704056C6461703A")));
        Assert.IsType<LdapAside>(Read(Convert.FromHexString("30050201067900")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3003020101")]
    [InlineData("30050201016100")]
    [InlineData("300C0201016107" + "02010004000400")]
    [InlineData("300C0201FF61070A010004000400")]
    [InlineData("300C02010166070A010004000400")]
    [InlineData("300E02010161090A0301000004000400")]
    [InlineData("300C02010161070A01000400040000")]
    [InlineData("16030100")]
    public void What_is_no_message_of_a_server_is_not_read(string octets)
    {
        Assert.False(LdapAnswer.TryRead(Convert.FromHexString(octets), out LdapAnswer? answer));
        Assert.Null(answer);
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData("30", null, true)]
    [InlineData("3082", null, true)]
    [InlineData("308201", null, true)]
    [InlineData("30820102", 4 + 258, true)]
    [InlineData("3083040000", 5 + LdapAnswer.LargestMessage, true)]
    [InlineData("3083040001", null, false)]
    [InlineData("30847FFFFFFF", null, false)]
    [InlineData("3084FFFFFFFF", null, false)]
    [InlineData("3085", null, false)]
    [InlineData("3080", null, false)]
    [InlineData("16", null, false)]
    [InlineData("48", null, false)]
    public void The_first_octets_tell_the_length_and_too_much_is_refused(string octets, int? length, bool canBe)
    {
        Assert.Equal(canBe, LdapAnswer.TryReadLength(Convert.FromHexString(octets), out int? read));
        Assert.Equal(length, read);
    }

    private static LdapAnswer Read(byte[] message)
    {
        Assert.True(LdapAnswer.TryRead(message, out LdapAnswer? answer));
        return answer;
    }

    private static byte[] Entry(int id, params (string Name, string[] Values)[] attributes)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, 4)))
            {
                writer.WriteOctetString("uid=jdoe"u8);
                using (writer.PushSequence())
                {
                    foreach ((string name, string[] values) in attributes)
                    {
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
                            using (writer.PushSetOf())
                            {
                                foreach (string value in values)
                                    writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
                            }
                        }
                    }
                }
            }
        }

        return writer.Encode();
    }
}
