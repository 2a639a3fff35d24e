using System.CommandLine;
using System.Net;
using System.Text.Json;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>
/// Asks a running service whether it is well and says so by its exit code: for containers, which have no other client, and init scripts.
/// </summary>
internal static class HealthCommand
{
    private const string Alive = "alive";
    private const string Ready = "ready";
    private const int LongestAnswer = 64 * 1024;

    // A service that takes longer is not well; one that is takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes the command <c>health</c>.</summary>
    public static Command Create()
    {
        Option<Uri?> url = new(ServiceUrl.OptionName)
        {
            Description = "Asks the service there, such as http://[::1]:4243, in place of the one on this machine that listens where the settings say.",
            HelpName = ServiceUrl.ValueName,
            CustomParser = ServiceUrl.Read,
        };
        Option<bool> ready = new("--ready") { Description = "Asks whether its store answers as well, by /readyz in place of /healthz." };
        Command command = new("health", "Asks a running service whether it is well; the exit code is 0 when it is, and 1 else.") { url, ready };
        command.SetAction((arguments, cancellation) => CommandTrouble.TellAsync(
            () => AskAsync(arguments.GetValue(url), arguments.GetValue(ready), cancellation)));
        return command;
    }

    private static async Task<int> AskAsync(Uri? service, bool asksStore, CancellationToken cancellation)
    {
        Uri url = ServiceUrl.Below(service ?? ListeningService(), asksStore ? "readyz" : "healthz");
        // A redirect leads to something else than this service, and so does a proxy from what listens here.
        using HttpClient web = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = service is not null })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        try
        {
            using HttpResponseMessage response = await web.GetAsync(url, cancellation);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            bool isWell = response.StatusCode == HttpStatusCode.OK
                && answer.RootElement.GetProperty("status").ValueEquals(asksStore ? Ready : Alive);
            if (!isWell)
                throw new RemoteProblemException($"{url}: {(int)response.StatusCode}: {answer.RootElement.GetProperty("detail").GetString()}");
            Console.WriteLine($"{url}: {(asksStore ? Ready : Alive)}");
            return ExitCode.Succeeded;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw RemoteProblemException.NotThisService(url);
        }
        catch (HttpRequestException problem)
        {
            throw new RemoteProblemException($"{url}: {problem.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw RemoteProblemException.NoAnswer(url, $"{Patience.TotalSeconds} seconds");
        }
    }

    private static Uri ListeningService()
    {
        IPEndPoint listen = OptionsReader.ForThisProcess().Read().Listen;
        if (listen.Port == 0)
            throw new ConfigurationProblemException($"listen: {listen} is another port at every start: give {ServiceUrl.OptionName} URL.");
        // Who listens everywhere does so here, too.
        IPAddress here = listen.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : listen.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : listen.Address;
        return new Uri($"http://{new IPEndPoint(here, listen.Port)}");
    }
}
