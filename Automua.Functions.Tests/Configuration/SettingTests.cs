using System.Net;
using Automua.Core.Model;
using Automua.Core.Pacc;
using Automua.Functions.Configuration;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Configuration;

/// <summary>Every key: what it takes, what it refuses, and which of its places counts.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly OptionsFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Without_settings_the_defaults_count()
    {
        AutomuaOptions options = _fixture.Read();
        Assert.Equal(LogLevel.Warning, options.LogLevel);
        Assert.Equal(new SqliteUri("automua.sqlite"), options.DatabaseUri);
        Assert.False(options.DatabaseEcho);
        Assert.Equal(TimeSpan.FromSeconds(60), options.CacheTimeToLive);
        Assert.Equal(10_000, options.CacheEntries);
        Assert.Equal(0, options.ProxyCount);
        Assert.Null(options.FrontDoor);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 4243), options.Listen);
        Assert.Null(options.AdminKey);
        Assert.Null(options.EntraIssuer);
        Assert.Equal(PaccSubmissionKey.Submit, options.PaccSubmissionKey);
        Assert.Null(options.ServiceHost);
        Assert.Null(options.SignCertificate);
        Assert.Null(options.ManagedIdentity);
        Assert.False(options.IsCustomHandler);
    }

    [Theory]
    [InlineData("AUTOMUA_PROXY_COUNT")]
    [InlineData("automua_proxy_count")]
    public void A_variable_comes_before_the_file(string variable)
    {
        _fixture.Write(".automua.conf", "[automua]\nproxy_count = 2\nloglevel = ERROR\n");
        AutomuaOptions options = _fixture.Read((variable, "1"));
        Assert.Equal(1, options.ProxyCount);
        Assert.Equal(LogLevel.Error, options.LogLevel);
    }

    [Fact]
    public void The_command_line_comes_before_the_variable()
    {
        _fixture.Write(".automua.conf", "[automua]\nlisten = 127.0.0.1:1001\n");
        Assert.Equal(1001, _fixture.Read().Listen.Port);
        Assert.Equal(1002, _fixture.Read(("AUTOMUA_LISTEN", "127.0.0.1:1002")).Listen.Port);
        Assert.Equal(1003, _fixture.Read("127.0.0.1:1003", ("AUTOMUA_LISTEN", "127.0.0.1:1002")).Listen.Port);
    }

    [Theory]
    [InlineData("AUTOMUA_PORT", "tcp://10.0.0.1:4243")]
    [InlineData("AUTOMUA_PORT_4243_TCP", "tcp://10.0.0.1:4243")]
    [InlineData("AUTOMUA_PORT_4243_TCP_ADDR", "10.0.0.1")]
    [InlineData("AUTOMUA_SERVICE_HOST", "10.0.0.1")]
    [InlineData("AUTOMUA_SERVICE_HOST", "fd00::1")]
    [InlineData("AUTOMUA_SERVICE_PORT", "4243")]
    [InlineData("AUTOMUA_SERVICE_PORT_HTTP", "4243")]
    public void Variables_of_Kubernetes_are_none_of_ours(string name, string value)
    {
        AutomuaOptions options = _fixture.Read((name, value));
        Assert.Equal(AutomuaOptions.DefaultListen, options.Listen);
        Assert.Null(options.ServiceHost);
    }

    [Theory]
    [InlineData("automua.example.net", "automua.example.net")]
    [InlineData(" Automua.BÜCHER.example. ", "automua.xn--bcher-kva.example")]
    public void The_name_at_which_the_service_is_reached_is_a_host_name(string text, string host)
    {
        Assert.Equal(DomainName.Parse(host), _fixture.Read(("AUTOMUA_SERVICE_HOST", text)).ServiceHost);
        Assert.Equal(DomainName.Parse(host), _fixture.ReadText($"[automua]\nservice_host = {text}\n").ServiceHost);
    }

    [Theory]
    [InlineData("AUTOMUA_PROXYCOUNT")]
    [InlineData("AUTOMUA_")]
    [InlineData("AUTOMUA_SERVICE")]
    public void An_unknown_variable_is_told(string name) =>
        Assert.StartsWith($"{name}: ", _fixture.Problem((name, "1")), StringComparison.Ordinal);

    [Theory]
    [InlineData("CRITICAL", LogLevel.Critical)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("WARNING", LogLevel.Warning)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData(" Info ", LogLevel.Information)]
    public void Log_levels_are_Pythons(string word, LogLevel level) =>
        Assert.Equal(level, _fixture.Read(("AUTOMUA_LOGLEVEL", word)).LogLevel);

    [Theory]
    [InlineData("submit", "Submit")]
    [InlineData("smtp", "Smtp")]
    [InlineData(" SMTP ", "Smtp")]
    public void The_name_of_the_server_for_sending_in_PACC_is_chosen(string word, string key)
    {
        Assert.Equal(Enum.Parse<PaccSubmissionKey>(key), _fixture.Read(("AUTOMUA_PACC_SMTP_KEY", word)).PaccSubmissionKey);
        Assert.Equal(Enum.Parse<PaccSubmissionKey>(key), _fixture.ReadText($"[automua]\npacc_smtp_key = {word}\n").PaccSubmissionKey);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("True", true)]
    [InlineData("ON", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    public void Flags_are_Pythons(string word, bool flag) =>
        Assert.Equal(flag, _fixture.Read(("AUTOMUA_DB_ECHO", word)).DatabaseEcho);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("86400", 86400)]
    public void The_cache_keeps_for_seconds(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), _fixture.Read(("AUTOMUA_CACHE_TTL", text)).CacheTimeToLive);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000000", 1_000_000)]
    public void Entries_of_the_cache_are_counted(string text, int count) =>
        Assert.Equal(count, _fixture.Read(("AUTOMUA_CACHE_ENTRIES", text)).CacheEntries);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("16", 16)]
    public void Proxies_are_counted(string text, int count) =>
        Assert.Equal(count, _fixture.Read(("AUTOMUA_PROXY_COUNT", text)).ProxyCount);

    [Fact]
    public void A_Front_Door_is_an_id_and_perhaps_a_header()
    {
        const string Id = "55CE4ED1-4B06-4BF1-B40E-4638452104DA";
        Assert.Equal(new FrontDoor(Guid.Parse(Id), "X-Forwarded-Host"), _fixture.Read(("AUTOMUA_FRONT_DOOR_ID", $" {Id} ")).FrontDoor);
        Assert.Equal(
            new FrontDoor(Guid.Parse(Id), "X-Original-Host"),
            _fixture.ReadText($"[automua]\nfront_door_id = {Id}\nfront_door_host_header = X-Original-Host\n").FrontDoor);
        Assert.Contains("front_door_id", _fixture.ProblemOfText("[automua]\nfront_door_host_header = X-Original-Host\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("front_door_id", "")]
    [InlineData("front_door_id", "automua")]
    [InlineData("front_door_id", "{55ce4ed1-4b06-4bf1-b40e-4638452104da}")]
    [InlineData("front_door_host_header", "")]
    [InlineData("front_door_host_header", "X-Original-Host:")]
    [InlineData("front_door_host_header", "X Original Host")]
    public void What_is_no_Front_Door_is_told(string key, string value) =>
        Assert.Contains($"{key} is '{value}'; allowed is ", _fixture.Problem(($"AUTOMUA_{key.ToUpperInvariant()}", value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("AUTOMUA_ADMIN_KEY", "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/admin-key)")]
    [InlineData("AUTOMUA_ADMIN_KEY", " @microsoft.keyvault(VaultName=contoso;SecretName=admin-key)")]
    [InlineData("AUTOMUA_DB_URI", "@Microsoft.AppConfiguration(Endpoint=https://contoso.azconfig.io; Key=db)")]
    public void A_reference_in_place_of_its_secret_is_no_value(string variable, string value)
    {
        string problem = _fixture.Problem((variable, value));
        Assert.StartsWith($"{variable}: ", problem, StringComparison.Ordinal);
        Assert.Contains("reference", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:4243", "127.0.0.1", 4243)]
    [InlineData("0.0.0.0:80", "0.0.0.0", 80)]
    [InlineData("[::1]:4243", "::1", 4243)]
    [InlineData("[::]:65535", "::", 65535)]
    [InlineData("localhost:8080", "127.0.0.1", 8080)]
    [InlineData("LOCALHOST:0", "127.0.0.1", 0)]
    [InlineData(" 192.0.2.1:1 ", "192.0.2.1", 1)]
    public void Listen_takes_an_address_and_a_port(string text, string address, int port) =>
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), port), _fixture.Read(("AUTOMUA_LISTEN", text)).Listen);

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("a key of sorts:!\"#$%&'()*+,-./", false)]
    [InlineData("!\"#$%&'()*+,-./~{}|")]
    public void An_administration_key_is_long_and_visible(string key, bool isGood = true)
    {
        if (isGood)
            Assert.Equal(key, _fixture.Read(("AUTOMUA_ADMIN_KEY", key)).AdminKey);
        else
            Assert.Contains("admin_key", _fixture.Problem(("AUTOMUA_ADMIN_KEY", key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11111111-2222-3333-4444-555555555555", "api://automua", "", "https://login.microsoftonline.com")]
    [InlineData("contoso.example", "66666666-7777-8888-9999-aaaaaaaaaaaa", "https://login.microsoftonline.us/", "https://login.microsoftonline.us")]
    [InlineData(" contoso.example ", "https://automua.contoso.example", "http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    public void Entra_is_a_tenant_an_audience_and_a_cloud(string tenant, string audience, string authority, string cloud)
    {
        List<(string, string)> settings = [("AUTOMUA_ENTRA_TENANT", tenant), ("AUTOMUA_ENTRA_AUDIENCE", audience)];
        if (authority.Length > 0)
            settings.Add(("AUTOMUA_ENTRA_AUTHORITY", authority));
        EntraIssuer issuer = _fixture.Read([.. settings]).EntraIssuer!;
        Assert.Equal(new EntraIssuer(tenant.Trim(), audience, cloud), issuer);
        Assert.Equal($"{cloud}/{tenant.Trim()}/v2.0/.well-known/openid-configuration", issuer.MetadataAddress);
    }

    [Fact]
    public void The_administrators_page_may_be_an_application_of_the_tenant()
    {
        const string Client = "DDDDDDDD-1111-2222-3333-444444444444";
        EntraIssuer issuer = _fixture.Read(
            ("AUTOMUA_ENTRA_TENANT", "contoso.example"), ("AUTOMUA_ENTRA_AUDIENCE", "api://automua"), ("AUTOMUA_ENTRA_CLIENT_ID", $" {Client} ")).EntraIssuer!;
        Assert.Equal(Client.ToLowerInvariant(), issuer.ClientId);
        Assert.Equal("api://automua/.default", issuer.Scope);
    }

    [Theory]
    [InlineData("entra_tenant", "")]
    [InlineData("entra_tenant", "common")]
    [InlineData("entra_tenant", "organizations")]
    [InlineData("entra_tenant", "{11111111-2222-3333-4444-555555555555}")]
    [InlineData("entra_tenant", "contoso.example/v2.0")]
    [InlineData("entra_audience", "")]
    [InlineData("entra_audience", "automua")]
    [InlineData("entra_audience", "api://one api://two")]
    [InlineData("entra_audience", "file:///etc/passwd")]
    [InlineData("entra_client_id", "")]
    [InlineData("entra_client_id", "automua")]
    [InlineData("entra_client_id", "{11111111-2222-3333-4444-555555555555}")]
    [InlineData("entra_authority", "")]
    [InlineData("entra_authority", "login.microsoftonline.com")]
    [InlineData("entra_authority", "http://login.microsoftonline.com")]
    [InlineData("entra_authority", "https://login.microsoftonline.com/contoso.example")]
    [InlineData("entra_authority", "https://user@login.microsoftonline.com")]
    [InlineData("entra_authority", "https://login.microsoftonline.com?x=1")]
    public void What_is_no_tenant_audience_or_cloud_is_told(string key, string value) =>
        Assert.StartsWith(
            $"AUTOMUA_{key.ToUpperInvariant()}: {key} is '{value}'; allowed is ",
            _fixture.Problem(($"AUTOMUA_{key.ToUpperInvariant()}", value)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("cert.pem")]
    [InlineData("/etc/automua/cert.pfx")]
    [InlineData(" /etc/letsencrypt/live/mail.example.com/fullchain.pem ")]
    public void A_signing_certificate_may_be_a_file(string text) =>
        Assert.Equal(new CertificateFile(text.Trim()), _fixture.Read(("AUTOMUA_SIGN_CERTIFICATE", text)).SignCertificate);

    [Theory]
    [InlineData("https://acme.vault.azure.net/certificates/profiles", "acme.vault.azure.net", null, "https://vault.azure.net/.default")]
    [InlineData("HTTPS://Acme.Vault.Azure.Net/certificates/profiles/", "acme.vault.azure.net", null, "https://vault.azure.net/.default")]
    [InlineData(
        "https://acme.vault.azure.cn/certificates/profiles/0123456789abcdef0123456789abcdef",
        "acme.vault.azure.cn",
        "0123456789abcdef0123456789abcdef",
        "https://vault.azure.cn/.default")]
    [InlineData(
        "https://acme.vault.usgovcloudapi.net/certificates/profiles", "acme.vault.usgovcloudapi.net", null, "https://vault.usgovcloudapi.net/.default")]
    public void A_signing_certificate_may_be_in_a_Key_Vault(string text, string host, string? version, string scope)
    {
        VaultCertificate certificate = Assert.IsType<VaultCertificate>(_fixture.Read(("AUTOMUA_SIGN_CERTIFICATE", text)).SignCertificate);
        Assert.Equal(new VaultCertificate(host, "profiles", version), certificate);
        Assert.Equal(scope, certificate.Scope);
    }

    [Fact]
    public void A_signing_certificates_key_and_password_are_beside_it()
    {
        AutomuaOptions options = _fixture.ReadText("[automua]\nsign_key = key.pem\nsign_password = a b\nsign_certificate = cert.pem\n");
        Assert.Equal("key.pem", options.SignKey);
        Assert.Equal("a b", options.SignPassword);
    }

    [Theory]
    [InlineData("sign_key", "key.pem")]
    [InlineData("sign_password", "pa55w0rd")]
    public void A_key_or_a_password_for_no_file_is_told(string key, string value)
    {
        Assert.Equal(
            $"{_fixture.HomeFile}: {key} is set, but there is no sign_certificate.",
            _fixture.ProblemOfText($"[automua]\n{key} = {value}\n"));
        Assert.Equal(
            $"{_fixture.HomeFile}: {key} is set, but sign_certificate names a Key Vault, which keeps the key.",
            _fixture.ProblemOfText($"[automua]\n{key} = {value}\nsign_certificate = https://acme.vault.azure.net/certificates/a\n"));
    }

    [Fact]
    public void The_managed_identity_is_named_as_Azures_libraries_do()
    {
        Assert.Equal("11111111-2222", _fixture.Read(("AZURE_CLIENT_ID", "11111111-2222")).ManagedIdentity);
        Assert.Null(_fixture.Read(("AZURE_CLIENT_ID", "")).ManagedIdentity);
    }

    [Theory]
    [InlineData("loglevel", "LOUD")]
    [InlineData("loglevel", "")]
    [InlineData("loglevel", "2")]
    [InlineData("db_echo", "maybe")]
    [InlineData("db_echo", "")]
    [InlineData("cache_ttl", "-1")]
    [InlineData("cache_ttl", "86401")]
    [InlineData("cache_ttl", "60s")]
    [InlineData("cache_entries", "0")]
    [InlineData("cache_entries", "1000001")]
    [InlineData("proxy_count", "-1")]
    [InlineData("proxy_count", "17")]
    [InlineData("proxy_count", "one")]
    [InlineData("proxy_count", "1.5")]
    [InlineData("proxy_count", "99999999999")]
    [InlineData("listen", "4243")]
    [InlineData("listen", "127.0.0.1")]
    [InlineData("listen", "127.0.0.1:")]
    [InlineData("listen", "127.0.0.1:65536")]
    [InlineData("listen", "127.0.0.1:http")]
    [InlineData("listen", "automua.example:4243")]
    [InlineData("listen", "::1:4243")]
    [InlineData("listen", "[::1]")]
    [InlineData("listen", "http://127.0.0.1:4243")]
    [InlineData("pacc_smtp_key", "")]
    [InlineData("pacc_smtp_key", "submission")]
    [InlineData("pacc_smtp_key", "0")]
    [InlineData("service_host", "")]
    [InlineData("service_host", "https://automua.example.net")]
    [InlineData("service_host", "automua_1.example.net")]
    [InlineData("sign_certificate", "")]
    [InlineData("sign_certificate", "http://acme.vault.azure.net/certificates/a")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net/certificates")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net/secrets/a")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net/certificates/a/latest")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net/certificates/a_b")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net/certificates/a?api-version=7.4")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net:8443/certificates/a")]
    [InlineData("sign_certificate", "https://vault.azure.net/certificates/a")]
    [InlineData("sign_certificate", "https://acme.vault.azure.net.example/certificates/a")]
    [InlineData("sign_certificate", "https://a.b.vault.azure.net/certificates/a")]
    [InlineData("sign_certificate", "file:///etc/cert.pem")]
    [InlineData("sign_key", "")]
    public void A_bad_value_is_told_with_its_place_its_key_and_the_value(string key, string value)
    {
        string problem = _fixture.ProblemOfText($"[automua]\n{key} = {value}\n");
        Assert.StartsWith($"{_fixture.HomeFile}: {key} is '{value}'; allowed", problem, StringComparison.Ordinal);

        File.Delete(_fixture.HomeFile);
        string variable = $"AUTOMUA_{key.ToUpperInvariant()}";
        Assert.StartsWith($"{variable}: {key} is '{value}'; allowed", _fixture.Problem((variable, value)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("fifteen-letters")]
    [InlineData("with a blank inside it")]
    [InlineData("with-an-ümlaut-inside")]
    public void A_bad_administration_key_is_told_and_not_repeated(string key)
    {
        string problem = _fixture.Problem(("AUTOMUA_ADMIN_KEY", key));
        Assert.StartsWith("AUTOMUA_ADMIN_KEY: admin_key ", problem, StringComparison.Ordinal);
        if (key.Length > 0)
            Assert.DoesNotContain(key, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTOMUA_STATE")]
    [InlineData("STATE_DIRECTORY")]
    public void The_default_database_is_in_the_state_directory(string variable)
    {
        Assert.Equal(
            new SqliteUri("/var/lib/automua/automua.sqlite"), _fixture.Read((variable, "/var/lib/automua")).DatabaseUri);
        Assert.Equal(new SqliteUri("automua.sqlite"), _fixture.Read((variable, "")).DatabaseUri);
        Assert.Equal(
            new SqliteUri("/srv/x.sqlite"),
            _fixture.Read((variable, "/var/lib/automua"), ("AUTOMUA_DB_URI", "sqlite:////srv/x.sqlite")).DatabaseUri);
    }

    [Fact]
    public void Our_own_state_variable_comes_first_and_of_systemds_the_first_directory_counts()
    {
        Assert.Equal(
            new SqliteUri("/a/automua.sqlite"), _fixture.Read(("AUTOMUA_STATE", "/a"), ("STATE_DIRECTORY", "/b")).DatabaseUri);
        Assert.Equal(
            new SqliteUri("/b/automua.sqlite"), _fixture.Read(("STATE_DIRECTORY", "/b:/c")).DatabaseUri);
    }

    [Fact]
    public void A_colon_may_be_part_of_our_own_state_directory() =>
        Assert.Equal(new SqliteUri("/srv/a:b/automua.sqlite"), _fixture.Read(("AUTOMUA_STATE", "/srv/a:b")).DatabaseUri);

    [Theory]
    [InlineData("1", true)]
    [InlineData("65535", true)]
    [InlineData("0", false)]
    [InlineData("65536", false)]
    [InlineData("http", false)]
    public void The_custom_handlers_port_counts_before_everything(string port, bool isGood)
    {
        (string, string)[] environment = [("FUNCTIONS_CUSTOMHANDLER_PORT", port), ("AUTOMUA_LISTEN", "0.0.0.0:80")];
        if (!isGood)
        {
            Assert.Contains("FUNCTIONS_CUSTOMHANDLER_PORT", _fixture.Problem(environment), StringComparison.Ordinal);
            return;
        }

        AutomuaOptions options = _fixture.Read(environment);
        Assert.True(options.IsCustomHandler);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, int.Parse(port)), options.Listen);
    }

    [Fact]
    public void An_empty_custom_handler_port_is_none() =>
        Assert.False(_fixture.Read(("FUNCTIONS_CUSTOMHANDLER_PORT", "")).IsCustomHandler);
}
