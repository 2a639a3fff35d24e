using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Documents;

public sealed class SampleDataTests
{
    [Fact]
    public void Three_example_domains_have_one_provider()
    {
        ImportedProvider provider = Assert.Single(SampleData.Document.Providers);
        Assert.Equal(["example.com", "example.net", "example.org"], provider.Domains.Select(domain => domain.Name.Value));
        Assert.Equal("Big Corporation, Inc.", provider.Provider.Name);
        Assert.Equal("BigCorp", provider.Provider.ShortName);
        Assert.Empty(SampleData.Document.Directories);
    }

    [Fact]
    public void Every_domain_has_an_answer_in_every_dialect() => Assert.All(KnownModels.Sample, account =>
    {
        Assert.NotEmpty(Dialect.Autoconfig.Write(account));
        Assert.NotEmpty(Dialect.Autodiscover.Write(account));
        Assert.NotEmpty(Dialect.Mobileconfig.Write(account));
    });

    [Fact]
    public void Every_server_uses_STARTTLS_with_a_password() => Assert.All(
        KnownModels.Sample.SelectMany(account => account.Configuration.Incoming.Concat(account.Configuration.Outgoing)),
        server =>
        {
            Assert.Equal(ConnectionSecurity.StartTls, server.Security);
            Assert.Equal([AuthenticationMethod.PasswordCleartext], server.Authentication);
            Assert.Contains(server.Port, (int[])[110, 143, 587]);
        });

    [Fact]
    public void Hosts_and_URLs_are_such_as_an_import_would_take() => Assert.All(
        SampleData.Document.Providers.SelectMany(provider => provider.Domains),
        domain =>
        {
            Assert.All(domain.Servers.Mail, server => Assert.True(HostTemplate.TryParse(server.Host.Text, out _, out _)));
            Assert.All(domain.Servers.Dav, server => Assert.True(UrlTemplate.TryParse(server.Url.Text, out _, out _)));
        });
}
