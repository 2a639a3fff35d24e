namespace Automua.Core.Model;

/// <summary>The names by which a provider is found when no domain of its is asked about.</summary>
public enum ProviderNameKind
{
    /// <summary>A host of this service that stands for the provider; see <see cref="Provider.Hosts"/>.</summary>
    Host,

    /// <summary>A mail exchanger, or a domain that its name ends with; see <see cref="Provider.MxDomains"/>.</summary>
    MailExchanger,
}
