namespace Automua.Core.Model;

/// <summary>How widely a configuration may have been meant that is taken for a domain.</summary>
public enum DomainMatch
{
    /// <summary>For the domain by its name.</summary>
    Exact,

    /// <summary>For the domain, or for all below one of its parents.</summary>
    Parent,

    /// <summary>For the domain, for all below one of its parents, or for any domain.</summary>
    Any,
}
