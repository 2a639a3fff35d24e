namespace Automua.Functions.Checking;

/// <summary>The answers that mail apps look for.</summary>
internal enum PublicAnswer
{
    /// <summary>Autoconfig at the name of its own.</summary>
    Autoconfig,

    /// <summary>Autoconfig at the domain itself, where some web server may pass it on.</summary>
    AutoconfigAtDomain,

    /// <summary>Autodiscover at the name of its own.</summary>
    Autodiscover,

    /// <summary>Autodiscover at the service's own name, to which the SRV record leads.</summary>
    AutodiscoverAtService,

    /// <summary>Autodiscover's second version.</summary>
    AutodiscoverV2,

    /// <summary>The configuration profile at the service's own name.</summary>
    Profile,

    /// <summary>The PACC document.</summary>
    Pacc,

    /// <summary>The way from the domain itself to its calendars.</summary>
    Calendars,

    /// <summary>The way from the domain itself to its address books.</summary>
    Contacts,
}
