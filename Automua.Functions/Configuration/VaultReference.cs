namespace Automua.Functions.Configuration;

/// <summary>
/// Settings of a function app that stand for a secret of an Azure Key Vault, or for a value of Azure App Configuration. Azure
/// puts the value in their place; where it cannot, the program is given the reference itself, which is no secret.
/// </summary>
internal static class VaultReference
{
    /// <summary>What is wrong with a value that <see cref="IsUnresolved"/>.</summary>
    public const string Problem =
        "is a reference that Azure has put nothing in place of: the app's identity needs the right to read it, and it must be there";

    private static readonly string[] Beginnings = ["@Microsoft.KeyVault(", "@Microsoft.AppConfiguration("];

    /// <summary>Whether a value is the reference instead of what it stands for.</summary>
    public static bool IsUnresolved(string value) =>
        Beginnings.Any(beginning => value.AsSpan().TrimStart().StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
