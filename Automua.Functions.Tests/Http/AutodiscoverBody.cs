using System.Text;
using System.Xml.Linq;

namespace Automua.Functions.Tests.Http;

/// <summary>What Outlook and its kin send and get.</summary>
internal static class AutodiscoverBody
{
    public const string OutlookRequest = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    public const string MobileSyncRequest = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006";
    public const string OutlookResponse = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    public const string MobileSyncResponse = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";
    public const string Response = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";

    /// <summary>A request as Outlook writes it.</summary>
    public static string Text(string address, string request = OutlookRequest, string response = OutlookResponse) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="{request}">
          <Request>
            <EMailAddress>{address}</EMailAddress>
            <AcceptableResponseSchema>{response}</AcceptableResponseSchema>
          </Request>
        </Autodiscover>
        """;

    /// <summary>A request as Outlook sends it.</summary>
    public static StringContent Content(string address, string request = OutlookRequest, string response = OutlookResponse) =>
        new(Text(address, request, response), Encoding.UTF8, "text/xml");

    /// <summary>The text of every element of a name, whatever its namespace.</summary>
    public static IEnumerable<string> Named(XElement document, string name) =>
        document.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);

    /// <summary>Holds an answer against AD-05.</summary>
    public static void AssertError(Reply reply, int code, string schema = OutlookResponse)
    {
        Assert.Equal(200, reply.Status);
        Assert.Equal("text/xml; charset=utf-8", reply["Content-Type"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal(XName.Get("Autodiscover", Response), reply.Xml.Name);
        XNamespace space = schema;
        XElement answer = Assert.Single(reply.Xml.Elements());
        Assert.Equal(space + "Response", answer.Name);
        XElement error = Assert.Single(answer.Elements());
        Assert.Equal(space + "Error", error.Name);
        Assert.Matches(@"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{7}$", error.Attribute("Time")?.Value);
        Assert.True(uint.TryParse(error.Attribute("Id")?.Value, out _));
        Assert.Equal(["ErrorCode", "Message", "DebugData"], error.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(code.ToString(), error.Element(space + "ErrorCode")?.Value);
        Assert.NotEmpty(error.Element(space + "Message")!.Value);
    }
}
