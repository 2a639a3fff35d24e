using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// What a provider says beside its names, as one JSON object: the form in which stores keep it. Members that say nothing are
/// left out, so that equal details are equal text.
/// </summary>
public static class ProviderDetails
{
    private const int LongestText = 1024;

    private static readonly EmailAddress Somebody = EmailAddress.Parse("somebody@example.com");

    /// <summary>Writes the details of a provider; null when there are none.</summary>
    public static string? Write(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            WriteMembers(json, provider);
            json.WriteEndObject();
        }

        return stream.Length == "{}".Length ? null : Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Gives a provider the details that were written.</summary>
    /// <param name="provider">The provider with its names.</param>
    /// <param name="details">The JSON object.</param>
    /// <param name="detailed">The provider with its details, when the text is such an object.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryRead(
        Provider provider, string details, [NotNullWhen(true)] out Provider? detailed, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(provider);
        JsonFindings findings = new();
        detailed = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(details);
            JsonPlace place = new(json.RootElement, "", findings);
            if (place.IsObject())
                detailed = Read(provider, place);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The latter is how System.Text.Json refuses to make a string of "\ud800".
            findings.Fault("", "is not JSON");
        }

        error = findings.Faults.Count > 0 ? $"{findings.Faults[0].Pointer} {findings.Faults[0].Detail}".TrimStart() : null;
        if (error is null)
            return detailed is not null;
        detailed = null;
        return false;
    }

    /// <summary>The members that hold details.</summary>
    internal static readonly string[] Members =
    [
        "allow_plain", "oauth2", "hosts", "mx_domains", "documentation", "enable", "web_mail", "activesync_url", "redirect_address",
        "organization", "profile_description", "consent_text",
    ];

    /// <summary>Writes the details of a provider as members of an object.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, Provider provider)
    {
        if (provider.AllowPlain)
            json.WriteBoolean("allow_plain"u8, true);
        if (provider.OAuth2 is { } oAuth2)
            WriteOAuth2(json, oAuth2);
        WriteList(json, "hosts"u8, provider.Hosts, WriteDomain);
        WriteList(json, "mx_domains"u8, provider.MxDomains, WriteDomain);
        WriteList(json, "documentation"u8, provider.Documentation, WriteDocumentation);
        WriteList(json, "enable"u8, provider.Enable, WriteEnable);
        if (provider.WebMail is { } webMail)
            WriteWebMail(json, webMail);
        WriteOptional(json, "activesync_url"u8, provider.ActiveSyncUrl);
        WriteOptional(json, "redirect_address"u8, provider.RedirectAddress?.Text);
        WriteOptional(json, "organization"u8, provider.Organization);
        WriteOptional(json, "profile_description"u8, provider.ProfileDescription);
        WriteList(json, "consent_text"u8, provider.ConsentText, WriteText);
    }

    /// <summary>Gives a provider the details that an object has among its members.</summary>
    internal static Provider Read(Provider provider, JsonPlace place) => provider with
    {
        AllowPlain = place["allow_plain"].OptionalFlag() ?? false,
        OAuth2 = place["oauth2"].IsThere ? ReadOAuth2(place["oauth2"]) : null,
        Hosts = ReadList(place["hosts"], "host names", ReadDomain),
        MxDomains = ReadList(place["mx_domains"], "domain names", ReadDomain),
        Documentation = ReadList(place["documentation"], "pages", ReadDocumentation),
        Enable = ReadList(place["enable"], "instructions", ReadEnable),
        WebMail = place["web_mail"].IsThere ? ReadWebMail(place["web_mail"]) : null,
        ActiveSyncUrl = ReadSecureUrl(place["activesync_url"]),
        RedirectAddress = ReadRedirect(place["redirect_address"]),
        Organization = place["organization"].OptionalText(LongestText),
        ProfileDescription = place["profile_description"].OptionalText(LongestText),
        ConsentText = ReadList(place["consent_text"], "texts", ReadText),
    };

    private static DomainName? ReadDomain(JsonPlace place) =>
        place.Required<DomainName>(DomainName.TryParse, DocumentLimits.Host);

    private static string? ReadSecureUrl(JsonPlace place)
    {
        string? url = place.OptionalText(LongestText);
        if (url is null || (Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme == Uri.UriSchemeHttps))
            return url;
        place.Fault($"is '{PlainText.Excerpt(url)}', not an https: URL");
        return null;
    }

    // What must come out is an address: whoever the placeholders stand for, somebody is tried.
    private static Template? ReadRedirect(JsonPlace place)
    {
        if (place.OptionalText(LongestText) is not { } text)
            return null;
        if (!Template.TryParse(text, out Template? template, out string? error))
        {
            place.Fault(error);
            return null;
        }

        string sample = template.Expand(TemplateValues.ForMailbox(Somebody, Somebody.Domain, null));
        if (sample == Somebody.Text)
        {
            place.Fault("is the very address that is asked about");
            return null;
        }

        if (EmailAddress.TryParse(sample, out _, out _))
            return template;
        place.Fault($"is '{PlainText.Excerpt(text)}', not an e-mail address, such as %EMAILLOCALPART%@hoster.example");
        return null;
    }

    private static ImmutableArray<T> ReadList<T>(JsonPlace list, string what, Func<JsonPlace, T?> read)
        where T : class
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        foreach (JsonPlace item in list.OptionalItems(what))
        {
            if (read(item) is { } value)
                items.Add(value);
        }

        return items.ToImmutable();
    }

    private static OAuth2Endpoints? ReadOAuth2(JsonPlace place)
    {
        if (!place.IsObjectOf("issuer", "scope", "authorization_url", "token_url"))
            return null;
        string? issuer = place["issuer"].RequiredText(LongestText);
        string? scope = place["scope"].RequiredText(LongestText);
        string? authorization = place["authorization_url"].RequiredText(LongestText);
        string? token = place["token_url"].RequiredText(LongestText);
        return issuer is null || scope is null || authorization is null || token is null
            ? null
            : new OAuth2Endpoints(issuer, scope, authorization, token);
    }

    private static DocumentationLink? ReadDocumentation(JsonPlace place) =>
        place.IsObjectOf("url", "descriptions") && place["url"].RequiredText(LongestText) is { } url
            ? new DocumentationLink(url, ReadList(place["descriptions"], "texts", ReadText))
            : null;

    private static EnableInstruction? ReadEnable(JsonPlace place) =>
        place.IsObjectOf("visit_url", "instructions")
            ? new EnableInstruction(place["visit_url"].OptionalText(LongestText), ReadList(place["instructions"], "texts", ReadText))
            : null;

    private static LocalizedText? ReadText(JsonPlace place) =>
        place.IsObjectOf("language", "text") && place["text"].RequiredText(LongestText) is { } text
            ? new LocalizedText(place["language"].OptionalText(LongestText), text)
            : null;

    private static WebMail? ReadWebMail(JsonPlace place)
    {
        if (!place.IsObjectOf("login_page", "login_form") || place["login_page"].Required<Template>(Template.TryParse, LongestText) is not { } page)
            return null;
        return new WebMail(page, place["login_form"].IsThere ? ReadForm(place["login_form"]) : null);
    }

    private static WebMailForm? ReadForm(JsonPlace place)
    {
        if (!place.IsObjectOf("url", "user_name", "user_name_field", "password_field", "login_button"))
            return null;
        Template? url = place["url"].Required<Template>(Template.TryParse, LongestText);
        Template? userName = place["user_name"].Required<Template>(Template.TryParse, LongestText);
        if (url is null || userName is null)
            return null;
        return new WebMailForm(url, userName)
        {
            UserNameField = ReadElement(place["user_name_field"]),
            PasswordField = ReadElement(place["password_field"]),
            LoginButton = ReadElement(place["login_button"]),
        };
    }

    private static WebMailFormElement? ReadElement(JsonPlace place) =>
        place.IsThere && place.IsObjectOf("id", "name")
            ? new WebMailFormElement(place["id"].OptionalText(LongestText), place["name"].OptionalText(LongestText))
            : null;

    private static void WriteList<T>(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsEmpty)
            return;
        json.WriteStartArray(name);
        foreach (T item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static void WriteOAuth2(Utf8JsonWriter json, OAuth2Endpoints oAuth2)
    {
        json.WriteStartObject("oauth2"u8);
        json.WriteString("issuer"u8, oAuth2.Issuer);
        json.WriteString("scope"u8, oAuth2.Scope);
        json.WriteString("authorization_url"u8, oAuth2.AuthorizationUrl);
        json.WriteString("token_url"u8, oAuth2.TokenUrl);
        json.WriteEndObject();
    }

    private static void WriteDocumentation(Utf8JsonWriter json, DocumentationLink page)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, page.Url);
        WriteList(json, "descriptions"u8, page.Descriptions, WriteText);
        json.WriteEndObject();
    }

    private static void WriteEnable(Utf8JsonWriter json, EnableInstruction enable)
    {
        json.WriteStartObject();
        WriteOptional(json, "visit_url"u8, enable.VisitUrl);
        WriteList(json, "instructions"u8, enable.Instructions, WriteText);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, LocalizedText text)
    {
        json.WriteStartObject();
        WriteOptional(json, "language"u8, text.Language);
        json.WriteString("text"u8, text.Text);
        json.WriteEndObject();
    }

    private static void WriteWebMail(Utf8JsonWriter json, WebMail webMail)
    {
        json.WriteStartObject("web_mail"u8);
        json.WriteString("login_page"u8, webMail.LoginPage.Text);
        if (webMail.LoginForm is { } form)
        {
            json.WriteStartObject("login_form"u8);
            json.WriteString("url"u8, form.Url.Text);
            json.WriteString("user_name"u8, form.UserName.Text);
            WriteElement(json, "user_name_field"u8, form.UserNameField);
            WriteElement(json, "password_field"u8, form.PasswordField);
            WriteElement(json, "login_button"u8, form.LoginButton);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDomain(Utf8JsonWriter json, DomainName domain) => json.WriteStringValue(domain.Value);

    private static void WriteElement(Utf8JsonWriter json, ReadOnlySpan<byte> name, WebMailFormElement? element)
    {
        if (element is null)
            return;
        json.WriteStartObject(name);
        WriteOptional(json, "id"u8, element.Id);
        WriteOptional(json, "name"u8, element.Name);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
