using System.Buffers;
using System.CommandLine;
using Automua.Core.Dns;
using Automua.Functions.Checking;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>Prints the records that a domain should publish in DNS.</summary>
internal static class DnsCommand
{
    private const string Zone = "zone";
    private const string Json = "json";

    /// <summary>Makes the command <c>dns DOMAIN</c>.</summary>
    public static Command Create()
    {
        Option<string> format = new("--format")
        {
            Description = "A part of a zone file, or the same as JSON.",
            DefaultValueFactory = _ => Zone,
        };
        format.AcceptOnlyFromAmong(Zone, Json);
        return DomainCommand.Create(
            "dns",
            "Prints the DNS records that a domain should publish.",
            [format],
            (arguments, domain, _) => PrintAsync(domain, arguments.GetValue(format) == Json),
            async (arguments, domain) => await PrintAsync(await domain.RecordsAsync(arguments.GetValue(format)!)));
    }

    private static Task<int> PrintAsync(ServedDomain domain, bool asJson)
    {
        ArrayBufferWriter<byte> text = new();
        if (asJson)
            DnsJsonWriter.Write(domain.Records, text);
        else
            DnsZoneWriter.Write(domain.Name, domain.Records, text);
        return PrintAsync(text.WrittenMemory);
    }

    private static async Task<int> PrintAsync(ReadOnlyMemory<byte> text)
    {
        await StandardOutput.WriteAsync(text);
        return ExitCode.Succeeded;
    }
}
