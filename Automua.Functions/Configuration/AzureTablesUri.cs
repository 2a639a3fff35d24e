using Azure.Data.Tables;

namespace Automua.Functions.Configuration;

/// <summary>A storage account whose Table Storage holds the data.</summary>
/// <param name="Endpoint">The account's endpoint for tables; it holds no secret.</param>
/// <param name="Account">The account's name.</param>
internal sealed record AzureTablesUri(Uri Endpoint, string Account) : DatabaseUri
{
    /// <summary>The forms that are understood, for messages.</summary>
    public const string Forms =
        "https://ACCOUNT.table.core.windows.net, azuretables://ACCOUNT, a storage connection string, UseDevelopmentStorage=true";

    private const string AccountScheme = "azuretables://";
    private const string EndpointScheme = "https://";
    private const string PublicCloud = "table.core.windows.net";

    // Whoever is sent a token must be of Azure: the public cloud, China's, and that of the government of the United States.
    private static readonly string[] Clouds = [PublicCloud, "table.core.chinacloudapi.cn", "table.core.usgovcloudapi.net"];

    /// <inheritdoc/>
    public override string Kind => "Azure Table Storage";

    /// <summary>The connection string, which holds a secret; null when the program's managed identity is what opens the account.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Whether a <c>db_uri</c> begins as one of this kind does, right or wrong.</summary>
    public static bool IsMeant(string text) =>
        text.StartsWith(AccountScheme, StringComparison.OrdinalIgnoreCase)
        || text.StartsWith(EndpointScheme, StringComparison.OrdinalIgnoreCase)
        || IsConnectionString(text);

    /// <summary>Reads a <c>db_uri</c> of this kind.</summary>
    /// <returns>The account, or the rest of a sentence that says what is wrong; it repeats nothing, for there may be a key in it.</returns>
    public static new (DatabaseUri? Uri, string? Problem) Parse(string text)
    {
        if (IsConnectionString(text))
            return OfConnectionString(text);
        AzureTablesUri? account = text.StartsWith(AccountScheme, StringComparison.OrdinalIgnoreCase)
            ? OfEndpoint($"{EndpointScheme}{text[AccountScheme.Length..].TrimEnd('/')}.{PublicCloud}")
            : OfEndpoint(text);
        return account is null ? (null, $"names no storage account of Azure; allowed are {Forms}") : (account, null);
    }

    /// <summary>The account without its secret.</summary>
    public override string ToString() => $"storage account {Account} ({Endpoint.Authority})";

    private static AzureTablesUri? OfEndpoint(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            || uri is not { Scheme: "https", IsDefaultPort: true, AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
            return null;
        string[] parts = uri.Host.Split('.', 2);
        return parts.Length == 2 && Clouds.Contains(parts[1]) && IsAccount(parts[0]) ? new AzureTablesUri(uri, parts[0]) : null;
    }

    private static (DatabaseUri? Uri, string? Problem) OfConnectionString(string text)
    {
        try
        {
            TableServiceClient account = new(text);
            Uri endpoint = new(account.Uri.GetLeftPart(UriPartial.Path));
            return (new AzureTablesUri(endpoint, account.AccountName) { ConnectionString = text }, null);
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or ArgumentException)
        {
            return (null, $"is not a whole connection string of a storage account; allowed are {Forms}");
        }
    }

    // Settings in a row, each a word, an equals sign and a value.
    private static bool IsConnectionString(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && text.Take(equals).All(char.IsAsciiLetter);

    private static bool IsAccount(string name) =>
        name.Length is >= 3 and <= 24 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
