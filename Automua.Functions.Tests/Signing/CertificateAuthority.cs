using System.Text;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>A root and an intermediate authority, made with openssl, that issue certificates to sign with and verify what was signed.</summary>
public sealed partial class CertificateAuthority : IAsyncLifetime
{
    /// <summary>The password of encrypted keys.</summary>
    public const string Password = "pa55 w0rd-of-the-key";

    private const string Root = "root";
    private const string Intermediate = "intermediate";

    private int _issued;

    /// <summary>The folder of all files.</summary>
    public string Directory { get; } = AutomuaProgram.NewDirectory();

    /// <summary>The root's certificate.</summary>
    public string RootFile => FileOf(Root, "pem");

    /// <summary>The intermediate authority's certificate.</summary>
    public string IntermediateFile => FileOf(Intermediate, "pem");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(FileOf("authority", "ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n");
        await MakeKeyAsync(Root, "RSA");
        await RequestAsync(Root);
        await RunAsync("x509 -req -in root.csr -signkey root.key -days 3650 -extfile authority.ext -out root.pem");
        await MakeKeyAsync(Intermediate, "RSA");
        await RequestAsync(Intermediate);
        await RunAsync("x509 -req -in intermediate.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 -extfile authority.ext -out intermediate.pem");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Issues a certificate to sign with.</summary>
    /// <param name="key">The kind of key: RSA, or a curve's name.</param>
    /// <param name="days">For how long, from now on; -1 for until yesterday.</param>
    /// <param name="usage">Further extensions, as openssl writes them.</param>
    internal async Task<IssuedCertificate> IssueAsync(string key = "RSA", int days = 365, string usage = "keyUsage=critical,digitalSignature")
    {
        string name = $"signer-{Interlocked.Increment(ref _issued)}";
        await MakeKeyAsync(name, key);
        await RequestAsync(name);
        await File.WriteAllTextAsync(FileOf(name, "ext"), $"{usage}\n");
        await RunAsync($"x509 -req -in {name}.csr -CA intermediate.pem -CAkey intermediate.key -CAcreateserial -days {days} -extfile {name}.ext -out {name}.pem");
        IssuedCertificate issued = new(FileOf(name, "pem"), FileOf(name, "chain.pem"), FileOf(name, "key"));
        // As certificate authorities deliver them, and with the root, as some do.
        await File.WriteAllTextAsync(
            issued.ChainFile,
            await File.ReadAllTextAsync(issued.LeafFile) + await File.ReadAllTextAsync(IntermediateFile) + await File.ReadAllTextAsync(RootFile));
        return issued;
    }

    /// <summary>A new file with what the files hold, one after the other.</summary>
    internal async Task<string> JoinAsync(params string[] files)
    {
        string joined = FileOf($"joined-{Interlocked.Increment(ref _issued)}", "pem");
        foreach (string file in files)
            await File.AppendAllTextAsync(joined, await File.ReadAllTextAsync(file));
        return joined;
    }

    /// <summary>A certificate, its chain and its key as PFX.</summary>
    internal async Task<string> PackAsync(IssuedCertificate issued, string password, params string[] options)
    {
        string file = FileOf($"packed-{Interlocked.Increment(ref _issued)}", "pfx");
        await OpenSsl.RunAsync(
            Directory,
            ["pkcs12", "-export", "-inkey", issued.KeyFile, "-in", issued.ChainFile, "-passout", $"pass:{password}", "-out", file, .. options]);
        return file;
    }

    /// <summary>The private key in another form.</summary>
    internal async Task<string> ConvertKeyAsync(IssuedCertificate issued, params string[] command)
    {
        string file = FileOf($"key-{Interlocked.Increment(ref _issued)}", "pem");
        await OpenSsl.RunAsync(Directory, [.. command, "-in", issued.KeyFile, "-out", file]);
        return file;
    }

    /// <summary>Verifies a signed profile as whoever trusts the root, and takes out what was signed.</summary>
    /// <param name="signed">The signed profile.</param>
    /// <param name="options">Further options of <c>openssl cms -verify</c>.</param>
    internal async Task<byte[]> VerifyAsync(byte[] signed, params string[] options) =>
        await OpenSsl.RunAsync(
            Directory, ["cms", "-verify", "-inform", "DER", "-in", await KeepAsync(signed), "-CAfile", RootFile, "-binary", .. options]);

    /// <summary>The subjects of the certificates in a signed profile, without <c>CN=</c>.</summary>
    internal async Task<string[]> SubjectsInAsync(byte[] signed)
    {
        byte[] text = await OpenSsl.RunAsync(Directory, "pkcs7", "-inform", "DER", "-in", await KeepAsync(signed), "-print_certs", "-noout");
        return [.. Subject().Matches(Encoding.UTF8.GetString(text)).Select(match => match.Groups["name"].Value)];
    }

    /// <summary>What openssl says of the parts of a signed profile.</summary>
    internal async Task<string> DescribeAsync(byte[] signed) =>
        Encoding.UTF8.GetString(
            await OpenSsl.RunAsync(Directory, "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", await KeepAsync(signed)));

    private async Task<string> KeepAsync(byte[] signed)
    {
        string file = FileOf($"profile-{Interlocked.Increment(ref _issued)}", "der");
        await File.WriteAllBytesAsync(file, signed);
        return file;
    }

    private Task<byte[]> MakeKeyAsync(string name, string kind) => RunAsync(kind == "RSA"
        ? $"genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out {name}.key"
        : $"genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{kind} -out {name}.key");

    private Task<byte[]> RequestAsync(string name) => RunAsync($"req -new -key {name}.key -subj /CN={name} -out {name}.csr");

    private Task<byte[]> RunAsync(string arguments) => OpenSsl.RunAsync(Directory, arguments.Split(' '));

    private string FileOf(string name, string extension) => Path.Combine(Directory, $"{name}.{extension}");

    [GeneratedRegex(@"subject=CN ?= ?(?<name>\S+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Subject();
}
