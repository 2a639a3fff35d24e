namespace Automua.Functions.Hosting;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    /// <summary>The service was told to stop; a command did what it was asked to.</summary>
    public const int Succeeded = 0;

    /// <summary>It could not run; a command failed, or found something wanting.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Misunderstood = 2;

    /// <summary>
    /// The service was told to stop, and the Azure Functions host started it: that never restarts a process that ended with 0; it
    /// restarts one that ended with 200 and does not count that as a crash.
    /// </summary>
    public const int StoppedUnderHost = 200;
}
