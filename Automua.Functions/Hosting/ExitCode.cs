namespace Automua.Functions.Hosting;

/// <summary>How the service's process ends.</summary>
internal static class ExitCode
{
    /// <summary>It was told to stop.</summary>
    public const int Succeeded = 0;

    /// <summary>It could not run.</summary>
    public const int Failed = 1;

    /// <summary>
    /// It was told to stop, and the Azure Functions host started it: that never restarts a process that ended with 0; it
    /// restarts one that ended with 200 and does not count that as a crash.
    /// </summary>
    public const int StoppedUnderHost = 200;
}
