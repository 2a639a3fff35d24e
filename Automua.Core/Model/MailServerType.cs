namespace Automua.Core.Model;

/// <summary>The protocol a mail server speaks to mail apps.</summary>
public enum MailServerType
{
    /// <summary>IMAP (RFC 9051): mail stays on the server.</summary>
    Imap,

    /// <summary>POP3 (RFC 1939): mail is fetched.</summary>
    Pop,

    /// <summary>SMTP submission (RFC 6409): mail is sent.</summary>
    Smtp,

    /// <summary>JMAP (RFC 8620): mail and more over HTTPS, fetched and sent.</summary>
    Jmap,

    /// <summary>ManageSieve (RFC 5804): the rules by which mail is sorted.</summary>
    ManageSieve,
}
