using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>What is logged of directories: never an address, nor what an entry holds.</summary>
internal sealed partial class DirectoryLog(ILogger<DirectoryLog> logger)
{
    [LoggerMessage(72, LogLevel.Error, "{Reason}")]
    public partial void Unavailable(string reason);

    [LoggerMessage(70, LogLevel.Warning, "{Directory}: several entries have the address that was asked for; the first counts")]
    public partial void SeveralEntries(DirectoryServer directory);

    [LoggerMessage(73, LogLevel.Warning,
        "{Directory}: an entry has attributes, but not by the names of attr_uid and attr_cn: servers answer by the first of an attribute's names")]
    public partial void OtherNames(DirectoryServer directory);

    [LoggerMessage(71, LogLevel.Warning, "{Directory}: a value of {Attribute} {Problem}; it is passed over")]
    public partial void UnusableValue(DirectoryServer directory, string attribute, string problem);
}
