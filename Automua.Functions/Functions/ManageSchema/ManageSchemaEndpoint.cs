using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageSchema;

/// <summary>Answers administrators with the JSON Schema of documents of version 3.</summary>
internal sealed class ManageSchemaEndpoint : IEndpoint
{
    private readonly byte[] _schema = CarriedFile.Read("automua-v3.schema.json");

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) => new(Answer.Entry(MediaTypes.JsonSchema, _schema));
}
