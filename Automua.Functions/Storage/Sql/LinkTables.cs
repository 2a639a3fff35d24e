using Automua.Core.Model;

namespace Automua.Functions.Storage.Sql;

/// <summary>The tables of mail servers and of DAV servers.</summary>
internal static class LinkTables
{
    public static readonly LinkTable<MailServer> Mail = new(
        "server",
        ["id", "prio", "name", "port", "type", "socket_type", "user_name", "authentication", "automua_authentication"],
        RowReader.ReadMailServer,
        static server =>
        [
            server.Priority, server.Host.Text, server.Port, Vocabularies.MailServerType.WordOf(server.Type),
            Vocabularies.ConnectionSecurity.WordOf(server.Security),
            server.UserName.Text, StoredWords.Of(StoredWords.Foremost(server.Authentication)), StoredWords.List(server.Authentication),
        ]);

    public static readonly LinkTable<DavServer> Dav = new(
        "davserver",
        ["id", "url", "port", "type", "use_ssl", "domain_required", "user_name"],
        RowReader.ReadDavServer,
        static server =>
        [
            server.Url.Text, server.Port, Vocabularies.DavServerType.WordOf(server.Type), server.UseTls, server.DomainRequired,
            server.UserName.Text,
        ]);
}
