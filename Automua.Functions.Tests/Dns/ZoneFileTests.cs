using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Dns;

/// <summary>DN-01: bind loads the zones.</summary>
public sealed class ZoneFileTests
{
    private static string GoldenFolder => Path.Combine(Repository.Root, "Automua.Core.Tests", "Golden");

    public static TheoryData<string> GoldenFiles => [.. Directory.EnumerateFiles(GoldenFolder, "*.zone").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public async Task DN_01_every_stored_zone_loads(string name)
    {
        string records = await File.ReadAllTextAsync(Path.Combine(GoldenFolder, name));
        await AssertLoadsAsync(records, records.Split('\n')[0]["$ORIGIN ".Length..^1]);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("example.net")]
    public async Task DN_01_what_the_command_prints_of_the_sample_seed_loads(string domain)
    {
        await using AutomuaProgram program = await StartWithAsync("seed-v1.json");
        string records = await PrintedAsync(program, domain);
        await AssertLoadsAsync(records, domain);
        Assert.Contains($"_imaps._tcp        3600 IN SRV   0 0 993 imap.example.com.\n", records, StringComparison.Ordinal);
        Assert.Contains($"_imap._tcp         3600 IN SRV   10 0 143 imap.example.com.\n", records, StringComparison.Ordinal);

        JsonElement json = JsonSerializer.Deserialize<JsonElement>(await PrintedAsync(program, domain, "--format", "json"));
        Assert.Equal(records.Split('\n').Count(line => line.Contains(" IN ", StringComparison.Ordinal)), json.GetArrayLength());
        Assert.Equal($"autoconfig.{domain}.", json[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("customer.example", true)]
    [InlineData("branch.customer.example", true)]
    [InlineData("special.example", true)]
    [InlineData("moved.example", false)]
    public async Task DN_01_what_the_command_prints_of_the_sample_of_version_3_loads(string domain, bool hasMail)
    {
        await using AutomuaProgram program = await StartWithAsync("seed-v3.json");
        string records = await PrintedAsync(program, domain);
        await AssertLoadsAsync(records, domain);
        Assert.Equal(hasMail, records.Contains("\n_imaps._tcp ", StringComparison.Ordinal));
        Assert.Equal(hasMail, records.Contains(" SRV   0 0 0 .\n", StringComparison.Ordinal));
        Assert.Contains("\n_autodiscover._tcp ", records, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_setting_names_the_service_and_the_option_wins()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}",
            ["AUTOMUA_SERVICE_HOST"] = "setting.example.net",
        };
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(environment, null, "dns", "Example.COM.");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(" CNAME setting.example.net.\n", output, StringComparison.Ordinal);
        (exitCode, output, error) = await AutomuaProgram.RunAsync(
            environment, null, "dns", "example.com", "--service-host", "Option.example.net");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(" CNAME option.example.net.\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("setting.example.net", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dns example.com", "service_host")]
    [InlineData("dns example.com", "--service-host HOST")]
    [InlineData("dns unknown.example --service-host automua.example.net", "unknown.example is not stored")]
    [InlineData("check example.com", "--service-host HOST")]
    [InlineData("check unknown.example --service-host automua.example.net", "unknown.example is not stored")]
    public async Task What_cannot_be_done_is_told_in_one_sentence(string arguments, string told)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}" }, null, arguments.Split(' '));
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("automua: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("dns exa_mple.com")]
    [InlineData("dns example.com example.net")]
    [InlineData("dns example.com --format xml")]
    [InlineData("dns example.com --service-host https://automua.example.net")]
    [InlineData("dns example.com --service-host")]
    [InlineData("check")]
    [InlineData("check example.com --dns nowhere")]
    [InlineData("check example.com --connect nowhere:443")]
    [InlineData("check example.com --connect")]
    [InlineData("check example.com --format zone")]
    public async Task A_usage_error_ends_with_2(string arguments)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(arguments: arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.NotEmpty(error);
    }

    private static async Task<AutomuaProgram> StartWithAsync(string sample)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        string seed = SampleFile.Read(sample);
        using StringContent content = new(seed, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await administrator.PostAsync("initdb", content);
        response.EnsureSuccessStatusCode();
        return program;
    }

    private static async Task<string> PrintedAsync(AutomuaProgram program, string domain, params string[] options)
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{program.DatabaseFile}" },
            null,
            ["dns", domain, "--service-host", "automua.example.net", .. options]);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private static async Task AssertLoadsAsync(string records, string domain)
    {
        domain = domain.TrimEnd('.');
        string file = Path.Combine(AutomuaProgram.NewDirectory(), "zone");
        try
        {
            await File.WriteAllTextAsync(file, ZoneFile.With(records, domain));
            // Only hosts of the zone itself are looked for: there is no network.
            string output = await Tool.SucceedAsync("named-checkzone", "-i", "local", domain, file);
            Assert.Equal($"zone {domain}/IN: loaded serial 1\nOK\n", output);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
