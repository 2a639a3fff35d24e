namespace Automua.Core.Model;

/// <summary>What a DAV server keeps.</summary>
public enum DavServerType
{
    /// <summary>Calendars (RFC 4791).</summary>
    CalDav,

    /// <summary>Address books (RFC 6352).</summary>
    CardDav,

    /// <summary>Files (RFC 4918).</summary>
    WebDav,
}
