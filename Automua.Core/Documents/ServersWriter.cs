using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>Writes servers as documents of version 3 have them: what has its default value is left out.</summary>
internal static class ServersWriter
{
    /// <summary>Writes the member <c>servers</c> of a provider or a domain.</summary>
    public static void Write(Utf8JsonWriter json, ImportedServers servers)
    {
        json.WriteStartArray("servers"u8);
        foreach (MailServer server in servers.Mail)
            Write(json, server);
        foreach (DavServer server in servers.Dav)
            Write(json, server);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, MailServer server)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Vocabularies.MailServerType.WordOf(server.Type));
        json.WriteString("name"u8, server.Host.Text);
        json.WriteNumber("port"u8, server.Port);
        json.WriteString("socket_type"u8, Vocabularies.ConnectionSecurity.WordOf(server.Security));
        WriteUserName(json, server.UserName);
        if (server.Authentication is not [AuthenticationMethod.PasswordCleartext])
            Write(json, server.Authentication);
        if (server.Priority != MailServer.DefaultPriority)
            json.WriteNumber("prio"u8, server.Priority);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<AuthenticationMethod> methods)
    {
        json.WriteStartArray("authentication"u8);
        foreach (AuthenticationMethod method in methods)
            json.WriteStringValue(Vocabularies.AuthenticationMethod.WordOf(method));
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DavServer server)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Vocabularies.DavServerType.WordOf(server.Type));
        json.WriteString("url"u8, server.Url.Text);
        if (server.Port != 0)
            json.WriteNumber("port"u8, server.Port);
        if (server.DomainRequired)
            json.WriteBoolean("domain_required"u8, true);
        WriteUserName(json, server.UserName);
        json.WriteEndObject();
    }

    private static void WriteUserName(Utf8JsonWriter json, Template userName)
    {
        if (!userName.Equals(Template.WholeAddress))
            json.WriteString("user_name"u8, userName.Text);
    }
}
