using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Machines;

/// <summary>What only root may do. Who is not root needs sudo that asks for no password, as <c>test.sh</c> does.</summary>
internal static class Root
{
    /// <summary>The folders where root looks for programs.</summary>
    public const string Folders = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // In seconds: nothing takes as long that does not hang.
    private const string Limit = "600";

    // In English, whatever language this user's programs speak.
    private static readonly string[] Before =
    [
        .. Environment.IsPrivilegedProcess ? (string[])[] : ["sudo", "--non-interactive"],
        "env", "--ignore-environment", $"PATH={Folders}", "LANG=C.UTF-8",
    ];

    /// <summary>The words that run a command as root, in an environment that holds nothing of this user's.</summary>
    public static string[] Command(params string[] command) => [.. Before, .. command];

    /// <summary>Runs a command to its end, within ten minutes, and says what it printed and how it ended.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(params string[] command)
    {
        string[] words = Command(["timeout", "--kill-after=5", Limit, .. command]);
        return Tool.RunAsync(words[0], words[1..]);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task SucceedAsync(params string[] command)
    {
        (int exitCode, string output) = await RunAsync(command);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)}: {output}");
    }
}
