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

    /// <summary>Whether mail comes in here (IMAP, POP3) and does not go out (SMTP).</summary>
    public bool IsIncoming => Type is MailServerType.Imap or MailServerType.Pop;

    /// <summary>The port a protocol has when none is said: 993, 995 or 465, all with implicit TLS (RFC 8314).</summary>
    public static int DefaultPort(MailServerType type) => type switch
    {
        MailServerType.Imap => 993,
        MailServerType.Pop => 995,
        _ => 465,
    };

    /// <summary>How a connection is protected when only the port is said: implicit TLS on 465, 993 and 995, else STARTTLS.</summary>
    public static ConnectionSecurity DefaultSecurity(int port) =>
        port is 465 or 993 or 995 ? ConnectionSecurity.ImplicitTls : ConnectionSecurity.StartTls;

    /// <inheritdoc/>
    public bool Equals(MailServer? other) =>
        other is not null && Type == other.Type && Host.Equals(other.Host) && Port == other.Port
        && Security == other.Security && UserName.Equals(other.UserName) && Priority == other.Priority
        && Authentication.SequenceEqual(other.Authentication);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Host, Port, Security, UserName, Priority);
}
