using Automua.Core.Settings;

namespace Automua.Functions.Site;

/// <summary>The pages in English.</summary>
internal static class EnglishTexts
{
    /// <summary>The texts.</summary>
    public static SiteTexts Texts { get; } = new()
    {
        Language = "en",
        Heading = "Set up your e-mail",
        HeadingFor = name => $"Set up your e-mail with {name}",
        Introduction = "Type your e-mail address, and you get what your phone, your computer or your mail app needs.",
        Address = "Your e-mail address",
        Show = "Show my settings",
        NoPassword = "This page never asks for your password.",
        Malformed = "This is not an e-mail address. An address looks like ada@example.com.",
        Unknown = "Nothing is known here of this address's domain. Check the spelling, or ask whoever gave you the address.",
        Unavailable = "The settings cannot be looked up just now. Please try again in a minute.",
        Empty = "No domain is set up here yet.",
        Error = "Error",
        SetUp = address => $"Set up {address}",
        By = name => $"Your mailbox is with: {name}",
        AnotherAddress = "Another address",
        First = "Before you begin",
        OpenPage = "Open the page for this",
        Apple = "iPhone, iPad and Mac",
        AppleExplained = "One file sets everything up. It holds no password: your device asks you for it.",
        GetProfile = "Get the profile",
        OnPhone = "On an iPhone or iPad: open the file, then Settings, and there “Profile Downloaded”.",
        OnMac = "On a Mac: open the file, then System Settings, and there “Profile Downloaded”.",
        QrCode = "To set up a phone or tablet, point its camera at this code: it opens the profile there.",
        ProfileHeading = "A profile for your iPhone, iPad or Mac",
        OptionalName = "Your name (optional)",
        JustType = "Thunderbird and Outlook: just type your address",
        Thunderbird = "Thunderbird: add an account, type your name, address and password. It finds the servers by itself and shows them before it goes on.",
        Outlook = "Outlook: add an account and type your address. It may ask whether this service may set up the account: allow that. Then type your password.",
        ByHand = "Every other app: the settings",
        ByHandExplained = "Copy these into an app that finds nothing by itself. The password is that of your mailbox.",
        Incoming = "Receiving mail",
        Outgoing = "Sending mail",
        Others = "Further services",
        Calendars = "Calendars",
        Contacts = "Address books",
        Files = "Files",
        Alternative = "another way",
        Server = "Server",
        Port = "Port",
        Security = "Security",
        Unprotected = "none: others can read it",
        UserName = "User name",
        Authentication = "Authentication",
        WordOf = SettingsWords.Authentication,
        Url = "Address (URL)",
        WebMail = "In the browser",
        WebMailExplained = "Web mail needs no set-up.",
        OpenWebMail = "Open web mail",
        Documentation = "Instructions of the provider",
        Copy = "Copy",
        Copied = "Copied",
    };
}
