using System.Collections.Immutable;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

[Properties(Arbitrary = [typeof(Models)])]
public sealed class DomainConfigurationTests
{
    [Property]
    public void AC_10_servers_are_in_the_order_in_which_clients_should_try(ImmutableArray<MailServer> stored)
    {
        DomainConfiguration configuration = Configuration(stored);
        IsTheSame(Expected.InOrder(stored.Where(server => server.Type is MailServerType.Imap or MailServerType.Pop)), configuration.Incoming);
        IsTheSame(Expected.InOrder(stored.Where(server => server.Type == MailServerType.Smtp)), configuration.Outgoing);
        Assert.Equal(stored.Length, configuration.Incoming.Length + configuration.Outgoing.Length + configuration.Others.Length);
        Assert.All(configuration.Others, server => Assert.True(server.Type is MailServerType.Jmap or MailServerType.ManageSieve));
    }

    [Property]
    public void AC_10_the_order_is_the_same_every_time(ImmutableArray<MailServer> stored)
    {
        DomainConfiguration once = Configuration(stored);
        DomainConfiguration again = Configuration([.. once.Incoming, .. once.Outgoing]);
        IsTheSame(once.Incoming, Configuration(stored).Incoming);
        IsTheSame(once.Incoming, again.Incoming);
        IsTheSame(once.Outgoing, again.Outgoing);
    }

    [Fact]
    public void AC_10_equal_servers_stay_in_the_order_stored()
    {
        ImmutableArray<MailServer> stored =
            [.. Enumerable.Range(0, 50).Select(number => Server($"host{number}.example.com") with { Priority = number % 2 })];
        IsTheSame(stored.Where(server => server.Priority == 0).Concat(stored.Where(server => server.Priority == 1)), Configuration(stored).Incoming);
    }

    [Fact]
    public void AC_10_a_server_without_TLS_comes_last_whatever_its_priority()
    {
        MailServer plain = Server("plain.example.com") with { Security = ConnectionSecurity.None, Priority = int.MinValue };
        MailServer last = Server("last.example.com") with { Security = ConnectionSecurity.StartTls, Priority = int.MaxValue };
        IsTheSame([last, plain], Configuration([plain, last]).Incoming);
    }

    [Fact]
    public void Dav_servers_are_in_order_of_type_with_TLS_first()
    {
        DavServer[] ordered =
        [
            .. Enum.GetValues<DavServerType>().SelectMany(type => new[] { true, false }.Select(tls =>
                new DavServer(type, Template.Parse($"{(tls ? "https" : "http")}://dav.example.com/{type}")))),
        ];
        DomainName domain = DomainName.Parse("example.com");
        DomainConfiguration configuration = new(domain, new Provider("P", "P"), [], [.. ordered.Reverse()]);
        Assert.Equal(ordered, configuration.DavServers);
    }

    [Fact]
    public void Servers_that_say_the_same_are_equal()
    {
        MailServer one = Server("mail.example.com") with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext] };
        MailServer other = Server("mail.example.com") with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext] };
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other with { Authentication = [AuthenticationMethod.PasswordCleartext, AuthenticationMethod.OAuth2] });
        Assert.NotEqual(one, other with { UserName = Template.Parse("%EMAILLOCALPART%") });
        Assert.NotEqual(one, other with { Priority = 11 });
        Assert.False(one.Equals(null));
    }

    [Theory]
    [InlineData(MailServerType.Imap, 993)]
    [InlineData(MailServerType.Pop, 995)]
    [InlineData(MailServerType.Smtp, 465)]
    public void Default_ports_are_those_of_implicit_TLS(MailServerType type, int port)
    {
        Assert.Equal(port, MailServer.DefaultPort(type));
        Assert.Equal(ConnectionSecurity.ImplicitTls, MailServer.DefaultSecurity(type, port));
        Assert.Equal(ConnectionSecurity.StartTls, MailServer.DefaultSecurity(type, port + 1));
    }

    [Theory]
    [InlineData(MailServerType.Jmap, 443, ConnectionSecurity.ImplicitTls)]
    [InlineData(MailServerType.ManageSieve, 4190, ConnectionSecurity.StartTls)]
    public void Other_protocols_have_a_default_port_and_a_security(MailServerType type, int port, ConnectionSecurity security)
    {
        Assert.Equal(port, MailServer.DefaultPort(type));
        Assert.Equal(security, MailServer.DefaultSecurity(type, port));
    }

    [Fact]
    public void A_directory_does_not_show_its_secret()
    {
        DirectoryServer directory = new(1, "ldap.example.com", 636, true, "dc=example", "(mail={0})", "uid") { BindUser = "cn=admin", BindPassword = "hunter2" };
        Assert.DoesNotContain("hunter2", $"{directory}", StringComparison.Ordinal);
        Assert.Contains("ldap.example.com:636", $"{directory}", StringComparison.Ordinal);
    }

    private static DomainConfiguration Configuration(ImmutableArray<MailServer> servers) =>
        new(DomainName.Parse("example.com"), new Provider("P", "P"), servers, []);

    private static MailServer Server(string host) => new(MailServerType.Imap, Template.Parse(host), 993, ConnectionSecurity.ImplicitTls);

    private static void IsTheSame(IEnumerable<MailServer> expected, IEnumerable<MailServer> actual) =>
        Assert.Equal<MailServer>(expected, actual, (one, other) => ReferenceEquals(one, other));
}
