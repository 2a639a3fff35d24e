using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Core.Tests.Autoconfig;
using Automua.Core.Tests.Conformance;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Pacc;

/// <summary>The rules for PACC documents over generated models.</summary>
[Properties(Arbitrary = [typeof(PaccModels)])]
public sealed class PaccConformanceTests
{
    private static readonly Dictionary<string, MailServerType> MailProtocols = new()
    {
        ["imap"] = MailServerType.Imap,
        ["pop3"] = MailServerType.Pop,
        ["submit"] = MailServerType.Smtp,
        ["jmap"] = MailServerType.Jmap,
        ["managesieve"] = MailServerType.ManageSieve,
    };

    private static readonly Dictionary<string, DavServerType> DavProtocols = new()
    {
        ["caldav"] = DavServerType.CalDav,
        ["carddav"] = DavServerType.CardDav,
        ["webdav"] = DavServerType.WebDav,
    };

    [Fact]
    public void Generated_models_are_worth_testing()
    {
        MailAccount[] accounts = [.. PaccModels.Accounts().Generator.Sample(400)];
        byte[][] documents = [.. accounts.Select(Dialect.Pacc.TryWrite).OfType<byte[]>()];
        Assert.InRange(documents.Length, 200, 399);
        JsonElement[] roots = [.. documents.Select(Root)];
        Assert.Contains(roots, root => root.GetProperty("authentication").TryGetProperty("oauth-public", out _));
        Assert.Contains(roots, root => !root.GetProperty("authentication").GetProperty("password").GetBoolean());
        Assert.All(
            (string[])[.. MailProtocols.Keys, .. DavProtocols.Keys],
            protocol => Assert.Contains(roots, root => root.GetProperty("protocols").TryGetProperty(protocol, out _)));
    }

