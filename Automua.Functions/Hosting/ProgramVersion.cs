using System.Reflection;

namespace Automua.Functions.Hosting;

/// <summary>The version of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>The version as people write it, such as <c>1.2.3</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
