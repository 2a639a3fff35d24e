using Automua.Functions.Configuration;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Configuration;

/// <summary>A home with or without configuration files, and the options that follow from it.</summary>
internal sealed class OptionsFixture : IDisposable
{
    /// <summary>The folder that is the home.</summary>
    public string Home { get; } = AutomuaProgram.NewDirectory();

    /// <summary>The configuration file in the home.</summary>
    public string HomeFile => Path.Combine(Home, ".automua.conf");

    /// <summary>Puts a file into the home and says where it is.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Home, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Reads the options with an environment.</summary>
    public AutomuaOptions Read(params (string Name, string Value)[] environment) => Read(null, environment);

    /// <summary>Reads the options with an environment and a command line.</summary>
    public AutomuaOptions Read(string? listen, params (string Name, string Value)[] environment)
    {
        Dictionary<string, string> variables = new() { ["HOME"] = Home, ["PATH"] = "/bin" };
        foreach ((string name, string value) in environment)
            variables[name] = value;
        return new OptionsReader(variables).Read(listen);
    }

    /// <summary>Reads a configuration file of this text.</summary>
    public AutomuaOptions ReadText(string text)
    {
        Write(".automua.conf", text);
        return Read();
    }

    /// <summary>The sentence with which reading fails.</summary>
    public string Problem(params (string Name, string Value)[] environment) =>
        Assert.Throws<ConfigurationProblemException>(() => Read(environment)).Message;

    /// <summary>The sentence with which reading a configuration file of this text fails.</summary>
    public string ProblemOfText(string text)
    {
        Write(".automua.conf", text);
        return Problem();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Home, recursive: true);
}
