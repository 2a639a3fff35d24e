using System.Buffers;
using System.Text.Json;
using Automua.Core.Directories;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Core.Documents;

/// <summary>
/// Writes a document of version 3, part by part; imported, it gives the same store. UTF-8 without BOM. What has its default value
/// is left out, so that equal stores are equal octets.
/// </summary>
/// <remarks>
/// Of a provider that nobody asks for itself the servers are those which most of its domains have: the domains that share them are
/// names and no more.
/// </remarks>
public sealed class NativeWriter : IDisposable
{
    /// <summary>What stands for a password that is not told. Imported, it leaves the password that is stored.</summary>
    public const string MaskedPassword = "********";

    /// <summary>The member that says what could not be exported.</summary>
    public const string LeftOut = "_left_out";

    private readonly Utf8JsonWriter _json;
    private readonly bool _tellsPasswords;
    private bool _hasDirectories;
    private bool _hasProviders;

    /// <summary>Begins a document.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="tellsPasswords">Whether it holds passwords; else <see cref="MaskedPassword"/> stands in their place.</param>
    public NativeWriter(IBufferWriter<byte> output, bool tellsPasswords)
    {
        _json = new Utf8JsonWriter(output, EntryWriter.Style);
        _tellsPasswords = tellsPasswords;
        _json.WriteStartObject();
        _json.WriteNumber("version"u8, 3);
    }

    /// <summary>How many passwords were masked so far.</summary>
    public int Masked { get; private set; }

    /// <summary>Writes a part; gaps are not written.</summary>
    public void Write(ExportedItem item)
    {
        switch (item)
        {
            case ExportedDirectory(var server):
                if (!_hasDirectories)
                    _json.WriteStartArray("ldapservers"u8);
                _hasDirectories = true;
                Write(server);
                break;
            case ExportedProvider provider:
                BeginProviders();
                Write(provider);
                break;
        }

        _json.Flush();
    }

    /// <summary>Ends the document.</summary>
    /// <param name="leftOut">What is missing in it, in sentences; whoever imports the document does not read them.</param>
    public void End(params IReadOnlyCollection<string> leftOut)
    {
        BeginProviders();
        _json.WriteEndArray();
        if (leftOut.Count > 0)
        {
            _json.WriteStartArray(LeftOut);
            foreach (string gap in leftOut)
                _json.WriteStringValue(gap);
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Lets go of the writer; the output is the caller's.</summary>
    public void Dispose() => _json.Dispose();

    private void BeginProviders()
    {
        if (_hasProviders)
            return;
        if (_hasDirectories)
            _json.WriteEndArray();
        _json.WriteStartArray("providers"u8);
        _hasProviders = true;
    }

    private void Write(DirectoryServer server)
    {
        _json.WriteStartObject();
        _json.WriteNumber("id"u8, server.Id);
        _json.WriteString("name"u8, server.Host);
        _json.WriteNumber("port"u8, server.Port);
        _json.WriteBoolean("use_ssl"u8, server.UseTls);
        if (server.AllowPlain)
            _json.WriteBoolean("allow_plain"u8, true);
        _json.WriteString("search_base"u8, server.SearchBase);
        _json.WriteString("search_filter"u8, server.SearchFilter);
        _json.WriteString("attr_uid"u8, server.UidAttribute);
        _json.WriteString("attr_cn"u8, server.CnAttribute);
        if (server.BindUser is { } user)
            _json.WriteString("bind_user"u8, user);
        if (server.BindPassword is { } password)
            _json.WriteString("bind_password"u8, Told(password));
        _json.WriteEndObject();
    }

    private string Told(string password)
    {
        if (_tellsPasswords || BindPassword.VariableOf(password) is not null)
            return password;
        Masked++;
        return MaskedPassword;
    }

    private void Write(ExportedProvider exported)
    {
        ImportedServers shared = SharedServers(exported);
        _json.WriteStartObject();
        EntryWriter.WriteMembers(_json, exported, shared);
        _json.WriteStartArray("domains"u8);
        foreach (ExportedDomain domain in exported.Domains)
            Write(domain, shared);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private static ImportedServers SharedServers(ExportedProvider exported)
    {
        if (exported.Provider.IsAskedForItself || exported.Domains.IsEmpty)
            return exported.Servers;
        Dictionary<ImportedServers, int> counts = [];
        foreach (ExportedDomain domain in exported.Domains)
            counts[domain.Servers] = counts.GetValueOrDefault(domain.Servers) + 1;
        int most = counts.Values.Max();
        return exported.Domains.First(domain => counts[domain.Servers] == most).Servers;
    }

    private void Write(ExportedDomain domain, ImportedServers shared)
    {
        bool hasOwn = !domain.Servers.Equals(shared);
        if (!hasOwn && domain.DirectoryId is null)
        {
            _json.WriteStringValue(domain.Name.Value);
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("name"u8, domain.Name.Value);
        if (domain.DirectoryId is { } directory)
            _json.WriteNumber("ldapserver_id"u8, directory);
        if (hasOwn)
            ServersWriter.Write(_json, domain.Servers);
        _json.WriteEndObject();
    }
}
