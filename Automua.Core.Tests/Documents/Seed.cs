using System.Text.Json.Nodes;

namespace Automua.Core.Tests.Documents;

/// <summary>A seed without a fault, and seeds that differ from it.</summary>
public static class Seed
{
    public const string Good = """
        {
          "version": 2,
          "provider": "Corp Mail",
          "ldapservers": [{ "id": 1, "name": "ldap.example.com", "port": 636, "use_ssl": true, "search_base": "dc=example", "search_filter": "(mail={0})" }],
          "domains": ["example.com", { "name": "example.net", "ldapserver_id": 1 }],
          "servers": [
            { "type": "imap", "name": "imap.example.com", "port": 993, "prio": 10 },
            { "type": "smtp", "name": "smtp.%EMAILDOMAIN%" },
            { "type": "caldav", "url": "https://dav.example.com/%EMAILADDRESS%/", "port": 8443 }
          ]
        }
        """;

    /// <summary>The good seed with members set to other values; a value is JSON, null takes the member away.</summary>
    public static string With(params string?[] namesAndValues)
    {
        JsonObject seed = JsonNode.Parse(Good)!.AsObject();
        foreach (string?[] pair in namesAndValues.Chunk(2))
        {
            seed.Remove(pair[0]!);
            if (pair[1] is { } value)
                seed[pair[0]!] = JsonNode.Parse(value);
        }

        return seed.ToJsonString();
    }

    /// <summary>The good seed with one directory that has these members beside the necessary ones.</summary>
    public static string WithDirectory(string members) => With(
        "ldapservers",
        $$"""[{"id":1,"name":"ldap.example.com","search_base":"dc=example"{{(members.Length == 0 ? "" : ",")}}{{members}}}]""");
}
