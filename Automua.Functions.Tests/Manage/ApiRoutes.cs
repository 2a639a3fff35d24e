namespace Automua.Functions.Tests.Manage;

/// <summary>Paths of the manage API with what they are asked by, one of each.</summary>
internal static class ApiRoutes
{
    /// <summary>Every path of the API that answers GET, of things that a <see cref="ManagedProgram"/> has.</summary>
    public static readonly string[] Read =
    [
        "/configuration", "/configuration?secrets=true", "/providers", $"/providers/{ManagedProgram.Hoster}", "/domains",
        "/domains/customer.example", "/domains/customer.example/dns", "/domains/customer.example/dns?format=zone",
        "/domains/customer.example/check", "/domains/customer.example/preview",
        "/domains/customer.example/preview?emailaddress=user@customer.example", "/status", "/schema", "/openapi.json",
    ];

    /// <summary>Every other operation.</summary>
    public static readonly (HttpMethod Method, string Path, string? Body)[] Change =
    [
        (HttpMethod.Post, "/configuration", """{"version": 3, "providers": [{"provider": "Other"}]}"""),
        (HttpMethod.Post, "/configuration?mode=replace", """{"version": 3, "providers": []}"""),
        (HttpMethod.Delete, "/configuration", null),
        (HttpMethod.Put, "/domains/customer.example", $$"""{"provider": "{{ManagedProgram.Hoster}}", "servers": []}"""),
        (HttpMethod.Put, "/domains/other.example", $$"""{"provider": "{{ManagedProgram.Hoster}}"}"""),
        (HttpMethod.Delete, "/domains/customer.example", null),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<(HttpMethod Method, string Path, string? Body)> All =>
        Read.Select(path => (HttpMethod.Get, path, (string?)null)).Concat(Change);
}
