using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automua.Functions.Tests.Documents;

/// <summary>Documents of version 3 of all kinds: a good one with every member, and what becomes of it by one change.</summary>
internal static class JudgedDocuments
{
    /// <summary>A good document that has every member there is, each at least once.</summary>
    public const string Full = """
        {
          "$schema": "automua-v3.schema.json",
          "version": 3,
          "ldapservers": [
            {
              "id": 1, "name": "ldap.hoster.example", "port": 389, "use_ssl": "no", "allow_plain": "yes", "search_base": "dc=hoster",
              "search_filter": "(uid={0})", "attr_uid": "uid", "attr_cn": "cn", "bind_user": "cn=reader", "bind_password": "secret"
            }
          ],
          "providers": [
            {
              "provider": "Hoster GmbH", "short_name": "Hoster", "id": "hoster.example", "hosts": ["setup.hoster.example"],
              "mx_domains": ["mx.hoster.example"], "allow_plain": false, "organization": "Hoster", "profile_description": "Mail",
              "consent_text": [{ "language": "en", "text": "Agree?" }], "activesync_url": "https://eas.hoster.example/",
              "redirect_address": "%EMAILLOCALPART%@hoster.example",
              "oauth2": { "issuer": "i", "scope": "s", "authorization_url": "https://a.example/", "token_url": "https://t.example/" },
              "documentation": [{ "url": "https://h.example/", "descriptions": [{ "language": "en", "text": "Help" }] }],
              "enable": [{ "visit_url": "https://e.example/", "instructions": [{ "language": "en", "text": "Do" }] }],
              "web_mail": {
                "login_page": "https://w.example/",
                "login_form": {
                  "url": "https://w.example/", "user_name": "%EMAILADDRESS%", "user_name_field": { "id": "u", "name": "user" },
                  "password_field": { "id": "p", "name": "password" }, "login_button": { "id": "b", "name": "button" }
                }
              },
              "ldapservers": [{ "id": 2, "name": "ldap2.hoster.example", "search_base": "dc=hoster" }],
              "servers": [
                {
                  "type": "imap", "name": "imap.hoster.example", "port": 993, "prio": 10, "socket_type": "SSL",
                  "user_name": "%EMAILLOCALPART%", "authentication": ["OAuth2", "plain"]
                },
                { "type": "smtp", "name": "smtp.%EMAILDOMAIN%", "authentication": "secure" },
                {
                  "type": "caldav", "url": "https://dav.hoster.example/%EMAILADDRESS%/", "port": 443, "domain_required": true,
                  "user_name": "%EMAILADDRESS%"
                }
              ],
              "domains": [
                "customer.example", "*.customer.example", "*",
                { "name": "special.example", "ldapserver_id": 2, "servers": [{ "type": "pop", "name": "pop.special.example" }] }
              ]
            },
            { "provider": "Second" }
          ]
        }
        """;

    private const string Imap = "/providers/0/servers/0";
    private const string Dav = "/providers/0/servers/2";

    private static readonly string[] Values =
    [
        "null", "true", "1.5", "2147483648", "\"\"", "\" a\\u0085b\"", "\" x\\u00a0\"", "\"%USER_NAME%\"", "\"CalDAV\"", "[]", "{}", "[null]", Quoted(1025),
    ];

    private static readonly string[] NamePieces = ["a", "-", ".", "1", "*.", "%EMAILDOMAIN%"];

    private static readonly string[] NamePlaces =
        [$"{Imap}/name", "/providers/0/domains/0", "/providers/0/hosts/0", "/ldapservers/0/name"];

    /// <summary>All of them; the first is the good one.</summary>
    public static IReadOnlyList<JudgedDocument> All { get; } =
        [new("every member", Full), .. Exchanged(), .. Removed(), .. Added(), .. Names(), .. Edges(), .. Unsayable()];

