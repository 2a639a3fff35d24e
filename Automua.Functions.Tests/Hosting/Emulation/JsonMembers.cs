using System.Text.Json;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>Members of the host's files, all of which may be missing.</summary>
internal static class JsonMembers
{
    /// <summary>A member; null when it is missing.</summary>
    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement member) ? member : null;

    /// <summary>A member's text; null when it is missing.</summary>
    public static string? Text(this JsonElement parent, string name) => parent.Member(name)?.GetString();

    /// <summary>Whether a member is there and true.</summary>
    public static bool IsTrue(this JsonElement parent, string name) => parent.Member(name)?.ValueKind == JsonValueKind.True;
}
