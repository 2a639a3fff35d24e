using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automua.Core.Storage;

namespace Automua.Core.Documents;

/// <summary>
/// Writes one provider or one domain for administrators, as a document of version 3 has them: JSON, UTF-8 without BOM. What is
/// stored alike is written alike, octet by octet.
/// </summary>
public static class EntryWriter
{
    /// <summary>How documents look.</summary>
    internal static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        NewLine = "\n",
        // A document of its own, never a part of a page: markup characters need no escaping.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a provider without its domains.</summary>
    public static void Write(ExportedProvider provider, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(provider);
        using Utf8JsonWriter json = Begin(output);
        WriteMembers(json, provider, provider.Servers);
        End(json, output);
    }

    /// <summary>Writes a domain, with the key of its provider and with all its servers, whosever else they are.</summary>
    public static void Write(DomainEntry domain, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(domain);
        using Utf8JsonWriter json = Begin(output);
        json.WriteString("name"u8, domain.Name.Value);
        json.WriteString("provider"u8, domain.Provider);
        if (domain.DirectoryId is { } directory)
            json.WriteNumber("ldapserver_id"u8, directory);
        ServersWriter.Write(json, domain.Servers);
        End(json, output);
    }

    /// <summary>Writes what is said of a provider beside its domains, as members of an object that is begun.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, ExportedProvider exported, ImportedServers servers)
    {
        json.WriteString("provider"u8, exported.Provider.Name);
        if (exported.Id is { } id)
            json.WriteString("id"u8, id);
        json.WriteString("short_name"u8, exported.Provider.ShortName);
        ProviderDetails.WriteMembers(json, exported.Provider);
        ServersWriter.Write(json, servers);
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        Utf8JsonWriter json = new(output, Style);
        json.WriteStartObject();
        return json;
    }

    private static void End(Utf8JsonWriter json, IBufferWriter<byte> output)
    {
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }
}
