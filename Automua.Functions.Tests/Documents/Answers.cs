using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Automua.Functions.Tests.Documents;

/// <summary>What clients ask and how they read what comes back.</summary>
internal static class Answers
{
    /// <summary>The status of Autoconfig for a mailbox of a domain.</summary>
    public static async Task<int> AutoconfigStatusAsync(this HttpClient client, string domain)
    {
        using HttpResponseMessage response = await client.GetAsync(AutoconfigPath(domain));
        return (int)response.StatusCode;
    }

    /// <summary>The Autoconfig document for a mailbox of a domain.</summary>
    public static async Task<XElement> AutoconfigAsync(this HttpClient client, string domain)
    {
        using HttpResponseMessage response = await client.GetAsync(AutoconfigPath(domain));
        Assert.Equal(200, (int)response.StatusCode);
        return XElement.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The servers of an Autoconfig document, each as <c>type host:port security login authentication</c>.</summary>
    public static string[] Servers(this XElement autoconfig) =>
    [
        .. from server in autoconfig.Descendants()
           where server.Name.LocalName is "incomingServer" or "outgoingServer"
           select $"{(string?)server.Attribute("type")} {(string?)server.Element("hostname")}:{(string?)server.Element("port")} "
               + $"{(string?)server.Element("socketType")} {(string?)server.Element("username")} {(string?)server.Element("authentication")}",
    ];

    /// <summary>The error code that Autodiscover has for a mailbox of a domain; null when it has settings.</summary>
    public static async Task<string?> AutodiscoverErrorAsync(this HttpClient client, string domain)
    {
        const string Schemas = "http://schemas.microsoft.com/exchange/autodiscover/outlook";
        using StringContent request = new(
            $"""
            <Autodiscover xmlns="{Schemas}/requestschema/2006"><Request><EMailAddress>user@{domain}</EMailAddress>
            <AcceptableResponseSchema>{Schemas}/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>
            """,
            Encoding.UTF8,
            "text/xml");
        using HttpResponseMessage response = await client.PostAsync("autodiscover/autodiscover.xml", request);
        Assert.Equal(200, (int)response.StatusCode);
        XElement answer = XElement.Parse(await response.Content.ReadAsStringAsync());
        return answer.Descendants().FirstOrDefault(element => element.Name.LocalName == "ErrorCode")?.Value;
    }

    /// <summary>Posts a document to <c>initdb</c>.</summary>
    public static async Task<(int Status, JsonElement Body)> ImportAsync(this HttpClient administrator, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await administrator.ImportAsync(content);
    }

    /// <summary>Posts something to <c>initdb</c>.</summary>
    public static async Task<(int Status, JsonElement Body)> ImportAsync(this HttpClient administrator, HttpContent content)
    {
        using HttpResponseMessage response = await administrator.PostAsync("initdb/", content);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, body.RootElement.Clone());
    }

    /// <summary>Counts in an answer of <c>initdb</c>: added, changed, unchanged, removed.</summary>
    public static int[] Counts(this JsonElement answer, string what) =>
    [
        .. ((string[])["added", "changed", "unchanged", "removed"]).Select(name => answer.GetProperty(what).GetProperty(name).GetInt32()),
    ];

    /// <summary>The JSON pointers of an answer's errors or warnings.</summary>
    public static string[] Pointers(this JsonElement answer, string what) =>
        [.. answer.GetProperty(what).EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!)];

    private static string AutoconfigPath(string domain) =>
        $"mail/config-v1.1.xml?emailaddress={Uri.EscapeDataString($"user@{domain}")}";
}
