namespace Automua.Core.Model;

/// <summary>What is stored of a domain holds nothing that the dialect asked for could name.</summary>
public sealed class UnusableConfigurationException : Exception
{
    /// <summary>Makes an exception without a reason.</summary>
    public UnusableConfigurationException()
    {
    }

    /// <summary>Makes an exception with a reason that names no address.</summary>
    public UnusableConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a reason and its cause.</summary>
    public UnusableConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
