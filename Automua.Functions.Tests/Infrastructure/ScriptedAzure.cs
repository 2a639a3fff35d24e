using System.Diagnostics;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Infrastructure;

/// <summary>A folder with programs named <c>az</c> and <c>curl</c> that do nothing, answer as they are told, and write down what they were asked.</summary>
internal sealed class ScriptedAzure : IDisposable
{
    private const string Script = """
        #!/usr/bin/env bash
        printf '%s %s\n' "$(basename "$0")" "$*" >> "$SCRIPTED/calls"
        while read -r pattern; do
            read -r status
            IFS= read -r answer
            if [[ "$(basename "$0") $*" == $pattern ]]; then
                [ -z "$answer" ] || if [ "$status" = 0 ]; then printf '%s\n' "$answer"; else printf '%s\n' "$answer" >&2; fi
                exit "$status"
            fi
        done < "$SCRIPTED/answers"
        """;

    private readonly List<string> _answers = [];

    public ScriptedAzure()
    {
        foreach (string program in (string[])["az", "curl"])
        {
            string file = Path.Combine(Folder, program);
            File.WriteAllText(file, Script.ReplaceLineEndings("\n"));
            Tool.SucceedAsync("chmod", "755", file).GetAwaiter().GetResult();
        }

        Package = Path.Combine(Folder, "automua.zip");
        File.WriteAllText(Package, "a package");
    }

    /// <summary>A file that can be published.</summary>
    public string Package { get; }

    /// <summary>What was asked, in its order.</summary>
    public string[] Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string Folder { get; } = AutomuaProgram.NewDirectory();

    private string CallsFile => Path.Combine(Folder, "calls");

    /// <summary>Answers calls that match a pattern of the shell; the first pattern that matches counts, and what matches none succeeds.</summary>
    public ScriptedAzure Answers(string pattern, string answer, int status = 0)
    {
        _answers.AddRange([pattern, status.ToString(System.Globalization.CultureInfo.InvariantCulture), answer]);
        return this;
    }

    /// <summary>Runs deploy.sh, with nobody there to ask.</summary>
    public async Task<(int ExitCode, string Output)> DeployAsync(params string[] arguments)
    {
        await File.WriteAllLinesAsync(Path.Combine(Folder, "answers"), _answers);
        ProcessStartInfo start = new("bash", [Path.Combine(InfraFolder.Path, "deploy.sh"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SCRIPTED"] = Folder;
        start.Environment["TMPDIR"] = Folder;
        start.Environment["DEPLOY_PAUSE"] = "0";
        start.Environment["DEPLOY_PATIENCE"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        output += await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>What is left in the folder for temporary files.</summary>
    public IEnumerable<string> Leftovers() => Directory.GetFiles(Folder, "tmp*").Select(file => Path.GetFileName(file));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
