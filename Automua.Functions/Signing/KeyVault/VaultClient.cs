using System.Text.Json;
using Automua.Functions.Configuration;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Automua.Functions.Signing.KeyVault;

/// <summary>Asks an Azure Key Vault by its REST interface, version 7.4.</summary>
/// <param name="certificate">Whose vault it is.</param>
/// <param name="credential">Who asks.</param>
internal sealed class VaultClient(VaultCertificate certificate, TokenCredential credential)
{
    private const string Version = "?api-version=7.4";

    // Tries again included: whoever asks for a profile waits as well.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(
        ClientOptions.Default, new BearerTokenAuthenticationPolicy(credential, certificate.Scope));

    /// <summary>Reads something of the vault.</summary>
    /// <param name="path">Its path, as the path of an identifier the vault gave.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="VaultRefusalException">The vault answers, and does not give it.</exception>
    /// <exception cref="SigningUnavailableException">The vault cannot be asked.</exception>
    public ValueTask<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(RequestMethod.Get, path, null, cancellation);

    /// <summary>Lets the vault do something.</summary>
    /// <param name="path">What, and with what.</param>
    /// <param name="body">The request, JSON.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="VaultRefusalException">The vault answers, and does not do it.</exception>
    /// <exception cref="SigningUnavailableException">The vault cannot be asked.</exception>
    public ValueTask<JsonElement> PostAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        SendAsync(RequestMethod.Post, path, RequestContent.Create(body), cancellation);

    private async ValueTask<JsonElement> SendAsync(
        RequestMethod method, string path, RequestContent? content, CancellationToken cancellation)
    {
        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        // On the configured host, whatever an identifier says: nobody else gets the token.
        message.Request.Uri.Reset(new Uri($"https://{certificate.Host}{path}{Version}"));
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (content is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = content;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await _pipeline.SendAsync(message, limit.Token);
            return message.Response.IsError
                ? throw new VaultRefusalException(message.Response.Status)
                : JsonElement.Parse(message.Response.Content);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SigningUnavailableException($"the Key Vault does not answer within {Patience.TotalSeconds} seconds");
        }
        catch (Exception problem)
            when (problem is RequestFailedException or AuthenticationFailedException or JsonException or IOException or AggregateException)
        {
            throw new SigningUnavailableException($"the Key Vault cannot be asked: {Reason(problem)}");
        }
    }

    // Of several tries the first, and of its message the first line: what follows is the whole of an answer.
    private static string Reason(Exception problem) =>
        (problem is AggregateException { InnerException: { } first } ? first : problem).Message.Split('\n', 2)[0].TrimEnd('.', '\r');
}
