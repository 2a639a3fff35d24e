using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>The checkout as it stands, committed in a repository of its own.</summary>
internal static class CommittedCopy
{
    /// <summary>Makes it in a folder that is not there yet.</summary>
    public static async Task MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await Tool.SucceedAsync(
            "bash",
            "-c",
            """
            set -euo pipefail
            cd "$1"
            git -c safe.directory="$1" ls-files --cached --others --exclude-standard -z | tar --create --null --files-from=- --ignore-failed-read | tar --extract --directory="$2"
            """,
            "copy",
            Repository.Root,
            folder);
        await Tool.SucceedAsync("git", "-C", folder, "init", "--quiet");
        await CommitAsync(folder);
    }

    /// <summary>Commits what was changed in it.</summary>
    public static async Task CommitAsync(string folder)
    {
        await Tool.SucceedAsync("git", "-C", folder, "add", "--all");
        await Tool.SucceedAsync(
            "git", "-C", folder, "-c", "user.name=Test", "-c", "user.email=test", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "as it stands");
    }
}
