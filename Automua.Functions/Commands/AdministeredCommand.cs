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
    public const string UrlName = "--url";

    private const string KeyName = "--key";

    private readonly Option<Uri?> _url = new(UrlName)
    {
        Description = "Works on the service there, such as https://automua.example, in place of the configured store.",
        HelpName = "URL",
        CustomParser = ReadUrl,
    };

    private readonly Option<string?> _key = new(KeyName)
    {
        Description = $"With {UrlName}: the administration key of that service, or a token of Microsoft Entra; without it, the configured admin_key.",
        HelpName = "KEY",
    };

    /// <summary>Gives a command the options.</summary>
    public AdministeredCommand(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_key);
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(_key) is not null && arguments.GetResult(_url) is null)
                arguments.AddError($"{KeyName} is for the service that {UrlName} names.");
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
        ? StoreCommand.TellingTroubleAsync(async () =>
        {
            string key = arguments.GetValue(_key) ?? OptionsReader.ForThisProcess().Read().AdminKey
                ?? throw new ConfigurationProblemException($"{UrlName} needs a key: give {KeyName} KEY, or set admin_key, or AUTOMUA_ADMIN_KEY.");
            using RemoteService service = new(url, key);
            return await atService(service);
        })
        : StoreCommand.RunAsync(atStore, cancellation);

    private static Uri? ReadUrl(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        // Not repeated: behind a name there is a password.
        if (text.Contains('@', StringComparison.Ordinal))
        {
            result.AddError($"{UrlName} takes no user's name; the key is {KeyName}'s.");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Query.Length > 0 || url.Fragment.Length > 0
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            result.AddError($"'{text}' is not the URL of a service, such as https://automua.example.");
            return null;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            result.AddError($"'{text}' would send the key for all to read; allowed is https, and http to this machine only.");
            return null;
        }

        return url;
    }
}
