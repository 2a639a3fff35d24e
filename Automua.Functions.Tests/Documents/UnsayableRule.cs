namespace Automua.Functions.Tests.Documents;

/// <summary>What the reader of documents refuses and a JSON Schema cannot: its whole list.</summary>
internal enum UnsayableRule
{
    /// <summary>An object has a member twice.</summary>
    MemberTwice,

    /// <summary>Objects and lists are nested deeper than 16 levels.</summary>
    NestedTooDeep,

    /// <summary>A string holds half of a surrogate pair.</summary>
    HalfCharacter,

    /// <summary>A text holds one of the last two code points of a plane; those of the first plane the schema knows.</summary>
    Noncharacter,

    /// <summary>A whole number is written with a fraction or an exponent, which to a schema is the same number.</summary>
    NumberNotation,

    /// <summary>A text is too long in UTF-16 code units, and not in characters.</summary>
    LengthInCodeUnits,

    /// <summary>A provider, a domain, a host or an LDAP server stands in the document twice.</summary>
    NamedTwice,

    /// <summary>An internationalized name is wrong.</summary>
    InternationalName,

    /// <summary>A host name is wrong once a domain is put in the place of <c>%EMAILDOMAIN%</c>.</summary>
    NameOfTemplate,

    /// <summary>A URL's host name or port is wrong.</summary>
    UrlAuthority,

    /// <summary>A filter for a directory is none, though it names the address.</summary>
    SearchFilter,

    /// <summary>What a redirection leads to is no address, or the very one that is asked about.</summary>
    RedirectAddress,
}
