using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automua.Core.Model;
using Microsoft.AspNetCore.WebUtilities;

namespace Automua.Functions.Http;

/// <summary>What goes back to the client: status, media type, body, and who may keep it. The headers that every answer has are <see cref="RequestPipeline"/>'s.</summary>
internal sealed class Answer : IDisposable
{
    private const string Realm = "Bearer realm=\"automua\"";

    // Answers are JSON documents of their own, never parts of a page: markup characters need no escaping.
    private static readonly JsonWriterOptions JsonStyle = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly PooledBuffer? _body;

    private Answer(int status, string? mediaType = null, PooledBuffer? body = null)
    {
        Status = status;
        MediaType = mediaType;
        _body = body;
    }

    /// <summary>The status code.</summary>
    public int Status { get; }

    /// <summary>The media type; null when there is no body.</summary>
    public string? MediaType { get; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body => _body?.Written ?? default;

    /// <summary>Who may keep the answer.</summary>
    public CacheClass Cache { get; init; } = CacheClass.Personal;

    /// <summary>Seconds after which to ask again; null when that is not said.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The file name under which a browser keeps the answer; null when it shows it.</summary>
    public string? FileName { get; init; }

    /// <summary>A validator of what the body represents; null when it has none but that of its cache class.</summary>
    public string? ETag { get; init; }

    /// <summary>Writes the body piece by piece, when it may be too large for memory; null when it is in <see cref="Body"/>.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; private init; }

    /// <summary>Where to ask instead, with status 302.</summary>
    public string? Location { get; init; }

    /// <summary>With what a page's script may connect, as sources of a policy (CSP3 section 6.1.2); null for nothing.</summary>
    public string? Connections { get; init; }

    /// <summary>How to authenticate, with status 401 or 403.</summary>
    public string? Challenge { get; init; }

    /// <summary>Nothing is known of what was asked about.</summary>
    public static Answer NotFound => Problem(404, "Nothing is known here of the domain asked about.");

    /// <summary>An answer without a body.</summary>
    public static Answer Empty(int status) => new(status);

    /// <summary>What is asked for is found elsewhere, for now.</summary>
    public static Answer Redirect(string location, bool keepsMethod = false) =>
        new(keepsMethod ? 307 : 302) { Location = location };

    /// <summary>A document of a dialect.</summary>
    /// <exception cref="UnusableConfigurationException">The dialect cannot say what is stored.</exception>
    public static Answer Document(
        string mediaType, MailAccount account, Action<MailAccount, IBufferWriter<byte>> write, CacheClass cache) =>
        new(200, mediaType, BodyOf(account, write)) { Cache = cache };

    /// <summary>A document of a dialect that a browser keeps as a file, and nobody else.</summary>
    /// <exception cref="UnusableConfigurationException">The dialect cannot say what is stored.</exception>
    public static Answer Attachment(string mediaType, string fileName, Action<IBufferWriter<byte>> write) =>
        new(200, mediaType, BodyOf(write)) { FileName = fileName };

    /// <summary>A body that is written in place.</summary>
    public static Answer Written(int status, string mediaType, Action<IBufferWriter<byte>> write) =>
        new(status, mediaType, BodyOf(write));

    /// <summary>What an administrator sees of one thing, with its validator.</summary>
    public static Answer Entry(int status, Action<IBufferWriter<byte>> write) => Validated(status, MediaTypes.Json, write);

    /// <summary>A file that the program carries and shows to administrators, with its validator.</summary>
    public static Answer Entry(string mediaType, ReadOnlyMemory<byte> file) => Validated(200, mediaType, output => output.Write(file.Span));

    /// <summary>A file that is written while it is sent; whoever writes fails by an exception, and the client's file breaks off.</summary>
    public static Answer Streamed(string mediaType, string fileName, Func<PipeWriter, CancellationToken, Task> write) =>
        new(200, mediaType) { FileName = fileName, Stream = write };

    /// <summary>A file that the program carries, the same for all who ask.</summary>
    public static Answer Carried(string mediaType, ReadOnlyMemory<byte> file) =>
        new(200, mediaType, BodyOf(output => output.Write(file.Span))) { Cache = CacheClass.Tenant };

    /// <summary>A page.</summary>
    public static Answer Page(ReadOnlyMemory<byte> html, int status = 200, TimeSpan? retryAfter = null) =>
        new(status, MediaTypes.Html, BodyOf(output => output.Write(html.Span))) { RetryAfter = (int?)retryAfter?.TotalSeconds };

    /// <summary>A page whose script asks for what it shows.</summary>
    /// <param name="html">The page.</param>
    /// <param name="connections">With what the script may connect.</param>
    public static Answer ScriptedPage(ReadOnlyMemory<byte> html, string connections) =>
        new(200, MediaTypes.Html, BodyOf(output => output.Write(html.Span))) { Connections = connections };

    /// <summary>An error for people: problem details (RFC 9457).</summary>
    /// <param name="status">The status code.</param>
    /// <param name="detail">What is wrong; it names no address and no file.</param>
    /// <param name="more">Further members of the object.</param>
    public static Answer Problem(int status, string detail, Action<Utf8JsonWriter>? more = null) =>
        new(status, MediaTypes.Problem, ProblemBody(status, detail, more));

    /// <summary>A JSON object.</summary>
    public static Answer Json(int status, Action<Utf8JsonWriter> members) =>
        Written(status, MediaTypes.Json, output => WriteObject(output, members));

    /// <summary>Something that the answer needs does not answer just now: the store, a directory, a key.</summary>
    public static Answer TryAgain(TimeSpan after, string detail = "The configuration cannot be read just now.") =>
        new(503, MediaTypes.Problem, ProblemBody(503, detail, null))
        {
            RetryAfter = (int)after.TotalSeconds,
        };

    /// <summary>The request shows no credential (RFC 6750 section 3).</summary>
    public static Answer Unauthorized(string detail) => Challenging(401, detail, Realm);

    /// <summary>The request shows a credential that is wrong (RFC 6750 section 3.1).</summary>
    public static Answer WrongCredential(string detail) => Challenging(401, detail, $"{Realm}, error=\"invalid_token\"");

    /// <summary>The credential is right, but not enough (RFC 6750 section 3.1).</summary>
    public static Answer Forbidden(string detail) => Challenging(403, detail, $"{Realm}, error=\"insufficient_scope\"");

    /// <summary>The client asks too often (RFC 6585 section 4).</summary>
    public static Answer TooManyRequests(TimeSpan after, string detail) =>
        new(429, MediaTypes.Problem, ProblemBody(429, detail, null)) { RetryAfter = (int)Math.Ceiling(after.TotalSeconds) };

    /// <summary>Gives the body's memory back.</summary>
    public void Dispose() => _body?.Dispose();

    private static Answer Challenging(int status, string detail, string challenge) =>
        new(status, MediaTypes.Problem, ProblemBody(status, detail, null)) { Challenge = challenge };

    private static Answer Validated(int status, string mediaType, Action<IBufferWriter<byte>> write)
    {
        PooledBuffer body = BodyOf(write);
        return new(status, mediaType, body) { ETag = EntityTag.Of(body.Written.Span) };
    }

    private static PooledBuffer ProblemBody(int status, string detail, Action<Utf8JsonWriter>? more) =>
        BodyOf(output => WriteObject(output, json =>
        {
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            more?.Invoke(json);
        }));

    private static PooledBuffer BodyOf(Action<IBufferWriter<byte>> write) => BodyOf(write, (write, output) => write(output));

    private static PooledBuffer BodyOf<T>(T what, Action<T, IBufferWriter<byte>> write)
    {
        PooledBuffer body = new();
        try
        {
            write(what, body);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static void WriteObject(IBufferWriter<byte> output, Action<Utf8JsonWriter> members)
    {
        using (Utf8JsonWriter json = new(output, JsonStyle))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
