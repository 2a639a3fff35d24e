namespace Automua.Functions.Tests.Running;

/// <summary>The published program that is under test, for what installs or packs it.</summary>
internal static class PublishedProgram
{
    /// <summary>Its folder. Without one the test fails: whatever was published last may be older than what is tested.</summary>
    public static string Folder
    {
        get
        {
            Assert.True(
                AutomuaProgram.IsPublished,
                "This test needs a published program: name its file in PROGRAM_UNDER_TEST, such as artifacts/publish/automua, where test.sh publishes it.");
            Assert.True(
                File.Exists(Path.Combine(AutomuaProgram.Folder, "automua")),
                $"PROGRAM_UNDER_TEST is '{AutomuaProgram.Command.File}', and there is no automua in that folder.");
            return AutomuaProgram.Folder;
        }
    }

    /// <summary>Its folder; where a build for development is under test, one with a script in the program's place.</summary>
    /// <param name="scratch">The folder in which that one is made.</param>
    public static async Task<string> FolderOrStandInAsync(string scratch)
    {
        if (AutomuaProgram.IsPublished)
            return Folder;
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
