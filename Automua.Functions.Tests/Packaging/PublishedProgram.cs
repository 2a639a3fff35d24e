using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Packaging;

/// <summary>The folder of the published program, for what packs it.</summary>
internal static class PublishedProgram
{
    /// <summary>The folder; of a build for development, one in <paramref name="scratch"/> with a script in the program's place.</summary>
    public static async Task<string> FolderAsync(string scratch)
    {
        if (AutomuaProgram.IsPublished)
            return AutomuaProgram.Folder;
        string folder = Path.Combine(scratch, "published");
        Directory.CreateDirectory(folder);
        string program = Path.Combine(folder, "automua");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{AutomuaProgram.Command.Arguments[0]}' \"$@\"\n");
        await Tool.SucceedAsync("chmod", "755", program);
        string library = Directory.GetFiles(Path.Combine(AutomuaProgram.Folder, "runtimes"), "libe_sqlite3.so", SearchOption.AllDirectories).Order().First();
        await Tool.SucceedAsync(
            "cp",
            "--recursive",
            library,
            Path.Combine(AutomuaProgram.Folder, "host.json"),
            Path.Combine(AutomuaProgram.Folder, "Autoconfig"),
            folder);
        return folder;
    }
}
