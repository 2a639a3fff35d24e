namespace Automua.Functions.Measuring;

/// <summary>The meter of all this program's measurements; docs/metrics.md says how to read them.</summary>
internal static class ProgramMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "Automua";
}
