using System.Text;

namespace Automua.Functions.Site;

/// <summary>The pages people see, as finished bytes.</summary>
internal static class Pages
{
    private const string State = "<!--state-->";

    /// <summary>The first page while the store is empty.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = First("The store is empty: nothing is answered yet.");

    /// <summary>The first page when the store holds data.</summary>
    public static ReadOnlyMemory<byte> Filled { get; } = First("The store holds data.");

    /// <summary>The form that asks for the address a profile is for.</summary>
    public static ReadOnlyMemory<byte> ProfileForm { get; } = Encoding.UTF8.GetBytes(Read("profile-form.html"));

    private static ReadOnlyMemory<byte> First(string state) =>
        Encoding.UTF8.GetBytes(Read("first.html").Replace(State, state, StringComparison.Ordinal));

    private static string Read(string name)
    {
        using Stream page = typeof(Pages).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The page {name} is not part of the program.");
        using StreamReader reader = new(page);
        return reader.ReadToEnd();
    }
}
