using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Functions.Site;

/// <summary>Everything that the pages say, in one language.</summary>
internal sealed record SiteTexts
{
    /// <summary>The language (BCP 47).</summary>
    public required string Language { get; init; }

    /// <summary>The heading where no provider is known.</summary>
    public required string Heading { get; init; }

    /// <summary>The heading for the mailboxes of a provider, by its name.</summary>
    public required Func<string, string> HeadingFor { get; init; }

    /// <summary>What the page is for.</summary>
    public required string Introduction { get; init; }

    /// <summary>The label of the address.</summary>
    public required string Address { get; init; }

    /// <summary>The button that asks for an address's settings.</summary>
    public required string Show { get; init; }

    /// <summary>That no password is asked for.</summary>
    public required string NoPassword { get; init; }

    /// <summary>That what was typed is no address, and what one looks like.</summary>
    public required string Malformed { get; init; }

    /// <summary>That nothing is known of the address's domain, and whom to ask.</summary>
    public required string Unknown { get; init; }

    /// <summary>That the settings cannot be looked up just now.</summary>
    public required string Unavailable { get; init; }

    /// <summary>That the store holds nothing yet.</summary>
    public required string Empty { get; init; }

    /// <summary>What stands before the title of a page that tells of an error.</summary>
    public required string Error { get; init; }

    /// <summary>The heading of an address's settings, by the address.</summary>
    public required Func<string, string> SetUp { get; init; }

    /// <summary>Who offers the mailbox, by the provider's name.</summary>
    public required Func<string, string> By { get; init; }

    /// <summary>The link back to the form.</summary>
    public required string AnotherAddress { get; init; }

    /// <summary>The heading of what must be switched on first.</summary>
    public required string First { get; init; }

    /// <summary>The link to the page where that is done.</summary>
    public required string OpenPage { get; init; }

    /// <summary>The heading for Apple's devices.</summary>
    public required string Apple { get; init; }

    /// <summary>What a profile does.</summary>
    public required string AppleExplained { get; init; }

    /// <summary>The button that fetches the profile.</summary>
    public required string GetProfile { get; init; }

    /// <summary>What to do with the profile on an iPhone or iPad.</summary>
    public required string OnPhone { get; init; }

    /// <summary>What to do with the profile on a Mac.</summary>
    public required string OnMac { get; init; }

    /// <summary>What the picture is that a phone's camera reads.</summary>
    public required string QrCode { get; init; }

    /// <summary>The heading of the form that asks whose profile is wanted.</summary>
    public required string ProfileHeading { get; init; }

    /// <summary>The label of the user's name, which may stay empty.</summary>
    public required string OptionalName { get; init; }

    /// <summary>The heading for apps that find everything by the address.</summary>
    public required string JustType { get; init; }

    /// <summary>What to expect of Thunderbird.</summary>
    public required string Thunderbird { get; init; }

    /// <summary>What to expect of Outlook.</summary>
    public required string Outlook { get; init; }

    /// <summary>The heading of the settings in words.</summary>
    public required string ByHand { get; init; }

    /// <summary>What the settings are for, and which password to use.</summary>
    public required string ByHandExplained { get; init; }

    /// <summary>Where mail comes from.</summary>
    public required string Incoming { get; init; }

    /// <summary>Where mail goes.</summary>
    public required string Outgoing { get; init; }

    /// <summary>What further apps use.</summary>
    public required string Others { get; init; }

    /// <summary>Calendars.</summary>
    public required string Calendars { get; init; }

    /// <summary>Address books.</summary>
    public required string Contacts { get; init; }

    /// <summary>Files.</summary>
    public required string Files { get; init; }

    /// <summary>What marks a second way to do the same.</summary>
    public required string Alternative { get; init; }

    /// <summary>A server's host.</summary>
    public required string Server { get; init; }

    /// <summary>A server's port.</summary>
    public required string Port { get; init; }

    /// <summary>How a connection is protected.</summary>
    public required string Security { get; init; }

    /// <summary>That a connection is not protected.</summary>
    public required string Unprotected { get; init; }

    /// <summary>The login name.</summary>
    public required string UserName { get; init; }

    /// <summary>How to log in.</summary>
    public required string Authentication { get; init; }

    /// <summary>The words of mail apps for the ways to log in.</summary>
    public required Func<AuthenticationMethod, string> WordOf { get; init; }

    /// <summary>A URL.</summary>
    public required string Url { get; init; }

    /// <summary>The heading of web mail.</summary>
    public required string WebMail { get; init; }

    /// <summary>What web mail is.</summary>
    public required string WebMailExplained { get; init; }

    /// <summary>The link to web mail.</summary>
    public required string OpenWebMail { get; init; }

    /// <summary>The heading of the provider's own instructions.</summary>
    public required string Documentation { get; init; }

    /// <summary>The button that copies a value.</summary>
    public required string Copy { get; init; }

    /// <summary>What is said when a value was copied.</summary>
    public required string Copied { get; init; }

    /// <summary>Of a text in several languages the one for these readers: in their language, else in none that is said, else the first.</summary>
    public LocalizedText? Choose(ImmutableArray<LocalizedText> texts) =>
        texts.FirstOrDefault(text => IsOurs(text.Language))
        ?? texts.FirstOrDefault(text => text.Language is null)
        ?? texts.FirstOrDefault();

    private bool IsOurs(string? language) =>
        language is not null && language.Split('-', '_')[0].Equals(Language, StringComparison.OrdinalIgnoreCase);
}
