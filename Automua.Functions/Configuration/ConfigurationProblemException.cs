namespace Automua.Functions.Configuration;

/// <summary>A setting that keeps the program from starting; the message is one sentence that names its place, key and value.</summary>
internal sealed class ConfigurationProblemException(string message) : Exception(message);
