using Automua.Functions.Functions.Mobileconfig;

namespace Automua.Functions.Site;

/// <summary>The form that asks whose profile is wanted.</summary>
internal static class ProfileFormPage
{
    /// <summary>Writes the page.</summary>
    public static byte[] Write(SiteTexts texts) => SiteLayout.Write(texts, texts.ProfileHeading, html =>
    {
        html.Add($"<h1>{texts.ProfileHeading}</h1>");
        html.Add($"""
            <form action="/mobileconfig" method="get">
            <p><label for="emailaddress">{texts.Address}</label>
            <input id="emailaddress" name="emailaddress" type="text" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" required></p>
            <p><label for="name">{texts.OptionalName}</label>
            <input id="name" name="name" type="text" autocomplete="name" maxlength="{MobileconfigEndpoint.LongestName}"></p>
            <p><button type="submit">{texts.GetProfile}</button></p>
            </form>
            <p class="aside">{texts.NoPassword}</p>
            """);
    });
}
