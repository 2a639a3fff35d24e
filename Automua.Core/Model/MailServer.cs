using System.Collections.Immutable;

namespace Automua.Core.Model;

/// <summary>One way to fetch or send mail.</summary>
/// <param name="Type">The protocol.</param>
/// <param name="Host">The host name, see <see cref="HostTemplate"/>.</param>
/// <param name="Port">The TCP port, 1 to 65535.</param>
/// <param name="Security">How the connection is protected.</param>
public sealed record MailServer(MailServerType Type, Template Host, int Port, ConnectionSecurity Security)
{
    /// <summary>The highest TCP port.</summary>
    public const int LastPort = 65535;

    /// <summary>The priority of a server that names none.</summary>
    public const int DefaultPriority = 10;

    private static readonly ImmutableArray<AuthenticationMethod> Password = [AuthenticationMethod.PasswordCleartext];

    /// <summary>The login name; the whole address when nothing else is said.</summary>
    public Template UserName { get; init; } = Template.WholeAddress;

    /// <summary>The ways to log in, in order of preference; at least one.</summary>
    public ImmutableArray<AuthenticationMethod> Authentication { get; init; } = Password;

    /// <summary>The place among a domain's servers; lower comes first.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Whether every mail app can fetch mail here: by IMAP or POP3.</summary>
    public bool IsIncoming => Type is MailServerType.Imap or MailServerType.Pop;

    /// <summary>Whether every mail app can send mail here: by SMTP.</summary>
    public bool IsOutgoing => Type == MailServerType.Smtp;

    /// <summary>
    /// The port a protocol has when none is said: 993, 995 or 465, all with implicit TLS (RFC 8314); 443 for JMAP and 4190 for
    /// ManageSieve.
    /// </summary>
    public static int DefaultPort(MailServerType type) => type switch
    {
        MailServerType.Imap => 993,
        MailServerType.Pop => 995,
        MailServerType.Smtp => 465,
        MailServerType.Jmap => 443,
        _ => 4190,
    };

    /// <summary>
    /// How a connection is protected when only protocol and port are said: JMAP with TLS always, others with implicit TLS on
    /// 465, 993 and 995, else with STARTTLS.
    /// </summary>
    public static ConnectionSecurity DefaultSecurity(MailServerType type, int port) =>
        type == MailServerType.Jmap || port is 465 or 993 or 995 ? ConnectionSecurity.ImplicitTls : ConnectionSecurity.StartTls;

    /// <inheritdoc/>
    public bool Equals(MailServer? other) =>
        other is not null && Type == other.Type && Host.Equals(other.Host) && Port == other.Port
        && Security == other.Security && UserName.Equals(other.UserName) && Priority == other.Priority
        && Authentication.SequenceEqual(other.Authentication);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Host, Port, Security, UserName, Priority);
}
