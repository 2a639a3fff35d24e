using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Functions.InitDb;

/// <summary>The reference manual's administration: GET stores the sample data, POST imports a document, DELETE removes everything.</summary>
internal sealed class InitDbEndpoint(ConfigurationChanges changes) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (HttpMethods.IsPost(asked.Method))
        {
            ImportOutcome outcome = await changes.ImportAsync(asked, ImportMode.Merge, isDryRun: false, cancellation);
            return AnswerTo(outcome.Result, outcome.Warnings);
        }

        if (HttpMethods.IsDelete(asked.Method))
            return ChangeAnswer.Purged(await changes.PurgeAsync(asked, cancellation));
        // HEAD looks whether the credential is right and changes nothing.
        return HttpMethods.IsHead(asked.Method)
            ? Answer.Empty(200)
            : AnswerTo(await changes.ImportSampleAsync(asked, cancellation), []);
    }

    private static Answer AnswerTo(ImportResult result, ImmutableArray<DocumentFault> warnings) => result switch
    {
        Imported imported => Answer.Json(200, json => ChangeAnswer.WriteImported(json, imported, warnings)),
        ImportRefused(var faults) => ChangeAnswer.Refused(faults),
        _ => Answer.Problem(409, "The store already holds data. POST a document to add to it, or DELETE everything first."),
    };
}
