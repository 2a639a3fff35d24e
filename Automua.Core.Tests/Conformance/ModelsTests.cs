using Automua.Core.Model;
using FsCheck.Fluent;

namespace Automua.Core.Tests.Conformance;

/// <summary>What is generated must be worth testing: properties that hold for models without answers prove nothing.</summary>
public sealed class ModelsTests
{
    private const int Count = 400;

    private static readonly MailAccount[] Generated = [.. Models.Mailboxes().Generator.Sample(Count).Select(mailbox => mailbox.Account)];

    [Fact]
    public void Most_generated_models_have_an_answer_in_every_dialect()
    {
        Assert.InRange(Generated.Count(account => Dialect.Autoconfig.TryWrite(account) is not null), Count / 3, Count - 1);
        Assert.InRange(Generated.Count(account => Dialect.Autodiscover.TryWrite(account) is not null), Count / 3, Count - 1);
        Assert.InRange(Generated.Count(account => Dialect.Mobileconfig.TryWrite(account) is not null), Count / 3, Count - 1);
    }

    [Fact]
    public void Every_combination_of_protocol_and_security_is_generated() => Assert.Equal(
        Enum.GetValues<MailServerType>().SelectMany(type => Enum.GetValues<ConnectionSecurity>().Select(security => (type, security))),
        Generated.SelectMany(account => account.Configuration.Incoming.Concat(account.Configuration.Outgoing).Concat(account.Configuration.Others))
            .Select(server => (server.Type, server.Security)).Distinct().Order());

    [Fact]
    public void Every_authentication_method_is_generated_first_and_later()
    {
        MailServer[] servers = [.. Generated.SelectMany(account => account.Configuration.Incoming.Concat(account.Configuration.Others))];
        Assert.Equal(Enum.GetValues<AuthenticationMethod>(), servers.Select(server => server.Authentication[0]).Distinct().Order());
        Assert.Equal(Enum.GetValues<AuthenticationMethod>(), servers.SelectMany(server => server.Authentication.Skip(1)).Distinct().Order());
    }
}
