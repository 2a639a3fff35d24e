namespace Automua.Core.Directories;

/// <summary>How an operation ended (RFC 4511 appendix A); others than these come as their number.</summary>
public enum LdapResultCode
{
    /// <summary>It is done.</summary>
    Success = 0,

    /// <summary>It makes no sense at this point; Active Directory says so to who searches and has not bound.</summary>
    OperationsError = 1,

    /// <summary>The server does not know the operation.</summary>
    ProtocolError = 2,

    /// <summary>The server's time limit.</summary>
    TimeLimitExceeded = 3,

    /// <summary>There are more entries than were asked for, or than the server tells.</summary>
    SizeLimitExceeded = 4,

    /// <summary>The server wants a better proof of who asks.</summary>
    StrongerAuthenticationRequired = 8,

    /// <summary>Another server is to be asked.</summary>
    Referral = 10,

    /// <summary>The server wants TLS.</summary>
    ConfidentialityRequired = 13,

    /// <summary>There is no such entry; of a search, it is the base.</summary>
    NoSuchObject = 32,

    /// <summary>A distinguished name is none.</summary>
    InvalidNameSyntax = 34,

    /// <summary>An anonymous bind is refused.</summary>
    InappropriateAuthentication = 48,

    /// <summary>Name or password is wrong.</summary>
    InvalidCredentials = 49,

    /// <summary>Who asks may not.</summary>
    InsufficientAccess = 50,

    /// <summary>The server has too much to do.</summary>
    Busy = 51,

    /// <summary>The server is about to stop, or does not offer it.</summary>
    Unavailable = 52,

    /// <summary>The server does not want to.</summary>
    UnwillingToPerform = 53,
}
