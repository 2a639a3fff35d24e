using System.Text.RegularExpressions;

namespace Automua.Functions.Tests.Http;

/// <summary>What holds for every page that people see.</summary>
internal static partial class PageRules
{
    /// <summary>A page is HTML with a strict policy, and keeps to it: no inline code, nothing from elsewhere.</summary>
    public static void AssertPage(Reply reply, int status = 200, string language = "en")
    {
        Assert.Equal(status, reply.Status);
        Assert.Equal("text/html; charset=utf-8", reply["Content-Type"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        string policy = reply["Content-Security-Policy"]!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain('*', policy);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", policy, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", reply.Text, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", reply.Text, StringComparison.Ordinal);
        Assert.Equal("no-referrer", reply["Referrer-Policy"]);
        Assert.Equal("DENY", reply["X-Frame-Options"]);
        Assert.DoesNotMatch(Inline(), reply.Text);
        Assert.DoesNotMatch(Elsewhere(), reply.Text);
    }

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:src|action|<link[^>]*\shref)=["']?\s*(?:https?:)?//""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Elsewhere();
}
