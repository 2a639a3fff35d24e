using System.Collections.Immutable;
using System.CommandLine;
using Automua.Core.Autoconfig;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Commands;

/// <summary>Imports files into the configured store, or says what would become of them: one line for each, and what is wrong with it.</summary>
internal sealed class ImportCommand(IConfigurationStore store, ImportMode mode, bool isDryRun)
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
            Description = $"Seeds, documents of version 3, clientConfig files; {StandardInput} is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Says what would become of each file, and stores nothing." };
        Option<string> mode = new("--mode")
        {
            Description = "merge adds and brings up to date, replace leaves the document alone in the store, create wants an empty store.",
            DefaultValueFactory = _ => ImportModes.Words.WordOf(default),
        };
        mode.AcceptOnlyFromAmong(ImportModes.Words.AllowedWords.Split(", "));
        Command command = new("import", "Imports files into the store; each wholly, or not at all.") { files, mode, dryRun };
        command.Validators.Add(arguments =>
        {
            if (ModeOf(arguments.GetValue(mode)) != ImportMode.Merge && arguments.GetValue(files) is { Length: > 1 })
                arguments.AddError($"--mode {arguments.GetValue(mode)} takes one file: each would undo or refuse the ones before.");
        });
        command.SetAction((arguments, cancellation) => StoreCommand.RunAsync(
            (_, store) => new ImportCommand(store, ModeOf(arguments.GetValue(mode)), arguments.GetValue(dryRun))
                .RunAsync(arguments.GetValue(files)!, cancellation),
            cancellation));
        return command;
    }

    // Those that the option does not accept have had their answer.
    private static ImportMode ModeOf(string? word) => ImportModes.Words.TryParse(word, out ImportMode mode, out _) ? mode : default;

    private async Task<int> RunAsync(string[] files, CancellationToken cancellation)
    {
        foreach (string file in files)
            await ImportAsync(file, cancellation);
        if (files.Length > 1)
            Console.WriteLine($"{files.Length} files: {_imported} {(isDryRun ? "would be imported" : "imported")}, {_refused} refused");
        if (isDryRun)
            Console.WriteLine("dry run: nothing was stored");
        return _refused == 0 ? StoreCommand.Succeeded : StoreCommand.Failed;
    }

    private async Task ImportAsync(string file, CancellationToken cancellation)
    {
        if (await ReadAsync(file, cancellation) is not { } octets)
            return;
        DocumentReading reading = DocumentReader.Read(octets);
        if (reading.Document is not { } document || !reading.Faults.IsEmpty)
        {
            Refuse(file, reading.Faults);
            return;
        }

        ImmutableArray<DocumentFault> contradictions = [.. ContradictionsOf(document, file)];
        ImportResult result = contradictions.IsEmpty ? await StoreAsync(document, cancellation) : new ImportRefused(contradictions);
        if (result is Imported(var providers, var domains))
            Report(file, document, reading, providers, domains);
        else
            Refuse(file, result is ImportRefused(var faults) ? faults : [new DocumentFault("", "was to create the store, which already holds data")]);
    }

    private async Task<byte[]?> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (file != StandardInput)
                return await File.ReadAllBytesAsync(file, cancellation);
            await using Stream input = Console.OpenStandardInput();
            using MemoryStream octets = new();
            await input.CopyToAsync(octets, cancellation);
            return octets.ToArray();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Refuse(file, [new DocumentFault("", $"cannot be read: {problem.Message}")]);
            return null;
        }
    }

    private Task<ImportResult> StoreAsync(ImportDocument document, CancellationToken cancellation) => isDryRun
        ? store.PreviewAsync(document, mode, cancellation)
        : store.ImportAsync(document, mode, cancellation);

    // The store tells of what it holds; in a dry run it does not hold the files before.
    private IEnumerable<DocumentFault> ContradictionsOf(ImportDocument document, string file)
    {
        if (!isDryRun)
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

    private void Report(
        string file, ImportDocument document, DocumentReading reading, ImportChanges providers, ImportChanges domains)
    {
        _imported++;
        string[] differences = reading.IsClientConfig
            ? [.. document.Providers.SelectMany(provider => AutoconfigRoundTrip.DifferencesOf(provider))]
            : [];
        string served = differences.Length > 0 ? "; served otherwise" : reading.IsClientConfig ? "; served with the same meaning" : "";
        Console.WriteLine($"{file}: providers {Words(providers.Counts)}; domains {Words(domains.Counts)}{served}");
        foreach ((string kind, ImportChanges changes) in (ReadOnlySpan<(string, ImportChanges)>)[("providers", providers), ("domains", domains)])
        {
            WriteNames($"{kind} added", changes.Added);
            WriteNames($"{kind} changed", changes.Changed);
            WriteNames($"{kind} removed", changes.Removed);
        }

        foreach (DocumentFault warning in reading.Warnings)
            Console.WriteLine($"  warning: {warning.Pointer} {warning.Detail}");
        foreach (string difference in differences)
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
