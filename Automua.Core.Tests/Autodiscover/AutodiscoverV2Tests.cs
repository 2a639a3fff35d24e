using System.Buffers;
using System.Text;
using System.Text.Json;
using Automua.Core.Autodiscover;

namespace Automua.Core.Tests.Autodiscover;

public sealed class AutodiscoverV2Tests
{
    [Theory]
    [InlineData("autodiscover.example.com")]
    [InlineData("example.com:8443")]
    [InlineData("192.0.2.1")]
    [InlineData("[2001:db8::1]:8443")]
    public void AD_10_the_answer_is_the_URL_of_POX_and_nothing_else(string authority) => Assert.Equal(
        $$"""{"Protocol":"AutodiscoverV1","Url":"https://{{authority}}/autodiscover/autodiscover.xml"}""",
        Written(output => AutodiscoverV2Writer.Write(authority, output)));

    [Fact]
    public void AD_10_an_error_is_a_code_and_a_message()
    {
        Assert.Equal(
            """{"ErrorCode":"A","ErrorMessage":"\"b\" <c> é 'd'\n"}""",
            Written(output => AutodiscoverV2Writer.WriteError(new AutodiscoverV2Error("A", "\"b\" <c> é 'd'\n"), output)));

        AutodiscoverV2Error[] errors =
        [
            AutodiscoverV2Error.ProtocolMissing, AutodiscoverV2Error.InvalidProtocol, AutodiscoverV2Error.AddressMissing,
            AutodiscoverV2Error.UnknownDomain, AutodiscoverV2Error.InvalidAddress("The e-mail address has no @."),
        ];
        foreach (AutodiscoverV2Error error in errors)
        {
            JsonElement json = JsonSerializer.Deserialize<JsonElement>(Written(output => AutodiscoverV2Writer.WriteError(error, output)));
            Assert.Equal(["ErrorCode", "ErrorMessage"], json.EnumerateObject().Select(member => member.Name));
            Assert.Equal(error.Code, json.GetProperty("ErrorCode").GetString());
            Assert.Equal(error.Message, json.GetProperty("ErrorMessage").GetString());
            Assert.Matches("^[A-Z][A-Za-z]+$", error.Code);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AutodiscoverV1", null)]
    [InlineData("Autodiscoverv1", null)]
    [InlineData("autodiscoverv1", null)]
    [InlineData("AUTODISCOVERV1", null)]
    [InlineData(null, "MandatoryParameterMissing")]
    [InlineData("", "MandatoryParameterMissing")]
    [InlineData(" ", "MandatoryParameterMissing")]
    [InlineData("ActiveSync", "InvalidProtocol")]
    [InlineData("EWS", "InvalidProtocol")]
    [InlineData("Rest", "InvalidProtocol")]
    [InlineData("AutodiscoverV2", "InvalidProtocol")]
    [InlineData("AutodiscoverV1x", "InvalidProtocol")]
    [InlineData("AutodiſcoverV1", "InvalidProtocol")]
    public void AD_10_one_protocol_is_known_in_any_case(string? protocol, string? code) =>
        Assert.Equal(code, AutodiscoverV2Error.OfProtocol(protocol)?.Code);

    [Fact]
    public void AD_10_the_refusal_names_the_protocol_that_is_supported() =>
        Assert.Contains("AutodiscoverV1", AutodiscoverV2Error.InvalidProtocol.Message, StringComparison.Ordinal);

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> output = new();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
