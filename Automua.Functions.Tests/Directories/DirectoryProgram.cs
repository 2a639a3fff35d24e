using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>Programs whose domains name directories. Without a directory, login names are addresses.</summary>
internal static class DirectoryProgram
{
    private static readonly JsonSerializerOptions AsInDocuments = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Starts a program with a domain for each directory.</summary>
    /// <param name="authorities">The file of the authorities that it trusts; null for those of the system.</param>
    /// <param name="directories">The directories.</param>
    public static Task<AutomuaProgram> StartAsync(string? authorities, params DirectorySeed[] directories) =>
        StartAsync(authorities, [], directories);

    /// <summary>Starts a program with a domain for each directory.</summary>
    /// <param name="authorities">The file of the authorities that it trusts; null for those of the system.</param>
    /// <param name="environment">Further settings.</param>
    /// <param name="directories">The directories.</param>
    public static async Task<AutomuaProgram> StartAsync(
        string? authorities, Dictionary<string, string?> environment, params DirectorySeed[] directories)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(new(environment) { ["AUTOMUA_LDAP_CA_FILE"] = authorities });
        try
        {
            await program.ImportAsync(directories);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores a domain for each directory, or changes what is stored of it.</summary>
    public static async Task ImportAsync(this AutomuaProgram program, params DirectorySeed[] directories)
    {
        using HttpClient administrator = program.NewAdministrator();
        (int status, JsonElement answer) = await administrator.ImportAsync(DocumentOf(directories));
        Assert.True(status == 200, answer.ToString());
    }

    private static string DocumentOf(DirectorySeed[] directories) => new JsonObject
    {
        ["version"] = 2,
        ["provider"] = "Example Inc.",
        ["domains"] = new JsonArray(
            [.. directories.Select((directory, i) => new JsonObject { ["name"] = directory.Domain, ["ldapserver_id"] = i + 1 })]),
        ["ldapservers"] = new JsonArray([.. directories.Select(AsNumbered)]),
        ["servers"] = new JsonArray(
            new JsonObject { ["type"] = "imap", ["name"] = "imap.example.com" },
            new JsonObject { ["type"] = "smtp", ["name"] = "smtp.example.com" }),
    }.ToJsonString();

    private static JsonNode AsNumbered(DirectorySeed directory, int index)
    {
        JsonNode server = JsonSerializer.SerializeToNode(directory, AsInDocuments)!;
        server["id"] = index + 1;
        return server;
    }
}
