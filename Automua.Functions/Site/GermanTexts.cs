using Automua.Core.Model;

namespace Automua.Functions.Site;

/// <summary>The pages in German.</summary>
internal static class GermanTexts
{
    /// <summary>The texts.</summary>
    public static SiteTexts Texts { get; } = new()
    {
        Language = "de",
        Heading = "E-Mail einrichten",
        HeadingFor = name => $"E-Mail einrichten bei {name}",
        Introduction = "Geben Sie Ihre E-Mail-Adresse ein: Sie bekommen, was Ihr Telefon, Ihr Computer oder Ihr Mailprogramm braucht.",
        Address = "Ihre E-Mail-Adresse",
        Show = "Einstellungen zeigen",
        NoPassword = "Diese Seite fragt nie nach Ihrem Passwort.",
        Malformed = "Das ist keine E-Mail-Adresse. Eine Adresse sieht aus wie ada@example.com.",
        Unknown = "Die Domain dieser Adresse ist hier nicht bekannt. Prüfen Sie die Schreibweise, oder fragen Sie dort nach, wo Sie die Adresse bekommen haben.",
        Unavailable = "Die Einstellungen lassen sich gerade nicht nachschlagen. Bitte versuchen Sie es in einer Minute noch einmal.",
        Empty = "Hier ist noch keine Domain eingerichtet.",
        Error = "Fehler",
        SetUp = address => $"{address} einrichten",
        By = name => $"Ihr Postfach liegt bei: {name}",
        AnotherAddress = "Andere Adresse",
        First = "Bevor Sie anfangen",
        OpenPage = "Die Seite dafür öffnen",
        Apple = "iPhone, iPad und Mac",
        AppleExplained = "Eine Datei richtet alles ein. Sie enthält kein Passwort: Danach fragt Ihr Gerät.",
        GetProfile = "Profil laden",
        OnPhone = "Auf iPhone oder iPad: Datei öffnen, dann „Einstellungen“ und dort „Profil geladen“.",
        OnMac = "Auf dem Mac: Datei öffnen, dann „Systemeinstellungen“ und dort „Profil geladen“.",
        QrCode = "Um ein Telefon oder Tablet einzurichten, richten Sie dessen Kamera auf diesen Code: Er öffnet dort das Profil.",
        ProfileHeading = "Ein Profil für Ihr iPhone, iPad oder Ihren Mac",
        OptionalName = "Ihr Name (freiwillig)",
        JustType = "Thunderbird und Outlook: einfach die Adresse eingeben",
        Thunderbird = "Thunderbird: Konto hinzufügen, Name, Adresse und Passwort eingeben. Die Server findet es selbst und zeigt sie, bevor es weitergeht.",
        Outlook = "Outlook: Konto hinzufügen und die Adresse eingeben. Es fragt vielleicht, ob dieser Dienst das Konto einrichten darf: Erlauben Sie das. Dann das Passwort eingeben.",
        ByHand = "Alle anderen Programme: die Einstellungen",
        ByHandExplained = "Zum Übertragen in ein Programm, das nichts von selbst findet. Das Passwort ist das Ihres Postfachs.",
        Incoming = "E-Mail empfangen",
        Outgoing = "E-Mail senden",
        Others = "Weitere Dienste",
        Calendars = "Kalender",
        Contacts = "Adressbücher",
        Files = "Dateien",
        Alternative = "ein anderer Weg",
        Server = "Server",
        Port = "Port",
        Security = "Verbindungssicherheit",
        Unprotected = "keine: Andere können mitlesen",
        UserName = "Benutzername",
        Authentication = "Authentifizierung",
        WordOf = WordOf,
        Url = "Adresse (URL)",
        WebMail = "Im Browser",
        WebMailExplained = "Webmail braucht keine Einrichtung.",
        OpenWebMail = "Webmail öffnen",
        Documentation = "Anleitungen des Anbieters",
        Copy = "Kopieren",
        Copied = "Kopiert",
    };

    private static string WordOf(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "Passwort, normal",
        AuthenticationMethod.PasswordEncrypted => "Verschlüsseltes Passwort",
        AuthenticationMethod.OAuth2 => "OAuth2",
        AuthenticationMethod.Ntlm => "NTLM",
        AuthenticationMethod.Gssapi => "Kerberos / GSSAPI",
        AuthenticationMethod.ClientIpAddress => "IP-Adresse",
        AuthenticationMethod.TlsClientCertificate => "TLS-Zertifikat",
        _ => "Keine",
    };
}
