using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

/// <summary>Clients of a program that believes one proxy: each has an address of its own, so that none pays for another's failures.</summary>
internal static class Clients
{
    private static int _last;

    /// <summary>An address that no client had before, of those for measurements (RFC 2544 appendix C.2.2).</summary>
    public static string NewAddress()
    {
        int number = Interlocked.Increment(ref _last);
        return $"198.18.{number / 256}.{number % 256}";
    }

    /// <summary>Asks for administration, without changing anything, as a client that shows a credential.</summary>
    public static Task<Reply> KnockAsync(this AutomuaProgram program, string credential, string? address = null) =>
        program.SendAsync(
            HttpMethod.Head,
            "/initdb",
            null,
            null,
            ("Authorization", $"Bearer {credential}"),
            ("X-Forwarded-For", address ?? NewAddress()));
}
