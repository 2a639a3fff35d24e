using Automua.Core.Storage;

namespace Automua.Functions.Lookup;

/// <summary>What is logged of look-ups.</summary>
internal sealed partial class LookupLog(ILogger<LookupLog> logger)
{
    [LoggerMessage(20, LogLevel.Warning, "Domain {Domain} cannot be answered: {Fault}")]
    public partial void DomainSpoiled(string domain, RowFault fault);
}
