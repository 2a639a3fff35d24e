using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Automua.Functions.Checking;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>Looks at a domain from outside, as mail apps do, and says what they find.</summary>
internal sealed class CheckCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const int DnsPort = 53;
    private const int HttpsPort = 443;

    private readonly Option<IPEndPoint?> _dns = new("--dns")
    {
        Description = "The DNS server to ask; this machine's own without it.",
        HelpName = "ADDRESS[:PORT]",
        CustomParser = result => ReadEndPoint(result, DnsPort),
    };

    private readonly Option<IPEndPoint?> _connect = new("--connect")
    {
        Description = "Connect there for every https URL, whatever DNS says: to check before DNS is changed.",
        HelpName = "ADDRESS[:PORT]",
        CustomParser = result => ReadEndPoint(result, HttpsPort),
    };

    private readonly Option<string?> _authorities = new("--ca")
    {
        Description = "A PEM file of certificate authorities to trust beside the system's.",
        HelpName = "FILE",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "A report for people, or the same as JSON.",
        DefaultValueFactory = _ => Text,
    };

    /// <summary>Makes the command <c>check DOMAIN</c>.</summary>
    public static Command Create()
    {
        CheckCommand check = new();
        check._format.AcceptOnlyFromAmong(Text, Json);
        Command command = DomainCommand.Create(
            "check",
            "Asks DNS and the public URLs of a domain, and says what mail apps find there and what they lack.",
            [check._dns, check._connect, check._authorities, check._format],
            check.RunAsync,
            check.RunAtServiceAsync);
        command.Validators.Add(arguments =>
        {
            foreach (Option option in (Option[])[check._dns, check._connect, check._authorities])
            {
                if (arguments.GetResult(option) is not null && AdministeredCommand.IsRemote(arguments))
                    arguments.AddError($"{option.Name} is for checks from this machine, not from the service that {AdministeredCommand.UrlName} names.");
            }
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, ServedDomain domain, CancellationToken cancellation)
    {
        Resolver resolver = new(arguments.GetValue(_dns));
        WebAsker asker = new(resolver, arguments.GetValue(_connect), ReadAuthorities(arguments.GetValue(_authorities)));
        CheckReport report = await new Checkup(resolver, asker, TimeProvider.System).RunAsync(domain, cancellation);
        ArrayBufferWriter<byte> text = new();
        if (arguments.GetValue(_format) == Json)
            CheckJsonWriter.Write(report, text);
        else
            Encoding.UTF8.GetBytes(CheckTextWriter.Write(report), text);
        await StandardOutput.WriteAsync(text.WrittenMemory);
        return report.IsGood ? ExitCode.Succeeded : ExitCode.Failed;
    }

    // The service looks from where it is.
    private async Task<int> RunAtServiceAsync(ParseResult arguments, RemoteDomain domain)
    {
        (byte[] json, string report, bool isGood) = await domain.CheckAsync();
        await StandardOutput.WriteAsync(arguments.GetValue(_format) == Json ? json : Encoding.UTF8.GetBytes(report));
        return isGood ? ExitCode.Succeeded : ExitCode.Failed;
    }

    private static X509Certificate2Collection ReadAuthorities(string? file)
    {
        X509Certificate2Collection authorities = [];
        if (file is null)
            return authorities;
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationProblemException($"--ca: {file} cannot be read: {problem.Message}");
        }

        return authorities.Count > 0
            ? authorities
            : throw new ConfigurationProblemException($"--ca: {file} holds no certificate in PEM form.");
    }

    private static IPEndPoint? ReadEndPoint(ArgumentResult result, int defaultPort)
    {
        string text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out IPEndPoint? endPoint))
            return endPoint.Port == 0 ? new IPEndPoint(endPoint.Address, defaultPort) : endPoint;
        result.AddError($"'{text}' is not an address, such as 192.0.2.1, 192.0.2.1:{defaultPort} or [2001:db8::1]:{defaultPort}.");
        return null;
    }
}
