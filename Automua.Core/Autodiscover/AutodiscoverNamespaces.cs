namespace Automua.Core.Autodiscover;

/// <summary>The XML namespaces of Autodiscover.</summary>
internal static class AutodiscoverNamespaces
{
    private const string Exchange = "http://schemas.microsoft.com/exchange/autodiscover/";

    public const string OutlookRequest = $"{Exchange}outlook/requestschema/2006";
    public const string MobileSyncRequest = $"{Exchange}mobilesync/requestschema/2006";
    public const string Response = $"{Exchange}responseschema/2006";
    public const string OutlookResponse = $"{Exchange}outlook/responseschema/2006a";
    public const string MobileSyncResponse = $"{Exchange}mobilesync/responseschema/2006";

    public static string Of(AutodiscoverSchema schema) =>
        schema == AutodiscoverSchema.MobileSync ? MobileSyncResponse : OutlookResponse;
}
