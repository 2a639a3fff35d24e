using System.CommandLine;
using System.IO.Pipelines;
using Automua.Core.Storage;
using Automua.Functions.Administration;

namespace Automua.Functions.Commands;

/// <summary>
/// Writes everything in the configured store as a document of version 3, to keep it or to import it elsewhere; what cannot be
/// written is said on standard error.
/// </summary>
internal sealed class ExportCommand(IConfigurationStore store, bool tellsPasswords)
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
        Command command = new("export", "Writes everything in the store as one document.") { output, secrets };
        command.SetAction((arguments, cancellation) => StoreCommand.RunAsync(
            (_, store) => new ExportCommand(store, arguments.GetValue(secrets)).RunAsync(arguments.GetValue(output)!, cancellation), cancellation));
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
        PipeWriter pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        ExportedDocument document = new(store.ExportAsync(cancellation), tellsPasswords);
        await document.WriteAsync(pipe, cancellation);
        await pipe.CompleteAsync();
        foreach (string gap in document.LeftOut)
            await Console.Error.WriteLineAsync($"left out: {gap}");
        if (document.Masked > 0)
            await Console.Error.WriteLineAsync($"masked passwords: {document.Masked}; --secrets writes them");
        return document.LeftOut.Count == 0 ? StoreCommand.Succeeded : StoreCommand.Failed;
    }
}
