using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Directories;

/// <summary>Reads configuration profiles.</summary>
internal static class Profile
{
    /// <summary>The text behind a key; null when the profile lacks the key.</summary>
    public static string? TextOf(Reply reply, string key) =>
        reply.Xml.Descendants("key").SingleOrDefault(element => element.Value == key)?.ElementsAfterSelf().First().Value;
}
