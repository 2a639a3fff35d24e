using System.Collections.Immutable;
using System.CommandLine;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>Imports files, or says what would become of them: one line for each, and what is wrong with it.</summary>
internal sealed class ImportCommand(IAdministered target, ImportMode mode, bool isDryRun)
{
    private const string StandardInput = "-";
    private const int MostNames = 10;

    private readonly Dictionary<DomainPattern, string> _domains = [];
    private int _imported;
    private int _refused;

    /// <summary>The command as the command line has it.</summary>
    public static Command Create()
    {
        Argument<string[]> files = new("FILE")
        {
            Description = $"Seeds, documents of version 3, clientConfig files; * is any part of a name, **/ any folders; {StandardInput} is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Says what would become of each file, and stores nothing." };
        Option<string> mode = new("--mode")
        {
            Description = "merge adds and brings up to date, replace leaves the document alone in the store, create wants an empty store.",
            DefaultValueFactory = _ => ImportModes.Words.WordOf(default),
        };
        mode.AcceptOnlyFromAmong(ImportModes.Words.AllowedWords.Split(", "));
        Command command = new("import", "Imports files; each wholly, or not at all.") { files, mode, dryRun };
        AdministeredCommand administered = new(command);
        command.Validators.Add(arguments =>
        {
            if (ModeOf(arguments.GetValue(mode)) is not ImportMode.Merge and var chosen && arguments.GetValue(files) is { Length: > 1 })
                arguments.AddError(OneFile(chosen));
        });
        command.SetAction((arguments, cancellation) => administered.RunAsync(
            arguments,
            target => new ImportCommand(target, ModeOf(arguments.GetValue(mode)), arguments.GetValue(dryRun))
                .RunAsync(arguments.GetValue(files)!, cancellation),
            cancellation));
        return command;
    }

    // Those that the option does not accept have had their answer.
    private static ImportMode ModeOf(string? word) => ImportModes.Words.TryParse(word, out ImportMode mode, out _) ? mode : default;

    private static string OneFile(ImportMode mode) =>
        $"--mode {ImportModes.Words.WordOf(mode)} takes one file: each would undo or refuse the ones before.";

    private async Task<int> RunAsync(string[] patterns, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = FilePatterns.FilesOf(patterns);
        if (mode != ImportMode.Merge && files.Count > 1)
            throw new ConfigurationProblemException(OneFile(mode));
        ImportProgress progress = new(files.Count);
        try
        {
            foreach (string file in files)
                await ImportAsync(file, progress, cancellation);
        }
        finally
        {
            progress.Clear();
        }

        if (files.Count > 1)
            Console.WriteLine($"{files.Count} files: {_imported} {(isDryRun ? "would be imported" : "imported")}, {_refused} refused");
        if (isDryRun)
            Console.WriteLine("dry run: nothing was stored");
        return _refused == 0 ? ExitCode.Succeeded : ExitCode.Failed;
    }

    private async Task ImportAsync(string file, ImportProgress progress, CancellationToken cancellation)
    {
        progress.Begin(file);
        (byte[]? octets, string? problem) = await ReadAsync(file, cancellation);
        if (octets is null)
        {
            progress.Clear();
            Refuse(file, [new DocumentFault("", $"cannot be read: {problem}")]);
            return;
        }

        DocumentReading reading = DocumentReader.Read(octets);
        progress.Storing(file, reading.Document?.Providers.Sum(provider => provider.Domains.Length) ?? 0);
        ImmutableArray<DocumentFault> contradictions = [.. ContradictionsOf(reading, file)];
        ImportOutcome outcome = contradictions.IsEmpty
            ? await target.ImportAsync(octets, reading, mode, isDryRun, cancellation)
            : new ImportOutcome(new ImportRefused(contradictions), [], []);
        progress.Clear();
        switch (outcome.Result)
        {
            case Imported imported:
                Report(file, imported, outcome, reading.IsClientConfig);
                break;
            case ImportRefused(var faults):
                Refuse(file, faults);
                break;
            default:
                Refuse(file, [new DocumentFault("", "was to create the store, which already holds data")]);
                break;
        }
    }

    private static async Task<(byte[]? Octets, string? Problem)> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (file != StandardInput)
                return (await File.ReadAllBytesAsync(file, cancellation), null);
            await using Stream input = Console.OpenStandardInput();
            using MemoryStream octets = new();
            await input.CopyToAsync(octets, cancellation);
            return (octets.ToArray(), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, problem.Message);
        }
    }

    // The store tells of what it holds; in a dry run it does not hold the files before.
    private IEnumerable<DocumentFault> ContradictionsOf(DocumentReading reading, string file)
    {
        if (!isDryRun || reading.Document is not { } document || !reading.Faults.IsEmpty)
            yield break;
        foreach (ImportedProvider provider in document.Providers)
        {
            string owner = $"{provider.Id} {provider.Provider.Name}";
            foreach (ImportedDomain domain in provider.Domains)
            {
                if (!_domains.TryAdd(domain.Name, owner) && _domains[domain.Name] != owner)
                    yield return new DocumentFault(domain.Pointer, $"names {domain.Name}, which a file before {file} gives to another provider");
            }
        }
    }

    private void Report(string file, Imported imported, ImportOutcome outcome, bool isClientConfig)
    {
        _imported++;
        string served = (isClientConfig, outcome.ServedOtherwise.IsEmpty) switch
        {
            (false, _) => "",
            (true, true) => "; served with the same meaning",
            (true, false) => "; served otherwise",
        };
        Console.WriteLine($"{file}: providers {Words(imported.Providers.Counts)}; domains {Words(imported.Domains.Counts)}{served}");
        foreach ((string kind, ImportChanges changes) in
            (ReadOnlySpan<(string, ImportChanges)>)[("providers", imported.Providers), ("domains", imported.Domains)])
        {
            WriteNames($"{kind} added", changes.Added);
            WriteNames($"{kind} changed", changes.Changed);
            WriteNames($"{kind} removed", changes.Removed);
        }

        foreach (DocumentFault warning in outcome.Warnings)
            Console.WriteLine($"  warning: {warning.Pointer} {warning.Detail}");
        foreach (string difference in outcome.ServedOtherwise)
            Console.WriteLine($"  served otherwise: {difference}");
    }

    private static void WriteNames(string what, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return;
        string more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        Console.WriteLine($"  {what}: {string.Join(", ", names.Take(MostNames))}{more}");
    }

    private void Refuse(string file, ImmutableArray<DocumentFault> faults)
    {
        _refused++;
        Console.WriteLine($"{file}: refused");
        foreach (DocumentFault fault in faults)
            Console.WriteLine($"  error: {(fault.Pointer.Length == 0 ? "the document" : fault.Pointer)} {fault.Detail}");
    }

    private static string Words(ImportCounts counts)
    {
        (string Word, int Count)[] all =
            [("added", counts.Added), ("changed", counts.Changed), ("unchanged", counts.Unchanged), ("removed", counts.Removed)];
        string[] words = [.. all.Where(item => item.Count > 0).Select(item => $"{item.Count} {item.Word}")];
        return words.Length == 0 ? "none" : string.Join(", ", words);
    }
}
