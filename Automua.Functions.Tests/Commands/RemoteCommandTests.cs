using System.Text.Json;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Commands;

/// <summary>Commands with <c>--url</c>: on a service somewhere else they do and say what they do and say on a store.</summary>
public sealed class RemoteCommandTests : IAsyncLifetime
{
    private const string ServiceHost = "automua.hoster.example";

    private readonly string _directory = AutomuaProgram.NewDirectory();
    private AutomuaProgram _service = null!;
    private NameServer _dns = null!;

    private Dictionary<string, string?> Store => new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{_directory}/store.sqlite" };

    private string Url => _service.BaseAddress.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
    {
        _dns = await NameServer.StartAsync();
        _service = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_SERVICE_HOST"] = ServiceHost, ["AUTOMUA_CHECK_DNS"] = $"{_dns.EndPoint}" });
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _dns.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Import_export_and_purge_say_the_same_in_both_places()
    {
        string sample = WriteSample();
        string clientConfig = Directory.GetFiles(Path.Combine(Repository.Root, "Automua.Functions.Tests", "Documents", "ClientConfigs"), "*.xml").Order().First();
        await AssertSameAsync(0, "import", "--dry-run", sample, clientConfig);
        await AssertSameAsync(0, "import", sample, clientConfig);
        await AssertSameAsync(0, "export");
        await AssertSameAsync(0, "export", "--secrets");
        await AssertSameAsync(1, "import", "--mode", "create", sample);
        await AssertSameAsync(0, "import", "--mode", "replace", sample);
        await AssertSameAsync(1, "import", Write("wrong.json", """{"version": 3, "providers": [{"provider": "", "domains": ["a b"]}]}"""));
        await AssertSameAsync(1, "import", Write("other.json", Seed.Of("Other", "other", "customer.example")));
        await AssertSameAsync(1, "import", Path.Combine(_directory, "missing.json"));
        await AssertSameAsync(0, "purge", "--yes");
        await AssertSameAsync(0, "export");
    }

    [Fact]
    public async Task Passwords_that_are_masked_are_told_of()
    {
        string document = Write(
            "ldap.json",
            """
            {"version": 3, "ldapservers": [{"id": 1, "name": "ldap.example", "port": 636, "use_ssl": true, "search_base": "dc=example",
                "search_filter": "(mail={0})", "attr_uid": "uid", "bind_user": "cn=automua", "bind_password": "geheim-geheim"}], "providers": []}
            """);
        await AssertSameAsync(0, "import", document);
        (_, string exported, string error) = await AssertSameAsync(0, "export");
        Assert.Contains("masked passwords: 1", error, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", exported, StringComparison.Ordinal);
        Assert.Contains("geheim-geheim", (await AssertSameAsync(0, "export", "--secrets")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_and_checks_say_the_same_in_both_places()
    {
        await AssertSameAsync(0, "import", WriteSample());
        string[] host = ["--service-host", "other.hoster.example"];
        await AssertSameAsync(0, ["dns", "customer.example", "--format", "json", .. host]);
        (_, string zone, _) = await AssertSameAsync(0, ["dns", "customer.example", .. host]);
        Assert.Contains("other.hoster.example", zone, StringComparison.Ordinal);
        Assert.Contains(ServiceHost, (await AtServiceAsync("dns", "customer.example")).Output, StringComparison.Ordinal);

        (int exitCode, string text, _) = await AtServiceAsync("check", "customer.example");
        (_, string json, _) = await AtServiceAsync("check", "customer.example", "--format", "json");
        (int localCode, string local, _) = await AutomuaProgram.RunAsync(
            Store, null, "check", "customer.example", "--service-host", ServiceHost, "--dns", $"{_dns.EndPoint}");
        Assert.Equal((1, 1), (exitCode, localCode));
        Assert.Equal(local, text);
        JsonElement report = JsonDocument.Parse(json).RootElement;
        Assert.Equal(("customer.example", ServiceHost), (report.GetProperty("domain").GetString(), report.GetProperty("service_host").GetString()));
        Assert.Equal(text, report.GetProperty("report").GetString());
    }

    [Fact]
    public async Task What_the_service_refuses_is_told_with_its_reason()
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync([], null, "export", "--url", Url, "--key", "wrong-key-wrong-key");
        Assert.Equal(1, exitCode);
        Assert.Contains($"automua: {Url}/: 401: The credential is not the right one", error, StringComparison.Ordinal);

        (exitCode, _, error) = await AtServiceAsync("dns", "unknown.example");
        Assert.Equal(1, exitCode);
        Assert.Contains(": 404: ", error, StringComparison.Ordinal);

        (exitCode, string output, error) = await AutomuaProgram.RunAsync(
            [], null, "export", "--url", $"{Url}/elsewhere", "--key", AutomuaProgram.AdminKey);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("404", error, StringComparison.Ordinal);

        // The discard service, which nobody runs.
        const string Gone = "http://127.0.0.1:9";
        (exitCode, _, error) = await AutomuaProgram.RunAsync([], null, "purge", "--yes", "--url", Gone, "--key", AutomuaProgram.AdminKey);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"automua: {Gone}/: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_may_be_the_configured_one()
    {
        Dictionary<string, string?> environment = new() { ["AUTOMUA_ADMIN_KEY"] = AutomuaProgram.AdminKey };
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(environment, null, "export", "--url", Url);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("\"version\": 3", output, StringComparison.Ordinal);

        string file = Write("key", $"{AutomuaProgram.AdminKey}\n");
        Assert.Equal((0, output, ""), await AutomuaProgram.RunAsync([], null, "export", "--url", Url, "--key-file", file));

        (exitCode, _, error) = await AutomuaProgram.RunAsync([], null, "export", "--url", Url);
        Assert.Equal(1, exitCode);
        Assert.Contains("--key-file FILE", error, StringComparison.Ordinal);

        // A mistyped host does not get the key.
        (exitCode, _, error) = await AutomuaProgram.RunAsync(environment, null, "export", "--url", "https://automua.invalid");
        Assert.Equal(1, exitCode);
        Assert.Contains("--key-file FILE", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://automua.example")]
    [InlineData("automua.example")]
    [InlineData("ftp://automua.example")]
    [InlineData("https://automua.example?key=1")]
    public async Task A_wrong_url_is_a_usage_error(string url)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync([], null, "export", "--url", url, "--key", AutomuaProgram.AdminKey);
        Assert.Equal(2, exitCode);
        Assert.Contains($"'{url}'", error, StringComparison.Ordinal);
        Assert.DoesNotContain(AutomuaProgram.AdminKey, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_do_not_go_together_are_usage_errors()
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync([], null, "export", "--key", AutomuaProgram.AdminKey);
        Assert.Equal(2, exitCode);
        Assert.Contains("--url", error, StringComparison.Ordinal);

        (exitCode, _, error) = await AutomuaProgram.RunAsync([], null, "export", "--url", "https://user:secret@automua.example");
        Assert.Equal(2, exitCode);
        Assert.Contains("--url takes no user's name", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);

        (exitCode, _, error) = await AtServiceAsync("check", "a.example", "--dns", "127.0.0.1");
        Assert.Equal(2, exitCode);
        Assert.Contains("--dns", error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> AtServiceAsync(params string[] arguments) =>
        AutomuaProgram.RunAsync([], null, [.. arguments, "--url", Url, "--key", AutomuaProgram.AdminKey]);

    private async Task<(int ExitCode, string Output, string Error)> AssertSameAsync(int exitCode, params string[] arguments)
    {
        (int, string, string) local = await AutomuaProgram.RunAsync(Store, null, arguments);
        (int ExitCode, string, string) remote = await AtServiceAsync(arguments);
        Assert.Equal(local, remote);
        Assert.Equal(exitCode, remote.ExitCode);
        return remote;
    }

    private string WriteSample() => Write(
        "sample.json",
        """
        {"version": 3, "providers": [{"provider": "Hoster", "id": "hoster.example", "hosts": ["setup.hoster.example"],
            "domains": ["customer.example", {"name": "*.customer.example", "servers": [
                {"type": "imap", "name": "imap.customer.example"}, {"type": "smtp", "name": "smtp.customer.example"}]}],
            "servers": [{"type": "imap", "name": "imap.hoster.example"}, {"type": "smtp", "name": "smtp.hoster.example", "port": 587}]}]}
        """);

    private string Write(string name, string content)
    {
        string file = Path.Combine(_directory, name);
        File.WriteAllText(file, content);
        return file;
    }
}
