namespace Automua.Functions.Site;

/// <summary>The page that asks for an address, and says what is wrong when there is no answer.</summary>
internal static class FirstPage
{
    // RFC 5321 section 4.5.3.1.3, without the angle brackets.
    private const int LongestAddress = 254;

    /// <summary>Writes the page.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="provider">The provider for which the host stands; null when it is not known.</param>
    /// <param name="typed">What was typed before; null for nothing.</param>
    /// <param name="state">What to say beside the form.</param>
    public static byte[] Write(SiteTexts texts, string? provider, string? typed, FirstPageState state)
    {
        string heading = provider is null ? texts.Heading : texts.HeadingFor(provider);
        string? error = ErrorOf(texts, state);
        return SiteLayout.Write(texts, error is null ? heading : $"{texts.Error}: {heading}", html =>
        {
            html.Add($"<h1>{heading}</h1>");
            html.Add($"<p>{texts.Introduction}</p>");
            if (state == FirstPageState.Empty)
                html.Add($"""<p class="note">{texts.Empty}</p>""");
            html.Add($"""<form action="/" method="post">""");
            if (error is not null)
                html.Add($"""<p class="error" id="problem">{error}</p>""");
            html.Add($"""<p><label for="emailaddress">{texts.Address}</label>""");
            // Not type="email": that refuses international addresses.
            html.Add($"""<input id="emailaddress" name="emailaddress" type="text" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" required maxlength="{LongestAddress}" value="{Shown(typed)}" """);
            // Focus on the field makes screen readers say what is wrong with it.
            if (error is not null)
                html.Add($"""aria-describedby="problem" autofocus """);
            if (state == FirstPageState.Malformed)
                html.Add($"""aria-invalid="true" """);
            html.Add($"></p>");
            html.Add($"""<p><button type="submit">{texts.Show}</button></p>""");
            html.Add($"</form>");
            html.Add($"""<p class="aside">{texts.NoPassword}</p>""");
        });
    }

    private static string? ErrorOf(SiteTexts texts, FirstPageState state) => state switch
    {
        FirstPageState.Malformed => texts.Malformed,
        FirstPageState.Unknown => texts.Unknown,
        FirstPageState.Unavailable => texts.Unavailable,
        _ => null,
    };

    private static string Shown(string? typed) => typed is null || typed.Length > LongestAddress ? "" : typed;
}
