using Automua.Functions.Http;

namespace Automua.Functions.Functions.DocumentSchema;

/// <summary>
/// Answers editors and administrators with the JSON Schema of documents of version 3. Anybody may read it: it says nothing of
/// what is stored, and editors fetch schemas without a credential.
/// </summary>
internal sealed class DocumentSchemaEndpoint : IEndpoint
{
    private const string FileName = "automua-v3.schema.json";

    private readonly ReadOnlyMemory<byte> _schema = Read();

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        new(Answer.Carried(MediaTypes.JsonSchema, _schema));

    private static byte[] Read()
    {
        using Stream file = typeof(DocumentSchemaEndpoint).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"The schema {FileName} is not part of the program.");
        byte[] schema = new byte[file.Length];
        file.ReadExactly(schema);
        return schema;
    }
}
