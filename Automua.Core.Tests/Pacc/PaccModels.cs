using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace Automua.Core.Tests.Pacc;

/// <summary>The generated models, with more in them that PACC can say.</summary>
public static class PaccModels
{
    private static readonly Gen<bool> Often = Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)));

    private static readonly Gen<OAuth2Endpoints?> OAuth2 = Gen.Elements(
        null, "login.example.com", "https://login.example.com", "https://login.example.com/tenant/", "https://login.example.com/?a", "http://login.example.com")
        .Select(issuer => issuer is null ? null : new OAuth2Endpoints(issuer, "mail", "https://login.example.com/a", "https://login.example.com/t"));

    public static Arbitrary<MailAccount> Accounts() =>
        (from account in Models.Accounts().Generator
         from oAuth2 in OAuth2
         from flags in Often.ArrayOf(16)
         select WithMoreToSay(account, oAuth2, flags)).ToArbitrary();

    private static MailAccount WithMoreToSay(MailAccount account, OAuth2Endpoints? oAuth2, bool[] flags)
    {
        DomainConfiguration configuration = account.Configuration;
        int next = 0;
        bool Flag() => flags[next++ % flags.Length];
        MailServer Sayable(MailServer server) => server with
        {
            Port = Flag() ? MailServer.DefaultPort(server.Type) : server.Port,
            Security = Flag() ? ConnectionSecurity.ImplicitTls : server.Security,
            UserName = Flag() ? Template.WholeAddress : server.UserName,
        };
        return account with
        {
            Configuration = new DomainConfiguration(
                configuration.Name,
                configuration.Provider with { OAuth2 = oAuth2 },
                [.. configuration.Incoming.Concat(configuration.Outgoing).Concat(configuration.Others).Select(Sayable)],
                [.. configuration.DavServers.Select(server => Flag() ? server with { Port = 0, UserName = Template.WholeAddress } : server)]),
        };
    }
}
