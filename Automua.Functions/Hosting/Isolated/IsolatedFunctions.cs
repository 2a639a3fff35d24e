using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Automua.Functions.Hosting.Isolated;

/// <summary>The functions as the isolated worker finds them: each says what its <c>function.json</c> says for the other host.</summary>
public sealed class IsolatedFunctions(FunctionAnswers answers)
{
    /// <summary>Answers <c>mail/config-v1.1.xml</c>.</summary>
    [Function(nameof(Autoconfig))]
    public IResult Autoconfig(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "mail/config-v1.1.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>v1.1/{domain}</c>.</summary>
    [Function(nameof(AutoconfigDomain))]
    public IResult AutoconfigDomain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1.1/{domain}")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>v1.1/mail/config-v1.1.xml</c>.</summary>
    [Function(nameof(AutoconfigVersion))]
    public IResult AutoconfigVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "v1.1/mail/config-v1.1.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>.well-known/autoconfig/mail/config-v1.1.xml</c>.</summary>
    [Function(nameof(AutoconfigWellKnown))]
    public IResult AutoconfigWellKnown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = ".well-known/autoconfig/mail/config-v1.1.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>.well-known/mail-v1.xml</c>.</summary>
    [Function(nameof(AutoconfigWellKnownShort))]
    public IResult AutoconfigWellKnownShort(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = ".well-known/mail-v1.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>autodiscover/autodiscover.xml</c>.</summary>
    [Function(nameof(Autodiscover))]
    public IResult Autodiscover(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", Route = "autodiscover/autodiscover.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>autodiscover.xml</c>.</summary>
    [Function(nameof(AutodiscoverShort))]
    public IResult AutodiscoverShort(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", Route = "autodiscover.xml")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>autodiscover/autodiscover.json</c>.</summary>
    [Function(nameof(AutodiscoverV2))]
    public IResult AutodiscoverV2(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "autodiscover/autodiscover.json")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>autodiscover/autodiscover.json/v1.0/{email}</c>.</summary>
    [Function(nameof(AutodiscoverV2Address))]
    public IResult AutodiscoverV2Address(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "autodiscover/autodiscover.json/v1.0/{email}")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>.well-known/caldav</c>.</summary>
    [Function(nameof(DavDiscoveryCalDav))]
    public IResult DavDiscoveryCalDav(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", "put", "delete", "patch", "propfind", Route = ".well-known/caldav")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>.well-known/carddav</c>.</summary>
    [Function(nameof(DavDiscoveryCardDav))]
    public IResult DavDiscoveryCardDav(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", "post", "put", "delete", "patch", "propfind", Route = ".well-known/carddav")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>healthz</c>.</summary>
    [Function(nameof(Health))]
    public IResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "healthz")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>readyz</c>.</summary>
    [Function(nameof(HealthReady))]
    public IResult HealthReady(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "readyz")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>initdb</c>.</summary>
    [Function(nameof(InitDb))]
    public IResult InitDb(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "delete", Route = "initdb")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage</c>.</summary>
    [Function(nameof(Manage))]
    public IResult Manage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/configuration</c>.</summary>
    [Function(nameof(ManageConfiguration))]
    public IResult ManageConfiguration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "delete", Route = "manage/v1/configuration")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/domains/{name}</c>.</summary>
    [Function(nameof(ManageDomain))]
    public IResult ManageDomain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", "delete", Route = "manage/v1/domains/{name}")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/domains/{name}/check</c>.</summary>
    [Function(nameof(ManageDomainCheck))]
    public IResult ManageDomainCheck(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/domains/{name}/check")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/domains/{name}/dns</c>.</summary>
    [Function(nameof(ManageDomainDns))]
    public IResult ManageDomainDns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/domains/{name}/dns")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/domains/{name}/preview</c>.</summary>
    [Function(nameof(ManageDomainPreview))]
    public IResult ManageDomainPreview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/domains/{name}/preview")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/domains</c>.</summary>
    [Function(nameof(ManageDomains))]
    public IResult ManageDomains(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/domains")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/openapi.json</c>.</summary>
    [Function(nameof(ManageOpenApi))]
    public IResult ManageOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/openapi.json")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/providers/{id}</c>.</summary>
    [Function(nameof(ManageProvider))]
    public IResult ManageProvider(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/providers/{id}")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/providers</c>.</summary>
    [Function(nameof(ManageProviders))]
    public IResult ManageProviders(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/providers")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/schema</c>.</summary>
    [Function(nameof(ManageSchema))]
    public IResult ManageSchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/schema")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>manage/v1/status</c>.</summary>
    [Function(nameof(ManageStatus))]
    public IResult ManageStatus(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/v1/status")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>mobileconfig</c>.</summary>
    [Function(nameof(Mobileconfig))]
    public IResult Mobileconfig(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "mobileconfig")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>email.mobileconfig</c>.</summary>
    [Function(nameof(MobileconfigEmail))]
    public IResult MobileconfigEmail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "email.mobileconfig")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>.well-known/user-agent-configuration.json</c>.</summary>
    [Function(nameof(Pacc))]
    public IResult Pacc(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = ".well-known/user-agent-configuration.json")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>settings</c>.</summary>
    [Function(nameof(Settings))]
    public IResult Settings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "settings")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>/</c>.</summary>
    // The worker puts a slash before every route, and takes no pattern with two of them: a piece that is always empty stands for "/".
    [Function(nameof(Site))]
    public IResult Site(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "options", Route = "{root:maxlength(0)?}")] HttpRequest request) =>
        answers.Answer();

    /// <summary>Answers <c>assets/{*path}</c>.</summary>
    [Function(nameof(SiteAssets))]
    public IResult SiteAssets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = "assets/{*path}")] HttpRequest request) =>
        answers.Answer();
}
