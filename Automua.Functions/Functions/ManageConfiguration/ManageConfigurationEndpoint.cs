using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Functions.ManageConfiguration;

/// <summary>The configuration as a whole: GET exports it, POST imports a document, DELETE removes everything.</summary>
internal sealed class ManageConfigurationEndpoint(IConfigurationStore store, ConfigurationChanges changes, AuditLog audit) : IEndpoint
{
    private const string FileName = "automua.json";

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (HttpMethods.IsPost(asked.Method))
            return await ImportAsync(asked, cancellation);
        if (HttpMethods.IsDelete(asked.Method))
            return ChangeAnswer.Purged(await changes.PurgeAsync(asked, cancellation));
        return await ExportAsync(asked, cancellation);
    }

    private async ValueTask<Answer> ExportAsync(Asked asked, CancellationToken cancellation)
    {
        if (!TryReadFlag(asked, "secrets", out bool tellsPasswords))
            return WrongFlag("secrets");
        if (HttpMethods.IsHead(asked.Method))
            return Answer.Empty(200);
        // A store that does not answer can only be told of before the body begins.
        StartedSequence<ExportedItem> items = await StartedSequence<ExportedItem>.StartAsync(store.ExportAsync(cancellation), cancellation);
        if (tellsPasswords)
            audit.ToldPasswords(asked);
        return Answer.Streamed(MediaTypes.Json, FileName, new ExportedDocument(items, tellsPasswords) { NamesLeftOut = true }.WriteAsync);
    }

    private async ValueTask<Answer> ImportAsync(Asked asked, CancellationToken cancellation)
    {
        ImportMode mode = default;
        if (asked.Query("mode") is { } word && !ImportModes.Words.TryParse(word, out mode, out string? problem))
            return Answer.Problem(400, $"The parameter mode {problem}.");
        if (!TryReadFlag(asked, "dry_run", out bool isDryRun))
            return WrongFlag("dry_run");
        ImportOutcome outcome = await changes.ImportAsync(asked, mode, isDryRun, cancellation);
        return outcome.Result switch
        {
            Imported imported => Answer.Json(200, json =>
            {
                json.WriteString("mode"u8, ImportModes.Words.WordOf(mode));
                json.WriteBoolean("dry_run"u8, isDryRun);
                ChangeAnswer.WriteImported(json, imported, outcome.Warnings);
                json.WriteStartObject("changes"u8);
                WriteNames(json, "providers"u8, imported.Providers);
                WriteNames(json, "domains"u8, imported.Domains);
                json.WriteEndObject();
                if (!outcome.ServedOtherwise.IsEmpty)
                    WriteTexts(json, "served_otherwise"u8, outcome.ServedOtherwise);
            }),
            ImportRefused(var faults) => ChangeAnswer.Refused(faults),
            _ => Answer.Problem(409, "The store already holds data, and mode=create wants an empty one."),
        };
    }

    private static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImportChanges changes)
    {
        json.WriteStartObject(name);
        WriteTexts(json, "added"u8, changes.Added);
        WriteTexts(json, "changed"u8, changes.Changed);
        WriteTexts(json, "removed"u8, changes.Removed);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static bool TryReadFlag(Asked asked, string name, out bool flag)
    {
        flag = false;
        return asked.Query(name) is not { } word || bool.TryParse(word, out flag);
    }

    private static Answer WrongFlag(string name) => Answer.Problem(400, $"The parameter {name} must be true or false.");
}
