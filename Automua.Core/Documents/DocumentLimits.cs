namespace Automua.Core.Documents;

/// <summary>How long the texts of a document may be, in UTF-16 code units.</summary>
internal static class DocumentLimits
{
    public const int Word = 32;
    public const int Host = 253;
    // An asterisk, a dot, a name, and a dot at its end.
    public const int Pattern = Host + 3;
    public const int ProviderId = 253;
    public const int UserName = 1024;
    public const int Url = 1024;
    public const int SearchBase = 1024;
    public const int BindUser = 1024;
    public const int BindPassword = 1024;
}
