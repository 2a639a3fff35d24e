using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Storage;

/// <summary>Azure Table Storage under the whole program.</summary>
public sealed class AzureTablesProgramTests(Azurite azurite)
{
    [Fact]
    public async Task What_is_imported_is_answered_and_outlives_the_program()
    {
        string connection = await azurite.NewAccountAsync();
        Dictionary<string, string?> environment = new() { ["AUTOMUA_DB_URI"] = connection };
        await using (AutomuaProgram program = await AutomuaProgram.StartAsync(environment))
        {
            Assert.Equal(404, await program.Client.AutoconfigStatusAsync("example.com"));
            await program.StoreSampleDataAsync();
            using HttpClient administrator = program.NewAdministrator();
            (int status, JsonElement answer) = await administrator.ImportAsync(
                Seed.Of("Wide", "wide", ["*.wide.example", .. Imports.Names(150)]));
            Assert.Equal(200, status);
            Assert.Equal([151, 0, 0, 0], answer.Counts("domains"));
            Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
            Assert.Equal(0, await program.StopAsync());
            Assert.Contains("data: Azure Table Storage, table automua of the storage account ", program.Log.Output, StringComparison.Ordinal);
            AssertNoKey(connection, program);
            Assert.False(File.Exists(program.DatabaseFile));
        }

        await using AutomuaProgram next = await AutomuaProgram.StartAsync(environment);
        Assert.Equal(200, await next.Client.AutoconfigStatusAsync("example.com"));
        Assert.Contains(
            (await next.Client.AutoconfigAsync("any.wide.example")).Servers(),
            server => server.Contains("imap.wide.example:993", StringComparison.Ordinal));
        Assert.Equal(200, await next.Client.AutoconfigStatusAsync("d149.many.example"));
        using HttpClient nextAdministrator = next.NewAdministrator();
        using HttpResponseMessage sample = await nextAdministrator.GetAsync("initdb/");
        Assert.Equal(409, (int)sample.StatusCode);
        using HttpResponseMessage purged = await nextAdministrator.DeleteAsync("initdb/");
        using JsonDocument counts = JsonDocument.Parse(await purged.Content.ReadAsStringAsync());
        Assert.Equal([0, 0, 0, 154], counts.RootElement.Counts("domains"));
        Assert.Equal(404, await next.Client.AutoconfigStatusAsync("example.com"));
    }

    [Fact]
    public async Task Details_hosts_mail_exchangers_and_directories_are_kept()
    {
        Dictionary<string, string?> environment = new() { ["AUTOMUA_DB_URI"] = await azurite.NewAccountAsync() };
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        using HttpClient administrator = program.NewAdministrator();
        string sample = SampleFile.Read("seed-v3.json");
        (int status, JsonElement first) = await administrator.ImportAsync(sample);
        Assert.True(status == 200, $"{first}");
        (_, JsonElement second) = await administrator.ImportAsync(sample);
        Assert.Equal(0, second.Counts("domains")[0] + second.Counts("domains")[1] + second.Counts("providers")[0] + second.Counts("providers")[1]);

        using JsonDocument document = JsonDocument.Parse(sample);
        JsonElement provider = document.RootElement.GetProperty("providers")[0];
        string exchanger = provider.GetProperty("mx_domains")[0].GetString()!;
        foreach (string host in (string[])[provider.GetProperty("hosts")[0].GetString()!, $"autoconfig.mx1.{exchanger}"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "mail/config-v1.1.xml?emailaddress=user@unknown.example");
            request.Headers.Host = host;
            using HttpResponseMessage answer = await program.Client.SendAsync(request);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        foreach ((string host, int[] counts) in ((string, int[])[])[("ldap1.example", [1, 0, 0, 0]), ("ldap1.example", [0, 0, 1, 0]), ("ldap2.example", [0, 1, 0, 0])])
        {
            (status, JsonElement directories) = await administrator.ImportAsync(DirectorySeed(host));
            Assert.True(status == 200, $"{directories}");
            Assert.Equal(counts, directories.Counts("domains"));
        }
    }

    [Fact]
    public async Task A_table_that_is_taken_away_is_503_and_the_program_goes_on()
    {
        string connection = await azurite.NewAccountAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = connection });
        await program.StoreSampleDataAsync();
        await using OpenedTables tables = OpenedTables.Of(connection);
        await tables.Table.DeleteAsync();
        using HttpResponseMessage response = await program.Client.GetAsync("mail/config-v1.1.xml?emailaddress=user@example.com");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        using HttpClient administrator = program.NewAdministrator();
        using HttpResponseMessage purge = await administrator.DeleteAsync("initdb/");
        Assert.Equal(503, (int)purge.StatusCode);
        using HttpResponseMessage alive = await program.Client.GetAsync("healthz");
        Assert.Equal(200, (int)alive.StatusCode);
        await program.StopAsync();
        Assert.Contains("TableNotFound", program.Log.Error, StringComparison.Ordinal);
        AssertNoKey(connection, program);
    }

    private static string DirectorySeed(string host) => JsonSerializer.Serialize(new
    {
        version = 2,
        provider = "With a directory",
        domains = (object[])[new { name = "staff.example", ldapserver_id = 7 }],
        servers = (object[])[new { type = "imap", name = "imap.example" }, new { type = "smtp", name = "smtp.example" }],
        ldapservers = (object[])
        [
            new { id = 7, name = host, port = 636, use_ssl = true, search_base = "dc=example", search_filter = "(mail={0})", attr_uid = "uid" },
        ],
    });

    private static void AssertNoKey(string connection, AutomuaProgram program)
    {
        string key = connection.Split("AccountKey=")[1].Split(';')[0];
        Assert.DoesNotContain(key, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }
}
