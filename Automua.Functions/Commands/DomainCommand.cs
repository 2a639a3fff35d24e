using System.CommandLine;
using System.CommandLine.Parsing;
using Automua.Core.Model;
using Automua.Functions.Checking;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>What commands on one stored domain have in common: its name, the name at which the service is reached, and where it is stored.</summary>
internal sealed class DomainCommand
{
    private readonly Argument<DomainName?> _domain = new("DOMAIN")
    {
        Description = "A domain that is stored.",
        CustomParser = ReadName,
    };

    private readonly Option<DomainName?> _serviceHost = new("--service-host")
    {
        Description = "The name at which this service is reached from outside; it wins over the setting service_host.",
        HelpName = "HOST",
        CustomParser = ReadName,
    };

    /// <summary>Puts a command together.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">Its own options.</param>
    /// <param name="atStore">What it does with a domain of the configured store; it returns the exit code.</param>
    /// <param name="atService">
    /// What it does with a domain of a service somewhere else; likewise.
    /// </param>
    public static Command Create(
        string name,
        string description,
        Option[] options,
        Func<ParseResult, ServedDomain, CancellationToken, Task<int>> atStore,
        Func<ParseResult, RemoteDomain, Task<int>> atService)
    {
        DomainCommand common = new();
        Command command = new(name, description) { common._domain, common._serviceHost };
        foreach (Option option in options)
            command.Options.Add(option);
        AdministeredCommand administered = new(command);
        command.SetAction((arguments, cancellation) =>
        {
            DomainName domain = arguments.GetRequiredValue(common._domain)!;
            DomainName? serviceHost = arguments.GetValue(common._serviceHost);
            return administered.RunAsync(
                arguments,
                async (configured, store) =>
                    await new ServedDomains(store, configured).FindAsync(domain, HostOf(serviceHost, configured), cancellation) switch
                    {
                        ({ } served, _) => await atStore(arguments, served, cancellation),
                        (_, { } fault) => await FailAsync($"{domain} is stored with a fault: {fault}."),
                        _ => await FailAsync($"{domain} is not stored."),
                    },
                service => atService(arguments, new RemoteDomain(service, domain, serviceHost, cancellation)),
                cancellation);
        });
        return command;
    }

    private static DomainName HostOf(DomainName? serviceHost, AutomuaOptions configured) =>
        serviceHost ?? configured.ServiceHost
            ?? throw new ConfigurationProblemException(
                "The name at which this service is reached is not known: set service_host, or give --service-host HOST.");

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"automua: {sentence}");
        return ExitCode.Failed;
    }

    private static DomainName? ReadName(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DomainName.TryParse(text, out DomainName? name, out string? error))
            return name;
        result.AddError($"'{text}' {error}.");
        return null;
    }
}
