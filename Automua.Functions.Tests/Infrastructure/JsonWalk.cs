using System.Text.Json;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>Walks through JSON.</summary>
internal static class JsonWalk
{
    /// <summary>All members of all objects, however deep, but for descriptions.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(member => member.Name != "metadata")
            .SelectMany(member => member.Value.Members().Prepend(member)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    /// <summary>All texts, however deep, but for descriptions.</summary>
    public static IEnumerable<string> Texts(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(member => member.Name != "metadata").SelectMany(member => member.Value.Texts()),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    /// <summary>What is at a path of members and, as numbers, places in arrays, parted by slashes.</summary>
    public static JsonElement At(this JsonElement element, string path) => path.Split('/').Aggregate(
        element, (at, step) => int.TryParse(step, out int index) ? at[index] : at.GetProperty(step));

    /// <summary>The text at a path.</summary>
    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    /// <summary>The texts in the array at a path.</summary>
    public static string[] List(this JsonElement element, string path) => [.. element.At(path).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>What is true or false at a path.</summary>
    public static bool Is(this JsonElement element, string path) => element.At(path).GetBoolean();

    /// <summary>The number at a path.</summary>
    public static int Number(this JsonElement element, string path) => element.At(path).GetInt32();
}