    /// <summary>Every value and the way to it: a JSON pointer.</summary>
    public static IEnumerable<(string Pointer, JsonNode Value)> Descendants(JsonNode node, string pointer = "")
    {
        IEnumerable<(string Name, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach ((string name, JsonNode? value) in children)
        {
            if (value is null)
                continue;
            yield return ($"{pointer}/{name}", value);
            foreach ((string, JsonNode) descendant in Descendants(value, $"{pointer}/{name}"))
                yield return descendant;
        }
    }

    /// <summary>The good document, as a tree of its own.</summary>
    public static JsonNode NewTree() => JsonNode.Parse(Full)!;

    private static IEnumerable<JudgedDocument> Exchanged() =>
        from place in Descendants(NewTree())
        from value in Values
        select Exchange(place.Pointer, value);

    private static IEnumerable<JudgedDocument> Removed()
    {
        foreach ((string pointer, _) in Descendants(NewTree()))
        {
            JsonNode tree = NewTree();
            JsonNode value = At(tree, pointer);
            if (value.Parent is JsonObject members)
                members.Remove(value.GetPropertyName());
            else
                value.Parent!.AsArray().RemoveAt(value.GetElementIndex());
            yield return new JudgedDocument($"{pointer} removed", tree.ToJsonString());
        }
    }

    private static IEnumerable<JudgedDocument> Added()
    {
        foreach ((string pointer, _) in Descendants(NewTree()).Where(place => place.Value is JsonObject).Prepend(("", NewTree())))
        {
            foreach (string name in (string[])["unknown", "_comment", "$comment", "Type"])
            {
                JsonNode tree = NewTree();
                At(tree, pointer)[name] = new JsonArray(1, "two", null);
                yield return new JudgedDocument($"{pointer}/{name} added", tree.ToJsonString());
            }
        }
    }

    // Every row of up to three pieces, so that none of their neighbourhoods is forgotten.
    private static IEnumerable<JudgedDocument> Names()
    {
        string[] rows = [.. NamePieces, .. from a in NamePieces from b in NamePieces select a + b];
        rows = [.. rows, .. from a in NamePieces from row in rows.Skip(NamePieces.Length) select a + row];
        for (int i = 0; i < rows.Length; i++)
            yield return Exchange(NamePlaces[i % NamePlaces.Length], JsonSerializer.Serialize(rows[i]));
    }

    private static IEnumerable<JudgedDocument> Edges()
    {
        (string Pointer, string[] Values)[] edges =
        [
            ($"{Imap}/port", ["1", "65535", "70000", "-0", "\"993\""]),
            ($"{Imap}/prio", ["-2147483648", "-2147483649", "2147483647"]),
            ($"{Dav}/port", ["0", "65535", "65536"]),
            ("/ldapservers/0/id", ["0", "2147483647"]),
            ("/ldapservers/0/port", ["0", "1", "65535"]),
            ("/version", ["2", "4", "\"3\""]),
            ("/providers/0/allow_plain", ["1", "2", "\"YES\"", "\" Off\\n\"", "\"ye\\u017f\"", "\"01\"", "\"nein\""]),
            ($"{Imap}/type", ["\"SMTP\"", "\" pop3\\t\"", "\"jmap\\u0085\"", "\"managesieve\"", "\"nntp\"", "\"\\u017fmtp\"", "\"\\u0131map\"", "\"pop4\""]),
            ($"{Dav}/type", ["\"CARDDAV\"", "\" webdav \"", "\"dav\""]),
            ($"{Imap}/socket_type", ["\"ssl\"", "\"Tls\"", "\"starttls\"", "\"PLAIN\"", "\" none\"", "\"STARTTLS SSL\""]),
            ($"{Imap}/authentication", ["\"gssapi\"", "\"ntlm\"", "[\"plain\",\"PLAIN\"]", "[\"Secure\",\"client-ip-address\",\"TLS-client-cert\"]", "[\"plain\",null]", "\"Kerberos\""]),
            ($"{Imap}/name", [Quoted(63), Quoted(64), Name(253), Name(254), Name(253, "."), Name(255), Padded(Name(253)), "\"a.example..\"", "\"192.0.2.1\"", "\"a_b.example\"", "\"a .example\"", "\"-\\u00fc.example\"", "\"\\u00fc-\"", "\"-.\\u00fc\"", "\"\\u00fc-\\u00fc.1a\"", "\"\\u00fc..a\"", "\"[::1]\"", "\"xn--mnchen-3ya.example\"", "\"m\\u00fcnchen.example\"", "\"%EMAILLOCALPART%.example\"", "\"a%EMAILDOMAIN%5\"", "\"%EMAILDOMAIN%.5\"", "\"%emaildomain%\""]),
            ("/providers/0/hosts/0", [Name(253), Name(252, "."), Name(253, "."), "\"*\"", "\"*.example\""]),
            ("/providers/0/domains/0", [Name(253), Name(254), Name(253, "."), Name(253, ".", "*."), Name(254, "", "*."), "\" *. sub.example \"", "\"*.*\"", "\"**\"", "\"a.*.example\"", "\"*a.example\""]),
            ("/ldapservers/0/search_filter", [Quoted(1024), "\"(mail={1})\"", "\"(mail={0}) \"", "\"(&(objectClass=person)(|(mail={0})(mailAlternateAddress={0})))\""]),
            ($"{Imap}/user_name", ["\"%REALNAME%\"", "\"%\"", "\"%%\"", "\"%FOO%\"", "\"%FOOO%\"", "\"%C3%A9\"", "\"%EMAILDOMAIN%EMAILDOMAIN%\"", "\"%abcd%EMAILDOMAIN%\"", "\"%ab%EMAILDOMAIN%\"", Padded(Quoted(1024))]),
            ($"{Dav}/url", ["\"HTTP://a.example\"", "\"https:a.example\"", "\"https:/a.example\"", "\"https:\\\\\\\\a.example\"", "\"https:/\\\\a.example\"", "\"https://a.example\\\\x\"", "\"ftp://a.example/\"", "\"https://a b.example/\"", "\"https://a.example/x y\"", "\"https://u@a.example/\"", "\"https://@a.example/\"", "\"https://u:p@a.example/\"", "\"https://a.example:8443?x#y\"", "\"https://a.example:/\"", "\"https://a_b.example/\"", "\"https://%EMAILDOMAIN%/\"", "\"https://%EMAILLOCALPART%.example/\"", "\"https://[::1]/\"", "\"//a.example/\"", "\"https://%61.example/\"", "\"https://%C3%BC.example/\"", "\"\\u2003https://a.example/\\u3000\"", "\"https://a.example:4%EMAILDOMAIN%/\"", "\"https://a.example./\""]),
            ("/providers/0/activesync_url", ["\"https://a\"", "\" HTTPS://a:1?x\\t\"", "\"https:\\\\\\\\a\"", "\"https:/a\"", "\"https:a\"", "\"https:///a\"", "\"https://?\"", "\"https://\"", "\"https://a/ b\"", "\"https://a b/\"", "\"https://a/\\\\\""]),
            ("/providers/0/redirect_address", ["\"user@a.example\"", "\"%EMAILADDRESS%.example\"", "\"%EMAILLOCALPART%\"", "\"%USER%@a.example\"", "\"\\\"a b\\\"@a.example\""]),
            ("/providers/0/provider", ["\"a\\u0000b\"", "\"a\\uffffb\"", "\" \"", Quoted(128), Quoted(129), Padded(Quoted(128)), "\"\\u00fc\\ud83d\\ude00\"", "\"a\\u00a0b\"", "\"a\\u2028b\"", "\"a\\u007fb\"", "\"\\u0009a\\u000b\"", "\"\\u001fa\"", "\"a\\ufeff\""]),
            ("/providers/0/id", [Quoted(253), Quoted(254)]),
            ("/ldapservers/0/attr_uid", [Quoted(32), Quoted(33), Padded(Quoted(32)), "\"x-1\"", "\"1x\"", "\"-x\"", "\"x_y\"", "\"x y\"", "\"x\\u0131\"", "\"2.5.4.3\"", "\"2\"", "\"2.05\"", "\"2.0\"", "\"2.\"", "\".2\"", "\"02.5\"", "\"2.x\"", "\"cn;lang-en;x-1\"", "\"2.5.4.3;binary\"", "\"cn;\"", "\";binary\"", "\"cn;;binary\"", "\"cn; binary\"", "\"cn;a_b\"", "\"cn;a.b\""]),
            ("/ldapservers/0/attr_cn", ["\"cn;lang-de\"", "\"full name\""]),
            ("/ldapservers/0/bind_password", ["\"env:\"", "\"env:A\"", "\"env:_a_1\"", "\"env:1A\"", "\"env:AUTOMUA_ADMIN_KEY\"", "\"env:A B\"", "\"env:A\\n\"", "\"env:\\u00dc\"", "\"ENV:A B\"", "\" env:A B\"", "\"env\"", "\"********\""]),
            ("/ldapservers/0", [.. Directories()]),
            ("/providers/0/organization", [Quoted(1024), Padded(Quoted(1024))]),
            ("/providers/0/web_mail/login_page", [Quoted(1024), "\"%EMAILDOMAIN%\"", "\"%FOOO%\""]),
            ("/providers/0/short_name", [Quoted(32), Quoted(33)]),
            ("/providers/0/domains/3/servers", ["[{\"type\":\"caldav\",\"name\":\"a\"}]", "[{\"type\":\"imap\",\"url\":\"https://a.example/\"}]", "[{\"name\":\"a\"}]", "[{\"type\":null,\"name\":\"a\"}]"]),
        ];
        return from edge in edges from value in edge.Values select Exchange(edge.Pointer, value);
    }

    // What one member may be depends on others.
    private static IEnumerable<string> Directories()
    {
        string[] members =
        [
            .. from flag in (string[])["true", "1", "\" On\"", "false", "null"]
               from rest in (string[])["", ",\"port\":636", ",\"port\":null", ",\"port\":389", ",\"use_ssl\":\"YES\"", ",\"use_ssl\":true,\"port\":389", ",\"use_ssl\":0", ",\"use_ssl\":null", ",\"use_ssl\":null,\"port\":389"]
               select $"\"allow_plain\":{flag}{rest}",
            .. from user in (string[])["null", "\"cn=reader\""]
               from rest in (string[])["", ",\"bind_password\":null", ",\"bind_password\":\"secret\""]
               select $"\"bind_user\":{user}{rest}",
        ];
        return members.Select(list => $"{{\"id\":1,\"name\":\"ldap.hoster.example\",\"search_base\":\"dc=hoster\",{list}}}");
    }

    private static IEnumerable<JudgedDocument> Unsayable()
    {
        (UnsayableRule Rule, string Pointer, string[] Values)[] places =
        [
            (UnsayableRule.MemberTwice, "/ldapservers/0", ["{\"id\":1,\"id\":1,\"name\":\"a\",\"search_base\":\"b\"}"]),
            (UnsayableRule.NestedTooDeep, "/$schema", [new string('[', 16) + new string(']', 16)]),
            (UnsayableRule.HalfCharacter, "/providers/0/provider", ["\"a\\ud83d\"", "\"\\ude00\""]),
            (UnsayableRule.Noncharacter, "/providers/0/provider", ["\"\\ud83f\\udffe\"", "\"\\udbff\\udfff\""]),
            (UnsayableRule.NumberNotation, $"{Imap}/port", ["993.0", "1e3"]),
            (UnsayableRule.NumberNotation, "/version", ["3.0"]),
            (UnsayableRule.NumberNotation, "/providers/0/allow_plain", ["1.0"]),
            (UnsayableRule.LengthInCodeUnits, "/providers/0/short_name", [$"\"{string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 17))}\""]),
            (UnsayableRule.NamedTwice, "/providers/0/domains/1", ["\"customer.example\"", "\"Customer.Example.\""]),
            (UnsayableRule.NamedTwice, "/providers/0/hosts", ["[\"a.example\",\"A.example\"]"]),
            (UnsayableRule.NamedTwice, "/providers/0/ldapservers/0/id", ["1"]),
            (UnsayableRule.NamedTwice, "/providers/1", ["{\"provider\":\"Third\",\"id\":\"hoster.example\"}"]),
            (UnsayableRule.InternationalName, $"{Imap}/name", ["\"xn--a.example\"", "\"\\u3002example\"", "\"\\u00fc-\\u3002example\"", "\"\\uff05.example\"", $"\"\\u00fc{new string('x', 63)}.example\""]),
            (UnsayableRule.InternationalName, "/providers/0/domains/0", ["\"xn--a.example\"", "\"a\\u3002\""]),
            (UnsayableRule.NameOfTemplate, $"{Imap}/name", [$"\"{new string('x', 60)}%EMAILDOMAIN%\""]),
            (UnsayableRule.UrlAuthority, $"{Dav}/url", ["\"https://192.0.2.1/\"", "\"https://a.example:0/\"", "\"https://a.example:65536/\"", "\"https://-a.example/\""]),
            (UnsayableRule.UrlAuthority, "/providers/0/activesync_url", ["\"https://a:b/\"", "\"https://%EMAILDOMAIN%/\"", "\"https://.\""]),
            (UnsayableRule.SearchFilter, "/ldapservers/0/search_filter", ["\"{0}\"", "\"mail={0}\"", "\"(mail={0}\"", "\"(mail={0}))\"", "\"(&(mail={0})\"", "\"((mail={0}))\"", "\"(mail{0})\""]),
            (UnsayableRule.RedirectAddress, "/providers/0/redirect_address", ["\"%EMAILADDRESS%\"", "\"@\"", "\"a b@a.example\"", "\"%REALNAME%@a.example\"", "\"%EMAILLOCALPART%@%EMAILDOMAIN%\""]),
        ];
        return from place in places from value in place.Values select Exchange(place.Pointer, value) with { Rule = place.Rule };
    }

    // The value goes in as text: some are none that a tree of nodes could hold.
    private static JudgedDocument Exchange(string pointer, string value)
    {
        const string Mark = "@@";
        JsonNode tree = NewTree();
        At(tree, pointer).ReplaceWith(Mark);
        return new JudgedDocument(
            $"{pointer} = {value}", tree.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal));
    }

    private static JsonNode At(JsonNode tree, string pointer)
    {
        foreach (string step in pointer.Split('/').Skip(1))
            tree = tree is JsonArray items ? items[int.Parse(step)]! : tree[step]!;
        return tree;
    }

    private static string Quoted(int length) => $"\"{new string('x', length)}\"";

    private static string Padded(string quoted) => $"\" \\u2003{quoted[1..^1]}\\n\"";

    private static string Name(int length, string behind = "", string before = "")
    {
        string labels = string.Concat(Enumerable.Repeat("abcdefg.", 40));
        return $"\"{before}{labels[..(length - 1)].TrimEnd('.').PadRight(length, 'z')}{behind}\"";
    }
}
