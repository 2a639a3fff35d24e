using System.CommandLine;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>
/// Writes everything that is stored as a document of version 3, to keep it or to import it elsewhere; what cannot be
/// written is said on standard error.
/// </summary>
internal sealed class ExportCommand(IAdministered source, bool tellsPasswords)
{
    private const string StandardOutputName = "-";

    /// <summary>The command as the command line has it.</summary>
    public static Command Create()
    {
        Option<string> output = new("--output", "-o")
        {
            Description = $"The file to write; {StandardOutputName} is standard output.",
            DefaultValueFactory = _ => StandardOutputName,
        };
        Option<bool> secrets = new("--secrets")
        {
            Description = "Writes the passwords of LDAP servers too; else they are masked, and a masked one can only be imported where it is stored.",
        };
        Command command = new("export", "Writes everything that is stored as one document.") { output, secrets };
        AdministeredCommand administered = new(command);
        command.SetAction((arguments, cancellation) => administered.RunAsync(
            arguments,
            source => new ExportCommand(source, arguments.GetValue(secrets)).RunAsync(arguments.GetValue(output)!, cancellation),
            cancellation));
        return command;
    }

    private async Task<int> RunAsync(string file, CancellationToken cancellation)
    {
        if (file == StandardOutputName)
        {
            await using Stream output = Console.OpenStandardOutput();
            return await WriteAsync(output, cancellation);
        }

        // Whoever reads the file finds the old one or the whole new one.
        string unfinished = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            int code;
            await using (FileStream output = CreatePrivate(unfinished))
            {
                code = await WriteAsync(output, cancellation);
                output.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: true);
            return code;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // It may hold passwords.
    private static FileStream CreatePrivate(string file)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private async Task<int> WriteAsync(Stream output, CancellationToken cancellation)
    {
        ExportSummary summary = await source.ExportAsync(output, tellsPasswords, cancellation);
        foreach (string gap in summary.LeftOut)
            await Console.Error.WriteLineAsync($"left out: {gap}");
        if (summary.Masked > 0)
            await Console.Error.WriteLineAsync($"masked passwords: {summary.Masked}; --secrets writes them");
        return summary.LeftOut.Count == 0 ? ExitCode.Succeeded : ExitCode.Failed;
    }
}
