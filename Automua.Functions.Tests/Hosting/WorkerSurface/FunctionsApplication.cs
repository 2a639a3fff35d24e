namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>A worker's application.</summary>
public class FunctionsApplication
{
    /// <summary>Begins to put one together.</summary>
    /// <param name="args">What the Functions host says on the command line.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
