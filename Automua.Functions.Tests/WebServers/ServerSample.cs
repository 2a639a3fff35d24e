using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.WebServers;

/// <summary>A sample configuration of contrib, in which nothing is changed but what a test's own machine needs.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">What it says now.</param>
internal sealed record ServerSample(string Name, string Text)
{
    // What of the machine no test may touch.
    private static readonly string[] Folders = ["/etc/", "/var/", "/run/"];

    /// <summary>Reads a file of contrib.</summary>
    public static ServerSample Read(string name) => new(name, SampleFile.Read(name));

    /// <summary>The file with another text in each of the places where one stands; they must be there.</summary>
    public ServerSample With(string documented, string used)
    {
        Assert.Contains(documented, Text, StringComparison.Ordinal);
        return this with { Text = Text.Replace(documented, used, StringComparison.Ordinal) };
    }

    /// <summary>The file with another directive in the place of the one that says the same; that must be there once.</summary>
    public ServerSample WithDirective(string directive)
    {
        string[] words = directive.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Which header is set is a part of what such a line is about.
        string subject = words[0] == "proxy_set_header" ? $"{words[0]} {words[1]} " : $"{words[0]} ";
        return With(Assert.Single(Text.Split('\n'), line => line.TrimStart().StartsWith(subject, StringComparison.Ordinal)), directive);
    }

    /// <summary>Writes the file into a folder, and says where it is now.</summary>
    public string WriteInto(string directory)
    {
        foreach (string line in Text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')))
            Assert.DoesNotContain(Folders, folder => line.Contains(folder, StringComparison.Ordinal));
        string path = Path.Combine(directory, Name);
        File.WriteAllText(path, Text);
        return path;
    }
}
