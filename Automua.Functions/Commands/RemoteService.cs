using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;

namespace Automua.Functions.Commands;

/// <summary>A service somewhere else, by its manage API.</summary>
internal sealed class RemoteService : IAdministered, IDisposable
{
    // An import of a million domains takes a while, and so does a check whose servers do not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _web;
    private readonly Uri _service;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="service">Where the service is: scheme, host, and the path below which it answers.</param>
    /// <param name="key">The administration key, or a token of Microsoft Entra.</param>
    public RemoteService(Uri service, string key)
    {
        _service = service;
        // A redirect would take the key elsewhere.
        _web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = ServiceUrl.Below(service, "manage/v1/"),
            Timeout = Patience,
        };
        _web.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <inheritdoc/>
    public async Task<ImportOutcome> ImportAsync(
        ReadOnlyMemory<byte> octets, DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(
            HttpMethod.Post, $"configuration?mode={ImportModes.Words.WordOf(mode)}&dry_run={(isDryRun ? "true" : "false")}")
        {
            Content = new ReadOnlyMemoryContent(octets),
        };
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK when await ReadAsync(response, cancellation) is var answer => Understand(() => OutcomeOf(answer)),
            HttpStatusCode.BadRequest when await ReadAsync(response, cancellation) is var problem && problem.TryGetProperty("errors", out _) =>
                Understand(() => new ImportOutcome(new ImportRefused(Faults(problem, "errors")), [], [])),
            HttpStatusCode.Conflict => new ImportOutcome(StoreNotEmpty.Instance, [], []),
            _ => throw await ProblemOfAsync(response, cancellation),
        };
    }

    /// <inheritdoc/>
    public async Task<ExportSummary> ExportAsync(Stream output, bool tellsPasswords, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"configuration?secrets={(tellsPasswords ? "true" : "false")}");
        using HttpResponseMessage response = await SucceedAsync(request, cancellation);
        byte[] document = await BodyOfAsync(response, cancellation);
        JsonElement json = Parse(document);
        await output.WriteAsync(document, cancellation);
        int masked = Understand(() => json.TryGetProperty("ldapservers", out JsonElement directories)
            ? directories.EnumerateArray().Count(directory => directory.TryGetProperty("bind_password", out JsonElement password)
                && password.GetString() == NativeWriter.MaskedPassword)
            : 0);
        return new ExportSummary(Texts(json, NativeWriter.LeftOut), masked);
    }

    /// <inheritdoc/>
    public async Task<StoreCounts> PurgeAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, "configuration");
        using HttpResponseMessage response = await SucceedAsync(request, cancellation);
        JsonElement removed = await ReadAsync(response, cancellation);
        return Understand(() => new StoreCounts(
            removed.GetProperty("providers").GetProperty("removed").GetInt64(),
            removed.GetProperty("domains").GetProperty("removed").GetInt64()));
    }

    /// <summary>What the service says of a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="what">The part of the path behind the domain, and perhaps a query.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RemoteProblemException">The service does not say it.</exception>
    public async Task<byte[]> AskAboutAsync(DomainName domain, string what, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"domains/{domain}/{what}");
        using HttpResponseMessage response = await SucceedAsync(request, cancellation);
        return await BodyOfAsync(response, cancellation);
    }

    /// <summary>Reads an answer; whatever else than this service may have sent it.</summary>
    /// <exception cref="RemoteProblemException">It is not one of this service's.</exception>
    public T Understand<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unintelligible();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _web.Dispose();

    private async Task<HttpResponseMessage> SucceedAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response = await SendAsync(request, cancellation);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ProblemOfAsync(response, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await _web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception problem) when (IsTrouble(problem, cancellation))
        {
            throw Trouble(problem);
        }
    }

    private async Task<byte[]> BodyOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await response.Content.ReadAsByteArrayAsync(limit.Token);
        }
        catch (Exception problem) when (IsTrouble(problem, cancellation))
        {
            throw Trouble(problem);
        }
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        Parse(await BodyOfAsync(response, cancellation));

    private JsonElement Parse(byte[] body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw Unintelligible();
    }

    private RemoteProblemException Unintelligible() => RemoteProblemException.NotThisService(_service);

    private async Task<RemoteProblemException> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string reason = response.Content.Headers.ContentType?.MediaType == MediaTypes.Problem
            && (await ReadAsync(response, cancellation)).TryGetProperty("detail", out JsonElement detail)
            ? $"{detail}"
            : response.Headers.Location is { } elsewhere ? $"it leads to {elsewhere}." : "what answers there is not this service.";
        return new RemoteProblemException($"{_service}: {(int)response.StatusCode}: {reason}");
    }

    private static bool IsTrouble(Exception problem, CancellationToken cancellation) =>
        problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested);

    private RemoteProblemException Trouble(Exception problem) => problem is OperationCanceledException
        ? RemoteProblemException.NoAnswer(_service, $"{Patience.TotalMinutes} minutes")
        : new RemoteProblemException($"{_service}: {problem.GetBaseException().Message}");

    private static ImportOutcome OutcomeOf(JsonElement answer) => new(
        new Imported(Changes(answer, "providers"), Changes(answer, "domains")),
        Faults(answer, "warnings"),
        Texts(answer, "served_otherwise"));

    private static ImportChanges Changes(JsonElement answer, string kind)
    {
        JsonElement names = answer.GetProperty("changes").GetProperty(kind);
        return new ImportChanges(
            Texts(names, "added"), Texts(names, "changed"), answer.GetProperty(kind).GetProperty("unchanged").GetInt32(), Texts(names, "removed"));
    }

    private static ImmutableArray<DocumentFault> Faults(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement faults)
            ? [.. faults.EnumerateArray().Select(fault => new DocumentFault($"{fault.GetProperty("pointer")}", $"{fault.GetProperty("detail")}"))]
            : [];

    private static ImmutableArray<string> Texts(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement texts) ? [.. texts.EnumerateArray().Select(text => $"{text}")] : [];
}
