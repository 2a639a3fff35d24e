using System.Text.RegularExpressions;

namespace Automua.Core.Tests.Conformance;

/// <summary>Apple's published schema of the payloads in use: keys, types, what must be there, what values are allowed.</summary>
public static partial class ProfileSchema
{
    private const string Uuid = "^[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{12}$";

    private static readonly string[] MailAuthentication =
        ["EmailAuthNone", "EmailAuthPassword", "EmailAuthCRAMMD5", "EmailAuthNTLM", "EmailAuthHTTPMD5"];

    private static readonly Dictionary<string, Key[]> Payloads = new()
    {
        ["Configuration"] =
        [
            .. Common("Configuration"),
            Required<List<object>>("PayloadContent"),
            .. Optional<bool>("IsEncrypted", "HasRemovalPasscode", "PayloadRemovalDisallowed"),
            Optional<byte[]>("EncryptedPayloadContent"),
            .. Optional<DateTimeOffset>("RemovalDate", "PayloadExpirationDate"),
            Optional<double>("DurationUntilRemoval"),
            Optional<string>("PayloadScope") with { Allowed = ["System", "User"] },
            Optional<int>("TargetDeviceType") with { Allowed = [0, 1, 2, 3, 4, 5, 6] },
            Optional<Dictionary<string, object>>("ConsentText") with { MemberNames = LanguageOrDefault() },
        ],
        ["com.apple.mail.managed"] =
        [
            .. Common("com.apple.mail.managed"),
            .. Optional<string>(
                "EmailAccountDescription", "EmailAccountName", "EmailAddress", "IncomingMailServerUsername", "OutgoingMailServerUsername", "IncomingPassword",
                "OutgoingPassword", "IncomingMailServerIMAPPathPrefix", "VPNUUID"),
            Optional<string>("SMIMESigningCertificateUUID") with { Format = Uuid },
            Optional<string>("SMIMEEncryptionCertificateUUID") with { Format = Uuid },
            Required<string>("EmailAccountType") with { Allowed = ["EmailTypeIMAP", "EmailTypePOP"] },
            Required<string>("IncomingMailServerAuthentication") with { Allowed = MailAuthentication },
            Required<string>("OutgoingMailServerAuthentication") with { Allowed = MailAuthentication },
            Required<string>("IncomingMailServerHostName"),
            Required<string>("OutgoingMailServerHostName"),
            .. Optional<int>("IncomingMailServerPortNumber", "OutgoingMailServerPortNumber"),
            .. Optional<bool>(
                "IncomingMailServerUseSSL", "OutgoingMailServerUseSSL", "OutgoingPasswordSameAsIncomingPassword", "PreventMove", "PreventAppSheet", "SMIMEEnabled",
                "SMIMESigningEnabled", "SMIMEEncryptionEnabled", "SMIMEEnablePerMessageSwitch", "disableMailRecentsSyncing", "allowMailDrop",
                "SMIMESigningUserOverrideable", "SMIMESigningCertificateUUIDUserOverrideable", "SMIMEEncryptByDefault", "SMIMEEncryptByDefaultUserOverrideable",
                "SMIMEEncryptionCertificateUUIDUserOverrideable", "SMIMEEnableEncryptionPerMessageSwitch"),
        ],
        ["com.apple.caldav.account"] = Dav("com.apple.caldav.account", "CalDAV"),
        ["com.apple.carddav.account"] =
        [
            .. Dav("com.apple.carddav.account", "CardDAV"),
            Optional<Dictionary<string, object>>("CommunicationServiceRules") with
            {
                Members = [Optional<Dictionary<string, object>>("DefaultServiceHandlers") with { Members = [Optional<string>("AudioCall")] }],
            },
        ],
    };

    /// <summary>Asserts that a dictionary is a payload of the kind it says it is.</summary>
    public static void Validate(IReadOnlyDictionary<string, object> payload)
    {
        string type = Assert.IsType<string>(payload["PayloadType"]);
        Assert.True(Payloads.TryGetValue(type, out Key[]? keys), $"{type} is not a payload type in use.");
        Validate(payload, keys);
    }

    private static void Validate(IReadOnlyDictionary<string, object> dictionary, Key[] keys)
    {
        foreach ((string name, object value) in dictionary)
        {
            Key key = Assert.Single(keys, candidate => candidate.Name == name);
            Assert.IsType(key.Type, value);
            if (key.Allowed is not null)
                Assert.Contains(value, key.Allowed);
            if (key.Format is not null)
                Assert.Matches(key.Format, (string)value);
            if (key.Members is not null)
                Validate((IReadOnlyDictionary<string, object>)value, key.Members);
            if (key.MemberNames is not null)
                HoldsTexts((IReadOnlyDictionary<string, object>)value, key.MemberNames);
        }

        Assert.All(keys.Where(key => key.IsRequired), key => Assert.Contains(key.Name, dictionary.Keys));
    }

    private static void HoldsTexts(IReadOnlyDictionary<string, object> dictionary, Regex names)
    {
        Assert.NotEmpty(dictionary);
        Assert.All(dictionary.Keys, name => Assert.Matches(names, name));
        Assert.All(dictionary.Values, text => Assert.NotEmpty(Assert.IsType<string>(text)));
    }

    private static Key[] Common(string type) =>
    [
        Required<string>("PayloadIdentifier"),
        Required<string>("PayloadUUID"),
        Required<string>("PayloadType") with { Allowed = [type] },
        Required<int>("PayloadVersion") with { Allowed = [1] },
        .. Optional<string>("PayloadDescription", "PayloadDisplayName", "PayloadOrganization"),
    ];

    private static Key[] Dav(string type, string prefix) =>
    [
        .. Common(type),
        Required<string>($"{prefix}HostName"),
        .. Optional<string>($"{prefix}AccountDescription", $"{prefix}Username", $"{prefix}Password", $"{prefix}PrincipalURL", "VPNUUID"),
        Optional<bool>($"{prefix}UseSSL"),
        Optional<int>($"{prefix}Port"),
    ];

    private static Key Required<T>(string name) => new(name, typeof(T), IsRequired: true);

    private static Key Optional<T>(string name) => new(name, typeof(T), IsRequired: false);

    private static IEnumerable<Key> Optional<T>(params string[] names) => names.Select(Optional<T>);

    [GeneratedRegex("^(default|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguageOrDefault();

    private sealed record Key(string Name, Type Type, bool IsRequired)
    {
        public object[]? Allowed { get; init; }

        public string? Format { get; init; }

        // Of a dictionary: its keys, or the names that its texts may bear.
        public Key[]? Members { get; init; }

        public Regex? MemberNames { get; init; }
    }
}
