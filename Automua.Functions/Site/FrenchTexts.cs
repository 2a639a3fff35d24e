using Automua.Core.Model;

namespace Automua.Functions.Site;

/// <summary>The pages in French.</summary>
internal static class FrenchTexts
{
    /// <summary>The texts.</summary>
    public static SiteTexts Texts { get; } = new()
    {
        Language = "fr",
        Heading = "Configurer votre messagerie",
        HeadingFor = name => $"Configurer votre messagerie chez {name}",
        Introduction = "Saisissez votre adresse e-mail : vous obtenez ce dont votre téléphone, votre ordinateur ou votre logiciel de messagerie a besoin.",
        Address = "Votre adresse e-mail",
        Show = "Afficher les paramètres",
        NoPassword = "Cette page ne demande jamais votre mot de passe.",
        Malformed = "Ce n’est pas une adresse e-mail. Une adresse ressemble à ada@example.com.",
        Unknown = "Le domaine de cette adresse n’est pas connu ici. Vérifiez l’orthographe ou demandez à la personne qui vous a donné l’adresse.",
        Unavailable = "Les paramètres ne peuvent pas être consultés pour l’instant. Veuillez réessayer dans une minute.",
        Empty = "Aucun domaine n’est encore configuré ici.",
        Error = "Erreur",
        SetUp = address => $"Configurer {address}",
        By = name => $"Votre messagerie est chez : {name}",
        AnotherAddress = "Une autre adresse",
        First = "Avant de commencer",
        OpenPage = "Ouvrir la page prévue",
        Apple = "iPhone, iPad et Mac",
        AppleExplained = "Un seul fichier configure tout. Il ne contient aucun mot de passe : votre appareil vous le demandera.",
        GetProfile = "Obtenir le profil",
        OnPhone = "Sur un iPhone ou un iPad : ouvrez le fichier, puis « Réglages » et « Profil téléchargé ».",
        OnMac = "Sur un Mac : ouvrez le fichier, puis « Réglages Système » et « Profil téléchargé ».",
        QrCode = "Pour configurer un téléphone ou une tablette, visez ce code avec son appareil photo : le profil s’y ouvre.",
        ProfileHeading = "Un profil pour votre iPhone, iPad ou Mac",
        OptionalName = "Votre nom (facultatif)",
        JustType = "Thunderbird et Outlook : saisissez simplement l’adresse",
        Thunderbird = "Thunderbird : ajoutez un compte, saisissez nom, adresse et mot de passe. Il trouve les serveurs et les affiche avant de continuer.",
        Outlook = "Outlook : ajoutez un compte et saisissez l’adresse. Il peut demander si ce service a le droit de configurer le compte : acceptez. Saisissez ensuite le mot de passe.",
        ByHand = "Toutes les autres applications : les paramètres",
        ByHandExplained = "À reporter dans une application qui ne trouve rien d’elle-même. Le mot de passe est celui de votre messagerie.",
        Incoming = "Recevoir le courrier",
        Outgoing = "Envoyer le courrier",
        Others = "Autres services",
        Calendars = "Calendriers",
        Contacts = "Carnets d’adresses",
        Files = "Fichiers",
        Alternative = "autre possibilité",
        Server = "Serveur",
        Port = "Port",
        Security = "Sécurité",
        Unprotected = "aucune : d’autres peuvent lire",
        UserName = "Nom d’utilisateur",
        Authentication = "Authentification",
        WordOf = WordOf,
        Url = "Adresse (URL)",
        WebMail = "Dans le navigateur",
        WebMailExplained = "Le webmail ne demande aucune configuration.",
        OpenWebMail = "Ouvrir le webmail",
        Documentation = "Instructions du fournisseur",
        Copy = "Copier",
        Copied = "Copié",
    };

    private static string WordOf(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "Mot de passe normal",
        AuthenticationMethod.PasswordEncrypted => "Mot de passe chiffré",
        AuthenticationMethod.OAuth2 => "OAuth2",
        AuthenticationMethod.Ntlm => "NTLM",
        AuthenticationMethod.Gssapi => "Kerberos / GSSAPI",
        AuthenticationMethod.ClientIpAddress => "Adresse IP",
        AuthenticationMethod.TlsClientCertificate => "Certificat TLS",
        _ => "Aucune",
    };
}
