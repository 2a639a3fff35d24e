using System.Collections.Immutable;

namespace Automua.Core.Model;

/// <summary>Who offers the mailboxes of one or more domains.</summary>
/// <param name="Name">The name as people know it.</param>
/// <param name="ShortName">The name for narrow places, at best one word.</param>
public sealed record Provider(string Name, string ShortName)
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int LongestName = 128;

    /// <summary>The longest short name, in UTF-16 code units.</summary>
    public const int LongestShortName = 32;

    /// <summary>Whether servers without TLS may be told to clients that would set them up without a warning.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>Where tokens come from, when the provider takes them.</summary>
    public OAuth2Endpoints? OAuth2 { get; init; }

    /// <summary>The domain names of mail exchangers that show a domain to be this provider's.</summary>
    public ImmutableArray<DomainName> MxDomains { get; init; } = [];

    /// <summary>Pages that describe how to set up mail apps.</summary>
    public ImmutableArray<DocumentationLink> Documentation { get; init; } = [];

    /// <summary>What users must switch on before a mail app can log in.</summary>
    public ImmutableArray<EnableInstruction> Enable { get; init; } = [];

    /// <summary>Where users read mail in a browser.</summary>
    public WebMail? WebMail { get; init; }

    /// <summary>Hosts of this service that stand for the provider whatever domain is asked about.</summary>
    public ImmutableArray<DomainName> Hosts { get; init; } = [];

    /// <summary>Where ActiveSync clients connect, an <c>https:</c> URL; null when the provider has no ActiveSync.</summary>
    public string? ActiveSyncUrl { get; init; }

    /// <summary>
    /// The address under which the mailbox is known where it is hosted, such as <c>%EMAILLOCALPART%@hoster.example</c>:
    /// Autodiscover sends clients there. Null when the mailboxes are here.
    /// </summary>
    public Template? RedirectAddress { get; init; }

    /// <summary>The organisation that a profile names; null for the provider's name.</summary>
    public string? Organization { get; init; }

    /// <summary>What a profile says it does; null for a sentence with the provider's name.</summary>
    public string? ProfileDescription { get; init; }

    /// <summary>What users must agree to before they install a profile, in one or more languages.</summary>
    public ImmutableArray<LocalizedText> ConsentText { get; init; } = [];

    /// <summary>Whether somebody may ask for the provider itself, by a host or a mail exchanger: else servers of its own tell nobody anything.</summary>
    public bool IsAskedForItself => !Hosts.IsEmpty || !MxDomains.IsEmpty;

    /// <summary>The short name that follows from a name: its first word, at most <see cref="LongestShortName"/> long.</summary>
    public static string ShortNameOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Shortened(name.Split(' ', 2)[0]);
    }

    /// <summary>A short name as it is when it was too long: its beginning, at most <see cref="LongestShortName"/> long.</summary>
    public static string Shortened(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length <= LongestShortName)
            return name;
        int end = char.IsHighSurrogate(name[LongestShortName - 1]) ? LongestShortName - 1 : LongestShortName;
        return name[..end].TrimEnd();
    }
}
