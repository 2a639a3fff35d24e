using System.Text.Json.Serialization;

namespace Automua.Functions.Tests.Directories;

/// <summary>An LDAP server as a document names it.</summary>
/// <param name="Name">The host.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="UseSsl">Whether TLS begins with the connection.</param>
internal sealed record DirectorySeed(string Name, int Port, bool UseSsl)
{
    /// <summary>The domain that names it.</summary>
    [JsonIgnore]
    public string Domain { get; init; } = "example.com";

    public string SearchBase { get; init; } = Slapd.MailUsers;

    public string SearchFilter { get; init; } = "(mail={0})";

    public string AttrUid { get; init; } = "uid";

    /// <summary>Null says that no full name is to be asked for; what is left out would be <c>cn</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? AttrCn { get; init; } = "cn";

    public string? BindUser { get; init; } = Slapd.ServiceAccount;

    public string? BindPassword { get; init; } = Slapd.Password;

    public bool? AllowPlain { get; init; }
}
