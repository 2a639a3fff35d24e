namespace Automua.Core.Autodiscover;

/// <summary>The schema in which a client wants its answer ([MS-OXDSCLI] section 2.2.3, [MS-ASCMD] section 2.2.1.1).</summary>
public enum AutodiscoverSchema
{
    /// <summary>The schema of desktop clients: IMAP, POP3 and SMTP settings.</summary>
    Outlook,

    /// <summary>The schema of Exchange ActiveSync devices.</summary>
    MobileSync,
}
