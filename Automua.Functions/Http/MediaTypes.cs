namespace Automua.Functions.Http;

/// <summary>The media types of answers. Thunderbird compares the first with lower-case letters.</summary>
internal static class MediaTypes
{
    public const string TextXml = "text/xml; charset=utf-8";
    public const string AppleProfile = "application/x-apple-aspen-config";
    public const string Json = "application/json";
    public const string JsonSchema = "application/schema+json";
    public const string Problem = "application/problem+json";
    public const string Text = "text/plain; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";
    public const string Css = "text/css; charset=utf-8";
    public const string JavaScript = "text/javascript; charset=utf-8";
    public const string Svg = "image/svg+xml";
}
