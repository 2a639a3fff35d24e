namespace Automua.Core.Dns;

/// <summary>What a record is published for.</summary>
public enum DnsPurpose
{
    /// <summary>Mail apps find this service by names that they make from the domain's.</summary>
    Service,

    /// <summary>Outlook finds this service when the name it makes from the domain's leads nowhere ([MS-OXDISCO] section 3.1.5.5).</summary>
    Autodiscover,

    /// <summary>Mail apps find the servers where mail is fetched (RFC 6186 section 3, RFC 8314 section 5.1).</summary>
    Incoming,

    /// <summary>Mail apps find the servers where mail is sent (RFC 6186 section 3, RFC 8314 section 5.1).</summary>
    Outgoing,

    /// <summary>Mail apps find what they can use beside these: JMAP (RFC 8620 section 2.2) and ManageSieve (RFC 5804 section 1.8).</summary>
    Others,

    /// <summary>Apps find calendars (RFC 6764).</summary>
    Calendars,

    /// <summary>Apps find address books (RFC 6764).</summary>
    Contacts,

    /// <summary>Apps that speak PACC know that a document is the domain's own.</summary>
    Pacc,
}
