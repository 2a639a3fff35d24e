using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Model;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads what <see cref="AnswerWriter"/> wrote.</summary>
internal static class AnswerReader
{
    /// <summary>Reads the answer that an entity holds.</summary>
    /// <exception cref="InvalidDataException">The entity holds something else.</exception>
    public static StoredAnswer ReadAnswer(TableEntity entity) => Read(entity, answer => new StoredAnswer(ReadProvider(answer), ReadServers(answer))
    {
        Directory = answer.TryGetProperty("directory", out JsonElement directory) ? ReadDirectory(directory) : null,
        Siblings = answer.TryGetProperty("siblings", out JsonElement siblings)
            ? [.. siblings.EnumerateArray().Select(name => DomainName.Parse(name.GetString()!))]
            : [],
    });

    /// <summary>Reads the answer that an entity holds; null when it holds something else.</summary>
    public static StoredAnswer? TryReadAnswer(TableEntity entity)
    {
        try
        {
            return ReadAnswer(entity);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Reads the directory that an entity holds.</summary>
    /// <exception cref="InvalidDataException">The entity holds something else.</exception>
    public static DirectoryServer ReadDirectory(TableEntity entity) => Read(entity, ReadDirectory);

    private static T Read<T>(TableEntity entity, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(PackedDocument.Unpack(entity));
            return read(document.RootElement);
        }
        catch (Exception problem)
            when (problem is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException($"The document is wrong: {problem.Message}", problem);
        }
    }

    private static Provider ReadProvider(JsonElement answer)
    {
        Provider named = new(Text(answer, "name"), Text(answer, "short_name"));
        if (!answer.TryGetProperty("details", out JsonElement details))
            return named;
        return ProviderDetails.TryRead(named, details.GetRawText(), out Provider? detailed, out string? problem)
            ? detailed
            : throw new InvalidDataException($"The provider's details are wrong: {problem}");
    }

    private static ImportedServers ReadServers(JsonElement answer) => new(
        [.. answer.GetProperty("mail").EnumerateArray().Select(ReadMailServer)],
        [.. answer.GetProperty("dav").EnumerateArray().Select(ReadDavServer)]);

    private static MailServer ReadMailServer(JsonElement server) => new(
        Word(server.GetProperty("type"), Vocabularies.MailServerType),
        Template.Parse(Text(server, "host")),
        server.GetProperty("port").GetInt32(),
        Word(server.GetProperty("security"), Vocabularies.ConnectionSecurity))
    {
        UserName = Template.Parse(Text(server, "user_name")),
        Authentication = [.. server.GetProperty("authentication").EnumerateArray().Select(word => Word(word, Vocabularies.AuthenticationMethod))],
        Priority = server.GetProperty("priority").GetInt32(),
    };

    private static DavServer ReadDavServer(JsonElement server) => new(
        Word(server.GetProperty("type"), Vocabularies.DavServerType), Template.Parse(Text(server, "url")))
    {
        Port = server.GetProperty("port").GetInt32(),
        DomainRequired = server.GetProperty("domain_required").GetBoolean(),
        UserName = Template.Parse(Text(server, "user_name")),
    };

    private static DirectoryServer ReadDirectory(JsonElement directory) => new(
        directory.GetProperty("id").GetInt32(),
        Text(directory, "host"),
        directory.GetProperty("port").GetInt32(),
        directory.GetProperty("use_tls").GetBoolean(),
        Text(directory, "search_base"),
        Text(directory, "search_filter"),
        Text(directory, "uid_attribute"))
    {
        AllowPlain = directory.TryGetProperty("allow_plain", out JsonElement allowPlain) && allowPlain.GetBoolean(),
        CnAttribute = directory.GetProperty("cn_attribute").GetString(),
        BindUser = directory.GetProperty("bind_user").GetString(),
        BindPassword = directory.GetProperty("bind_password").GetString(),
    };

    private static string Text(JsonElement of, string name) =>
        of.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static T Word<T>(JsonElement word, Vocabulary<T> vocabulary)
        where T : struct, Enum =>
        vocabulary.TryParse(word.GetString(), out T value, out string? problem) ? value : throw new FormatException(problem);
}