    [Property]
    public void PA_01_the_document_is_canonical_JSON(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) => Assert.Equal(Canonical(Root(document)), new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(document)), account);

    [Property]
    public void PA_01_the_same_octets_for_every_mailbox_and_each_time(MailAccount account)
    {
        byte[]? document = Dialect.Pacc.TryWrite(account);
        Assert.Equal(document, Dialect.Pacc.TryWrite(account));
        Assert.Equal(document, Dialect.Pacc.TryWrite(account with { Address = null, RealName = null, DirectoryLogin = null }));
        if (document is null)
            return;
        SmallPiecesWriter pieces = new();
        PaccWriter.Write(account, PaccSubmissionKey.Submit, pieces);
        Assert.Equal(document, pieces.Written);
    }

    [Property]
    public void PA_01_the_record_holds_the_documents_digest(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) => Assert.Equal(
            $"v=UAAC1; a=sha256; d={Convert.ToBase64String(SHA256.HashData(document))}", PaccDigest.RecordValue(document)),
        account);

    [Property]
    public void PA_02_a_mail_server_named_begins_with_TLS_on_its_own_port_and_takes_the_address(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) =>
        {
            foreach ((string protocol, MailServerType type) in MailProtocols)
            {
                if (!Root(document).GetProperty("protocols").TryGetProperty(protocol, out JsonElement server))
                    continue;
                string host = HostOf(server, type);
                Assert.Contains(Servers(account), candidate =>
                    candidate.Type == type && account.HostOf(candidate) == host && candidate.Security == ConnectionSecurity.ImplicitTls
                    && candidate.Port == MailServer.DefaultPort(type) && candidate.UserName.Equals(Template.WholeAddress));
            }
        },
        account);

    [Property]
    public void PA_02_a_URL_is_https_without_port_and_placeholder(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) =>
        {
            foreach (string protocol in DavProtocols.Keys)
            {
                if (!Root(document).GetProperty("protocols").TryGetProperty(protocol, out JsonElement server))
                    continue;
                string url = Assert.Single(server.EnumerateObject()).Value.GetString()!;
                Assert.StartsWith("https://", url, StringComparison.Ordinal);
                Assert.True(Uri.IsWellFormedUriString(url, UriKind.Absolute), url);
                Assert.DoesNotContain(':', url["https://".Length..].Split('/')[0]);
                Assert.DoesNotContain("%EMAIL", url, StringComparison.Ordinal);
                Assert.DoesNotContain("%REAL", url, StringComparison.Ordinal);
            }
        },
        account);

    [Property]
    public void PA_02_a_way_to_log_in_that_is_named_works_at_every_mail_server_named(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) =>
        {
            JsonElement authentication = Root(document).GetProperty("authentication");
            bool password = authentication.GetProperty("password").GetBoolean();
            bool token = authentication.TryGetProperty("oauth-public", out JsonElement oAuth);
            Assert.True(password || token);
            if (token)
                Assert.Equal(account.Provider.OAuth2?.Issuer, oAuth.GetProperty("issuer").GetString());
            foreach ((string protocol, MailServerType type) in MailProtocols)
            {
                if (!Root(document).GetProperty("protocols").TryGetProperty(protocol, out JsonElement server))
                    continue;
                Assert.Contains(Servers(account), candidate =>
                    candidate.Type == type && account.HostOf(candidate) == HostOf(server, type)
                    && (!token || candidate.Authentication.Contains(AuthenticationMethod.OAuth2))
                    && (!password || candidate.Authentication.Contains(AuthenticationMethod.PasswordCleartext)
                        || candidate.Authentication.Contains(AuthenticationMethod.PasswordEncrypted)));
            }
        },
        account);

    [Property]
    public void PA_02_every_server_is_named_or_reported(MailAccount account)
    {
        byte[]? document = Dialect.Pacc.TryWrite(account);
        int named = document is null ? 0 : Root(document).GetProperty("protocols").EnumerateObject().Count();
        ImmutableArray<PaccOmission> omissions = PaccOmissions.Of(account);
        int reported = omissions.Count(omission => omission.Subject.Contains(" server ", StringComparison.Ordinal));
        Assert.Equal(Servers(account).Count() + account.Configuration.DavServers.Length, named + reported);
        Assert.Equal(named == 0, document is null);
        Assert.All(omissions, omission => Assert.Equal($"{omission.Subject} {omission.Reason}.", omission.ToString()));
    }

    [Property]
    public void PA_02_names_are_one_line_of_the_length_allowed(MailAccount account) => Dialect.Pacc.Holds(
        (document, _) =>
        {
            JsonElement provider = Root(document).GetProperty("info").GetProperty("provider");
            AssertLine(provider.GetProperty("name").GetString()!, 60);
            if (provider.TryGetProperty("shortName", out JsonElement shortName))
                AssertLine(shortName.GetString()!, 20);
        },
        account);

    private static void AssertLine(string line, int longest)
    {
        Assert.InRange(line.EnumerateRunes().Count(), 1, longest);
        Assert.Equal(line.Trim(), line);
        Assert.DoesNotContain(line, char.IsControl);
        Assert.DoesNotContain("  ", line, StringComparison.Ordinal);
    }

    private static IEnumerable<MailServer> Servers(MailAccount account) =>
        account.Configuration.Incoming.Concat(account.Configuration.Outgoing).Concat(account.Configuration.Others);

    // Text-based protocols have a host, those over HTTP a URL.
    private static string HostOf(JsonElement server, MailServerType type)
    {
        JsonProperty member = Assert.Single(server.EnumerateObject());
        string value = member.Value.GetString()!;
        if (type != MailServerType.Jmap)
        {
            Assert.Equal("host", member.Name);
            return value;
        }

        Assert.Equal("url", member.Name);
        Assert.Matches("^https://[^/:]+/\\.well-known/jmap$", value);
        return new Uri(value).Host;
    }

    private static JsonElement Root(byte[] document) => JsonSerializer.Deserialize<JsonElement>(document);

    // RFC 8785, worked out a second time for what these documents hold.
    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"\"{member.Name}\":{Canonical(member.Value)}"))}}}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => $"\"{element.GetString()!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        _ => throw new InvalidOperationException($"A document holds no {element.ValueKind}."),
    };
}
