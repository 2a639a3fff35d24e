using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Storage.AzureTables;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Configuration;

/// <summary><c>db_uri</c> in Azure's forms, and the store that it selects.</summary>
public sealed class AzureTablesUriTests
{
    private const string Key = "c2VjcmV0a2V5";
    private const string OwnEndpoint = "AccountName=mail;AccountKey=" + Key + ";TableEndpoint=http://127.0.0.1:10002/mail";

    [Theory]
    [InlineData("https://mail123.table.core.windows.net", "mail123.table.core.windows.net")]
    [InlineData("https://mail123.table.core.windows.net/", "mail123.table.core.windows.net")]
    [InlineData("HTTPS://mail123.table.core.windows.net", "mail123.table.core.windows.net")]
    [InlineData("https://mail123.table.core.chinacloudapi.cn", "mail123.table.core.chinacloudapi.cn")]
    [InlineData("https://mail123.table.core.usgovcloudapi.net", "mail123.table.core.usgovcloudapi.net")]
    [InlineData("azuretables://mail123", "mail123.table.core.windows.net")]
    [InlineData("AzureTables://mail123/", "mail123.table.core.windows.net")]
    public void An_account_is_opened_with_the_managed_identity(string text, string host)
    {
        AzureTablesUri uri = Read(text);
        Assert.Equal(new Uri($"https://{host}/"), uri.Endpoint);
        Assert.Equal("mail123", uri.Account);
        Assert.Null(uri.ConnectionString);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=mail;AccountKey=" + Key + ";EndpointSuffix=core.windows.net", "https://mail.table.core.windows.net/", "mail")]
    [InlineData(OwnEndpoint, "http://127.0.0.1:10002/mail", "mail")]
    [InlineData("TableEndpoint=https://mail.table.core.windows.net;SharedAccessSignature=sv=2021&sig=" + Key, "https://mail.table.core.windows.net/", "mail")]
    public void A_connection_string_is_kept_whole(string text, string endpoint, string account)
    {
        AzureTablesUri uri = Read(text);
        Assert.Equal(new Uri(endpoint), uri.Endpoint);
        Assert.Equal(account, uri.Account);
        Assert.Equal(text, uri.ConnectionString);
        Assert.DoesNotContain(Key, $"{uri}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://table.core.windows.net")]
    [InlineData("https://a.b.table.core.windows.net")]
    [InlineData("https://mail.blob.core.windows.net")]
    [InlineData("https://mail.table.core.windows.net.example.com")]
    [InlineData("https://user:" + Key + "@mail.table.core.windows.net")]
    [InlineData("https://mail.table.core.windows.net?sig=" + Key)]
    [InlineData("https://mail.table.core.windows.net/other")]
    [InlineData("https://mail.table.core.windows.net:8443")]
    [InlineData("azuretables://")]
    [InlineData("azuretables://Mail Account")]
    [InlineData("azuretables://mail@evil.example/")]
    [InlineData("azuretables://ab")]
    [InlineData("AccountName=mail")]
    [InlineData("AccountKey=" + Key)]
    [InlineData("UseDevelopmentStorage=perhaps")]
    [InlineData("Nonsense=" + Key)]
    public void Others_are_refused_with_the_forms_that_are_allowed_and_without_a_secret(string text)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(uri);
        Assert.Contains(AzureTablesUri.Forms, problem!, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azuretables://mail123", "Azure Table Storage, table automua of the storage account mail123 (mail123.table.core.windows.net)")]
    [InlineData(OwnEndpoint, "Azure Table Storage, table automua of the storage account mail (127.0.0.1:10002)")]
    public async Task The_configuration_selects_the_store(string text, string description)
    {
        using OptionsFixture fixture = new();
        AutomuaOptions options = fixture.ReadText($"[automua]\ndb_uri = {text}\n");
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho, options.ManagedIdentity)
            .BuildServiceProvider();
        Assert.IsType<AzureTablesStore>(services.GetRequiredService<IConfigurationStore>());
        Assert.Equal(description, services.GetRequiredService<IStorePreparation>().Description);
    }

    private static AzureTablesUri Read(string text)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(problem);
        return Assert.IsType<AzureTablesUri>(uri);
    }
}
