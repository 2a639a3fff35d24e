using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Checking;

/// <summary>A certificate authority, made with openssl.</summary>
internal sealed class Authority : IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    private Authority()
    {
    }

    /// <summary>Its own certificate, PEM.</summary>
    public string File => Path.Combine(_directory, "ca.pem");

    private string KeyFile => Path.Combine(_directory, "ca.key");

    /// <summary>Makes an authority.</summary>
    public static async Task<Authority> CreateAsync()
    {
        Authority authority = new();
        await Tool.SucceedAsync(
            "openssl",
            [.. Request(authority.File, authority.KeyFile, "Test Authority"), "-days", "2", "-addext", "keyUsage=critical,keyCertSign,cRLSign"]);
        return authority;
    }

    /// <summary>Makes a certificate for hosts, and its key, in a folder.</summary>
    /// <param name="directory">The folder; the files are <c>front.pem</c> and <c>front.key</c>.</param>
    /// <param name="days">How long it is valid.</param>
    /// <param name="hosts">The names.</param>
    public async Task IssueAsync(string directory, int days, params string[] hosts) => await Tool.SucceedAsync(
        "openssl",
        [
            .. Request(Path.Combine(directory, "front.pem"), Path.Combine(directory, "front.key"), "front"),
            "-CA", File, "-CAkey", KeyFile, "-days", days.ToString(),
            "-addext", "basicConstraints=critical,CA:FALSE",
            "-addext", $"subjectAltName={string.Join(',', hosts.Select(host => $"DNS:{host}"))}",
        ]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string[] Request(string certificate, string key, string name) =>
    [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-out", certificate, "-keyout", key, "-subj", $"/CN={name}",
    ];
}
