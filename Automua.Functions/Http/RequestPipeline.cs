using System.Diagnostics;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Directories;
using Automua.Functions.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Http;

/// <summary>
/// What holds for every function, whichever host runs it: the way by which it is reached, credentials for administration, the
/// headers that every answer carries, validators, and that no exception reaches a client.
/// </summary>
internal sealed class RequestPipeline(TrustedHops hops, AdministratorGate gate, StorePreparer store, HttpLog log)
{
    /// <summary>When to ask again while the store, a directory or a key does not answer.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private const string NoStore = "no-store";
    private const string TenantCaching = "public, max-age=300";

    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Answers a request for a function.</summary>
    public async Task HandleAsync(HttpContext context, FunctionEndpoint function)
    {
        long start = Stopwatch.GetTimestamp();
        Asked asked = new(context, hops);
        try
        {
            using Answer answer = await AnswerAsync(context, asked, function);
            if (asked.IsHostForwarded)
                context.Response.Headers.Vary = TrustedHops.ForwardedHost;
            await WriteAsync(context, answer, function.IsShared);
        }
        catch (Exception problem) when (TellsOfLostClient(problem, context))
        {
            // Nobody waits for an answer, and the rest of the request does not come.
            context.Abort();
            return;
        }
        catch (Exception problem)
        {
            Tell(function, problem);
            await BreakOffAsync(context);
            return;
        }

        if (log.IsTold)
        {
            log.Answered(
                asked.Method,
                function.Name,
                asked.Client,
                asked.Scheme,
                context.Response.StatusCode,
                Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    /// <summary>Gives a body and headers to what no function answers: an unknown path, a method that is not listed.</summary>
    public static async Task WriteUnansweredAsync(HttpContext context)
    {
        int status = context.Response.StatusCode;
        // A function's answer has a type, even the answer to HEAD, which starts nothing.
        if (status is not (404 or 405) || context.Response.HasStarted || context.Response.ContentType is not null)
            return;
        using Answer answer = Answer.Problem(
            status, status == 404 ? "There is nothing at this path." : "The method is not among those this path answers.");
        await WriteAsync(context, answer, isShared: false);
    }

    /// <summary>Whether an exception is one for which no status is meant: whoever waits is told that the service failed.</summary>
    public static bool IsUnexpected(Exception problem) => problem is not (
        UnusableConfigurationException or StoreUnavailableException or DirectoryUnavailableException or BadHttpRequestException
        or OperationCanceledException or ConnectionResetException or ConnectionAbortedException);

    private async ValueTask<Answer> AnswerAsync(HttpContext context, Asked asked, FunctionEndpoint function)
    {
        // Read first: a failure of before the store was prepared is told by its preparation, and the Functions host asks that early.
        bool isStorePrepared = store.IsPrepared;
        try
        {
            if (asked.HasHashInPath)
                return Answer.Problem(400, "A path with '#' in it is none; write %23.");
            if (!function.IsProbe && hops.IsPastFrontDoor(context))
                return Answer.Problem(403, "This service answers what comes through its Azure Front Door, and nothing else.");
            if (function.IsShared && HttpMethods.IsOptions(asked.Method))
                return Answer.Empty(204);
            if (!function.IsPublic && await gate.RefuseAsync(asked, context.RequestAborted) is { } refusal)
                return refusal;
            return await function.Endpoint.HandleAsync(asked, context.RequestAborted);
        }
        catch (UnusableConfigurationException reason)
        {
            log.Unusable(function.Name, reason.Message);
            return Answer.NotFound;
        }
        catch (StoreUnavailableException problem)
        {
            if (isStorePrepared)
                Tell(function, problem);
            return function.Endpoint.WhenUnavailable(asked);
        }
        catch (DirectoryUnavailableException)
        {
            // The directory's own log has the reason.
            return function.Endpoint.WhenUnavailable(asked);
        }
        catch (BadHttpRequestException problem)
        {
            return Answer.Problem(problem.StatusCode, problem.StatusCode == 413
                ? "The body is too large."
                : "The request is malformed.");
        }
        catch (Exception problem) when (!TellsOfLostClient(problem, context))
        {
            Tell(function, problem);
            return Failed;
        }
    }

    // The Functions host asks again and again where nothing is answered. What is on its way cannot be taken back: a body that
    // breaks off tells the client.
    private static async Task BreakOffAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        using Answer answer = Failed;
        await WriteAsync(context, answer, isShared: false);
    }

    private static Answer Failed => Answer.Problem(500, "The service failed; the reason is in its log.");

    private void Tell(FunctionEndpoint function, Exception problem)
    {
        if (problem is not StoreUnavailableException unavailable)
            log.Failed(function.Name, problem);
        else if (!unavailable.IsRepeated)
            log.StoreUnavailable(function.Name, problem.Message);
    }

    // A lost connection, or one given up as the program stops, ends whatever reads from it before the request counts as aborted.
    private static bool TellsOfLostClient(Exception problem, HttpContext context) => problem switch
    {
        ConnectionResetException or ConnectionAbortedException => true,
        OperationCanceledException { InnerException: ConnectionResetException or ConnectionAbortedException } => true,
        OperationCanceledException => context.RequestAborted.IsCancellationRequested,
        _ => false,
    };

    private static async Task WriteAsync(HttpContext context, Answer answer, bool isShared)
    {
        HttpResponse response = context.Response;
        IHeaderDictionary headers = response.Headers;
        response.StatusCode = answer.Status;
        headers.CacheControl = answer.Cache == CacheClass.Tenant ? TenantCaching : NoStore;
        headers.XContentTypeOptions = "nosniff";
        bool isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isShared && isSafe)
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else if (isShared && HttpMethods.IsOptions(context.Request.Method))
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlAllowMethods = "GET, HEAD";
            headers.AccessControlAllowHeaders = "*";
        }

        if (answer.Location is { } location)
            headers.Location = location;
        if (answer.Challenge is { } challenge)
            headers.WWWAuthenticate = challenge;
        if (answer.RetryAfter is { } seconds)
            headers.RetryAfter = seconds.ToString();
        if (answer.MediaType == MediaTypes.Html)
        {
            headers.ContentSecurityPolicy = answer.Connections is { } connections ? $"{PagePolicy}; connect-src {connections}" : PagePolicy;
            // A page's address can hold a mailbox's.
            headers["Referrer-Policy"] = "no-referrer";
            // What the policy's frame-ancestors says, for browsers that do not know it.
            headers.XFrameOptions = "DENY";
        }

        if (answer.FileName is { } name)
            headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        if ((answer.Cache == CacheClass.Tenant ? EntityTag.Of(answer.Body.Span) : answer.ETag) is { } etag)
        {
            headers.ETag = etag;
            if (isSafe && EntityTag.IsKnown(context.Request.Headers.IfNoneMatch, etag))
            {
                response.StatusCode = 304;
                return;
            }
        }

        if (answer.MediaType is null)
            return;
        response.ContentType = answer.MediaType;
        if (answer.Stream is { } write)
        {
            await write(response.BodyWriter, context.RequestAborted);
            return;
        }

        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }
}
