using System.Net;
using System.Net.Sockets;
using Automua.Functions.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Configuration;

/// <summary>What keeps the program from starting: exit code 1 and one sentence, whoever is to read it.</summary>
public sealed class StartTests
{
    private const string Password = "pa55w0rd";

    [Theory]
    [InlineData("AUTOMUA_PROXYCOUNT", "1", "PROXYCOUNT")]
    [InlineData("AUTOMUA_PROXY_COUNT", "many", "proxy_count is 'many'")]
    [InlineData("AUTOMUA_LOGLEVEL", "LOUD", "loglevel is 'LOUD'")]
    [InlineData("AUTOMUA_LISTEN", "nowhere", "listen is 'nowhere'")]
    [InlineData("AUTOMUA_LISTEN", "192.0.2.1:4243", "192.0.2.1:4243 cannot be used")]
    [InlineData("AUTOMUA_ADMIN_KEY", "short", "admin_key")]
    [InlineData("AUTOMUA_ENTRA_TENANT", "common", "entra_tenant is 'common'; allowed is one tenant")]
    [InlineData("AUTOMUA_ENTRA_TENANT", "contoso.example", "entra_tenant is set, but there is no entra_audience")]
    [InlineData("AUTOMUA_ENTRA_AUDIENCE", "api://automua", "entra_audience is set, but there is no entra_tenant")]
    [InlineData("AUTOMUA_ENTRA_CLIENT_ID", "11111111-2222-3333-4444-555555555555", "entra_client_id is set, but there is no entra_tenant")]
    [InlineData("AUTOMUA_ENTRA_AUTHORITY", "http://login.example", "entra_authority is 'http://login.example'; allowed is https://HOST")]
    [InlineData("AUTOMUA_DB_URI", "oracle://user:pa55w0rd@host/db", "'oracle'")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:////missing/folder/db.sqlite", "/missing/folder does not exist")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:///missing/db.sqlite", "four slashes")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:////dev/null/db.sqlite", "/dev/null")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:////proc/db.sqlite", "/proc/db.sqlite")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:////proc", "/proc")]
    [InlineData("AUTOMUA_STATE", "/missing/folder", "/missing/folder does not exist")]
    [InlineData("STATE_DIRECTORY", "/missing/folder", "/missing/folder does not exist")]
    [InlineData("AUTOMUA_CONF", "/missing/automua.conf", "'/missing/automua.conf'")]
    [InlineData("AUTOMUA_CONF", "/proc/self/mem", "/proc/self/mem: cannot be read")]
    public async Task A_setting_that_cannot_work_is_told_in_one_line(string variable, string value, string told)
    {
        Dictionary<string, string?> environment = new() { ["AUTOMUA_LISTEN"] = "127.0.0.1:0", [variable] = value };
        AssertFailed(await AutomuaProgram.RunAsync(environment), told);
    }

    [Fact]
    public async Task An_unknown_key_is_told_with_its_file()
    {
        string directory = AutomuaProgram.NewDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory, ".automua.conf"), "[automua]\nlog_level = DEBUG\n");
        AssertFailed(await AutomuaProgram.RunAsync(null, directory), ".automua.conf: 'log_level' is not a key");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_and_left_alone()
    {
        string other = Path.Combine(AutomuaProgram.NewDirectory(), "letter.txt");
        string text = string.Concat(Enumerable.Repeat("This is not a database.\n", 100));
        await File.WriteAllTextAsync(other, text);
        Dictionary<string, string?> environment = new() { ["AUTOMUA_LISTEN"] = "127.0.0.1:0", ["AUTOMUA_DB_URI"] = $"sqlite:///{other}" };
        AssertFailed(await AutomuaProgram.RunAsync(environment), other);
        Assert.Equal(text, await File.ReadAllTextAsync(other));
        Directory.Delete(Path.GetDirectoryName(other)!, recursive: true);
    }

    [Fact]
    public async Task A_database_in_the_place_of_a_folder_is_told()
    {
        string directory = AutomuaProgram.NewDirectory();
        AssertFailed(
            await AutomuaProgram.RunAsync(
                new() { ["AUTOMUA_LISTEN"] = "127.0.0.1:0", ["AUTOMUA_DB_URI"] = $"sqlite:///{directory}" }, directory),
            directory);
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string address = other.LocalEndpoint.ToString()!;
        AssertFailed(await AutomuaProgram.RunAsync(new() { ["AUTOMUA_LISTEN"] = address }), $"{address} is in use");
        AssertFailed(await AutomuaProgram.RunAsync(arguments: ["--listen", address]), $"{address} is in use");
        AssertFailed(
            await AutomuaProgram.RunAsync(new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = address.Split(':')[1] }), $"{address} is in use");
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("nonsense")]
    [InlineData("serve --nonsense")]
    [InlineData("--listen")]
    [InlineData("--listen 127.0.0.1:0 --listen 127.0.0.1:0")]
    public async Task A_usage_error_ends_with_2(string arguments)
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(arguments: arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain(" listens on ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_value_on_the_command_line_is_no_usage_error() =>
        AssertFailed(await AutomuaProgram.RunAsync(arguments: ["serve", "--listen", "nowhere"]), "--listen: listen is 'nowhere'");

    [Fact]
    public async Task The_version_is_told()
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(arguments: "--version");
        Assert.Equal(0, exitCode);
        Assert.Equal(ProgramVersion.Text, output.Trim());
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("serve --help")]
    public async Task Help_is_given(string arguments)
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(arguments: arguments.Split(' '));
        Assert.Equal(0, exitCode);
        Assert.Contains("--listen", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public async Task The_serve_command_is_what_no_command_does()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(arguments: "serve");
        using HttpResponseMessage response = await program.Client.GetAsync("healthz");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(0, await program.StopAsync());
    }

    private static void AssertFailed((int ExitCode, string Output, string Error) ended, string told)
    {
        Assert.Equal(1, ended.ExitCode);
        string line = Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("automua: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, line, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }
}
