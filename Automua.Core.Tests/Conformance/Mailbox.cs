using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>A generated model that names a mailbox, for dialects that cannot do without.</summary>
public sealed record Mailbox(MailAccount Account)
{
    public EmailAddress Address => Account.Address!;
}
