using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Functions.Tests.Documents;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    public static TheoryData<MailServerType> MailServerTypes => [.. Enum.GetValues<MailServerType>()];

    public static TheoryData<ConnectionSecurity> Securities => [.. Enum.GetValues<ConnectionSecurity>()];

    public static TheoryData<AuthenticationMethod> Methods => [.. Enum.GetValues<AuthenticationMethod>()];

    public static TheoryData<DavServerType> DavServerTypes => [.. Enum.GetValues<DavServerType>()];

    [Fact]
    public async Task An_empty_store_knows_no_domain() => await AssertUnknownAsync("example.com");

    [Fact]
    public async Task A_domain_is_found_with_its_provider_and_servers()
    {
        ImportedServers servers = Imports.Servers("one");
        await ImportedAsync(Imports.Of("Example Mail Ltd.", servers, "example.com"));

        DomainConfiguration found = await FoundAsync("example.com");
        Assert.Equal("example.com", found.Name.Value);
        Assert.Equal(new Provider("Example Mail Ltd.", "Example"), found.Provider);
        Assert.Null(found.Directory);
        await AssertServersAsync(servers, "example.com");
    }

    [Theory]
    [InlineData("sub.example.com")]
    [InlineData("com")]
    [InlineData("xexample.com")]
    [InlineData("example.co")]
    [InlineData("example.com.example.com")]
    [InlineData("exampleacom")]
    public async Task Domains_that_only_resemble_a_known_one_are_unknown(string other)
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "example.com"));
        await AssertUnknownAsync(other);
    }

    [Theory]
    [InlineData("example.com", "EXAMPLE.Com")]
    [InlineData("EXAMPLE.Com", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("xn--mnchen-3ya.example", "münchen.example")]
    [InlineData("XN--MNCHEN-3YA.example", "MÜNCHEN.Example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    public async Task A_domain_is_one_domain_in_every_spelling(string stored, string asked)
    {
        ImportedServers servers = Imports.Servers("one");
        await ImportedAsync(Imports.Of("One", servers, stored));
        await AssertServersAsync(servers, stored, asked);
        Assert.Equal(
            Counts(Unchanged(1), Unchanged(1)),
            await ImportedAsync(Imports.Of("One", servers, asked)));
    }

    [Theory]
    [InlineData("O'Reilly & \"Söhne\" <GmbH>")]
    [InlineData("'; DROP TABLE domain; --")]
    [InlineData("100 % @p0 {0} \\ \\' %EMAILADDRESS%")]
    [InlineData("Почта 📬 郵便")]
    public async Task A_providers_name_comes_back_as_it_was(string name)
    {
        await ImportedAsync(Imports.Of(name, Imports.Servers("one"), "example.com"));
        Assert.Equal(name, (await FoundAsync("example.com")).Provider.Name);
    }

    [Fact]
    public async Task A_providers_longest_name_comes_back_whole()
    {
        string name = new('ö', Provider.LongestName);
        await ImportedAsync(Imports.Of(name, Imports.Servers("one"), "example.com"));
        Assert.Equal(new Provider(name, Provider.ShortNameOf(name)), (await FoundAsync("example.com")).Provider);
    }

    [Fact]
    public async Task Servers_of_equal_rank_come_back_in_the_documents_order()
    {
        string[] hosts = ["m.example", "z.example", "a.example", "y.example", "b.example"];
        ImportedServers servers = new([.. hosts.Select(Imports.Imap), .. hosts.Select(Imports.Smtp)], []);
        await ImportedAsync(Imports.Of("One", servers, "example.com"));

        DomainConfiguration found = await FoundAsync("example.com");
        Assert.Equal(hosts, found.Incoming.Select(server => server.Host.Text));
        Assert.Equal(hosts, found.Outgoing.Select(server => server.Host.Text));
    }

    [Theory]
    [MemberData(nameof(MailServerTypes))]
    public async Task Every_type_of_mail_server_comes_back(MailServerType type) =>
        await AssertComesBackAsync(Imports.Server(type, "mail.example.com"));

    [Theory]
    [MemberData(nameof(Securities))]
    public async Task Every_kind_of_security_comes_back(ConnectionSecurity security) =>
        await AssertComesBackAsync(new MailServer(MailServerType.Imap, Template.Parse("mail.example.com"), 1143, security));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_way_to_log_in_comes_back(AuthenticationMethod method) =>
        await AssertComesBackAsync(Imports.Imap("mail.example.com") with { Authentication = [method] });

    [Theory]
    [InlineData(1, int.MinValue)]
    [InlineData(65535, int.MaxValue)]
    [InlineData(143, 0)]
    public async Task Ports_and_priorities_come_back(int port, int priority) =>
        await AssertComesBackAsync(
            new MailServer(MailServerType.Smtp, Template.Parse("mail.example.com"), port, ConnectionSecurity.StartTls)
            {
                Priority = priority,
            });

    [Theory]
    [InlineData("%EMAILDOMAIN%", "%EMAILLOCALPART%")]
    [InlineData("mail.%EMAILDOMAIN%", "%EMAILADDRESS%")]
    [InlineData("mail.example.com", "prefix-%EMAILLOCALPART%'quoted'")]
    public async Task Templates_come_back_as_they_were_written(string host, string userName) =>
        await AssertComesBackAsync(Imports.Smtp(host) with { UserName = Template.Parse(userName) });

    [Theory]
    [MemberData(nameof(DavServerTypes))]
    public async Task Every_type_of_DAV_server_comes_back(DavServerType type)
    {
        DavServer[] servers =
        [
            new(type, Template.Parse("https://dav.example.com/%EMAILADDRESS%/?a=b&c=%C3%A9"))
            {
                Port = 8443, DomainRequired = true, UserName = Template.Parse("%EMAILLOCALPART%"),
            },
            new(type, Template.Parse("http://dav.example.com/")),
        ];
        ImportedServers imported = Imports.Servers("one") with { Dav = [.. servers] };
        await ImportedAsync(Imports.Of("One", imported, "example.com"));
        Assert.Equal(servers, (await FoundAsync("example.com")).DavServers);
    }

    [Fact]
    public async Task A_directory_comes_back_with_every_field()
    {
        DirectoryServer directory = new(7, "ldap.example.com", 389, UseTls: false, "ou=people,dc=example", "(&(mail={0})(a=*))", "sAMAccountName")
        {
            AllowPlain = true, CnAttribute = "displayName", BindUser = "cn=reader,dc=example", BindPassword = "p'ä\"ss %wörd%",
        };
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), 7, "example.com").With(directory));
        Assert.Equal(directory, (await FoundAsync("example.com")).Directory);
    }

    [Fact]
    public async Task A_directory_comes_back_without_what_it_lacks()
    {
        DirectoryServer directory = Imports.LdapServer(0);
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), 0, "example.com").With(directory));
        Assert.Equal(directory, (await FoundAsync("example.com")).Directory);
    }

    private async Task AssertComesBackAsync(MailServer server)
    {
        ImportedServers servers = new([server], []);
        await ImportedAsync(Imports.Of("One", servers, "example.com"));
        Assert.Equal([server], (await FoundAsync("example.com")).MailServers());
        Assert.Equal(
            Counts(Unchanged(1), Unchanged(1)),
            await ImportedAsync(Imports.Of("One", servers, "example.com")));
    }
}
