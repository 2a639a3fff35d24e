using System.CommandLine;
using System.CommandLine.Parsing;
using Automua.Core.Storage;
using Automua.Functions.Configuration;

namespace Automua.Functions.Commands;

/// <summary>
/// What commands have in common that work on the configured store or, with <c>--url</c>, on a service somewhere else.
/// </summary>
internal sealed class AdministeredCommand
{
    /// <summary>The option that names a service somewhere else.</summary>
    public const string UrlName = ServiceUrl.OptionName;

    private const string KeyName = "--key";
    private const string KeyFileName = "--key-file";

    private readonly Option<Uri?> _url = new(UrlName)
    {
        Description = "Works on the service there, such as https://automua.example, in place of the configured store.",
        HelpName = ServiceUrl.ValueName,
        CustomParser = ReadUrl,
    };

    private readonly Option<string?> _key = new(KeyName)
    {
        Description = $"With {UrlName}: the administration key of that service, or a token of Microsoft Entra. Other users of this machine can see it.",
        HelpName = "KEY",
    };

    private readonly Option<string?> _keyFile = new(KeyFileName)
    {
        Description = $"With {UrlName}: a file that holds the key or the token. Without either, it is the configured admin_key, for a service on this machine or at service_host.",
        HelpName = "FILE",
    };

    /// <summary>Gives a command the options.</summary>
    public AdministeredCommand(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_key);
        command.Options.Add(_keyFile);
        command.Validators.Add(arguments =>
        {
            bool isKeyGiven = arguments.GetResult(_key) is not null;
            bool isFileGiven = arguments.GetResult(_keyFile) is not null;
            if (isKeyGiven && isFileGiven)
                arguments.AddError($"{KeyName} and {KeyFileName} do not go together.");
            else if ((isKeyGiven || isFileGiven) && !IsRemote(arguments))
                arguments.AddError($"{(isKeyGiven ? KeyName : KeyFileName)} is for the service that {UrlName} names.");
        });
    }

    /// <summary>Whether a command line names a service somewhere else.</summary>
    public static bool IsRemote(CommandResult arguments) => arguments.GetResult(UrlName) is not null;

    /// <summary>Runs a command that does the same in both places.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(ParseResult arguments, Func<IAdministered, Task<int>> work, CancellationToken cancellation) =>
        RunAsync(arguments, (_, store) => work(new AdministeredStore(store)), work, cancellation);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="atStore">What it does on the configured store.</param>
    /// <param name="atService">What it does on a service somewhere else.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(
        ParseResult arguments,
        Func<AutomuaOptions, IConfigurationStore, Task<int>> atStore,
        Func<RemoteService, Task<int>> atService,
        CancellationToken cancellation) => arguments.GetValue(_url) is { } url
        ? CommandTrouble.TellAsync(async () =>
        {
            using RemoteService service = new(url, await KeyForAsync(url, arguments, cancellation));
            return await atService(service);
        })
        : StoreCommand.RunAsync(atStore, cancellation);

    private async Task<string> KeyForAsync(Uri url, ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(_key) is { } key)
            return key;
        if (arguments.GetValue(_keyFile) is { } file)
            return (await File.ReadAllTextAsync(file, cancellation)).Trim();
        // Who mistypes a host hands this service's key to nobody.
        AutomuaOptions configured = OptionsReader.ForThisProcess().Read();
        return configured.AdminKey is { } own && (url.IsLoopback || url.IdnHost == configured.ServiceHost?.Value)
            ? own
            : throw new ConfigurationProblemException(
                $"{UrlName} needs a key: give {KeyFileName} FILE or {KeyName} KEY; a configured admin_key is for this machine and for service_host.");
    }

    private static Uri? ReadUrl(ArgumentResult result)
    {
        Uri? url = ServiceUrl.Read(result);
        if (url is null || url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            return url;
        result.AddError($"'{result.Tokens[0].Value}' would send the key for all to read; allowed is https, and http to this machine only.");
        return null;
    }
}
