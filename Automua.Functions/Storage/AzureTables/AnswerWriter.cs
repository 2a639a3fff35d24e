using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Writes what entities hold as JSON; <see cref="AnswerReader"/> reads it. Equal values are equal octets.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes an answer.</summary>
    public static byte[] Write(StoredAnswer answer) => Write(json =>
    {
        WriteProvider(json, answer.Provider);
        WriteServers(json, answer.Servers);
        if (answer.Directory is { } directory)
        {
            json.WriteStartObject("directory"u8);
            WriteDirectory(json, directory);
            json.WriteEndObject();
        }

        if (answer.Siblings.IsEmpty)
            return;
        json.WriteStartArray("siblings"u8);
        foreach (DomainName sibling in answer.Siblings)
            json.WriteStringValue(sibling.Value);
        json.WriteEndArray();
    });

    /// <summary>Writes servers alone.</summary>
    public static byte[] Write(ImportedServers servers) => Write(json => WriteServers(json, servers));

    /// <summary>Writes a directory alone.</summary>
    public static byte[] Write(DirectoryServer directory) => Write(json => WriteDirectory(json, directory));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteProvider(Utf8JsonWriter json, Provider provider)
    {
        json.WriteString("name"u8, provider.Name);
        json.WriteString("short_name"u8, provider.ShortName);
        if (ProviderDetails.Write(provider) is not { } details)
            return;
        json.WritePropertyName("details"u8);
        json.WriteRawValue(details);
    }

    private static void WriteServers(Utf8JsonWriter json, ImportedServers servers)
    {
        json.WriteStartArray("mail"u8);
        foreach (MailServer server in servers.Mail)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, Vocabularies.MailServerType.WordOf(server.Type));
            json.WriteString("host"u8, server.Host.Text);
            json.WriteNumber("port"u8, server.Port);
            json.WriteString("security"u8, Vocabularies.ConnectionSecurity.WordOf(server.Security));
            json.WriteString("user_name"u8, server.UserName.Text);
            json.WriteStartArray("authentication"u8);
            foreach (AuthenticationMethod method in server.Authentication)
                json.WriteStringValue(StoredWords.Of(method));
            json.WriteEndArray();
            json.WriteNumber("priority"u8, server.Priority);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("dav"u8);
        foreach (DavServer server in servers.Dav)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, Vocabularies.DavServerType.WordOf(server.Type));
            json.WriteString("url"u8, server.Url.Text);
            json.WriteNumber("port"u8, server.Port);
            json.WriteBoolean("domain_required"u8, server.DomainRequired);
            json.WriteString("user_name"u8, server.UserName.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDirectory(Utf8JsonWriter json, DirectoryServer directory)
    {
        json.WriteNumber("id"u8, directory.Id);
        json.WriteString("host"u8, directory.Host);
        json.WriteNumber("port"u8, directory.Port);
        json.WriteBoolean("use_tls"u8, directory.UseTls);
        if (directory.AllowPlain)
            json.WriteBoolean("allow_plain"u8, true);
        json.WriteString("search_base"u8, directory.SearchBase);
        json.WriteString("search_filter"u8, directory.SearchFilter);
        json.WriteString("uid_attribute"u8, directory.UidAttribute);
        json.WriteString("cn_attribute"u8, directory.CnAttribute);
        json.WriteString("bind_user"u8, directory.BindUser);
        json.WriteString("bind_password"u8, directory.BindPassword);
    }
}
