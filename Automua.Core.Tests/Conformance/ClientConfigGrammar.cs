using System.Diagnostics;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>
/// Holds clientConfig documents against a RELAX NG grammar written from draft-ietf-mailmaint-autoconfig. The validator is
/// libxml2's xmllint: one process for any number of documents.
/// </summary>
public static class ClientConfigGrammar
{
    /// <summary>Asserts that a document follows the grammar; a rule for answers, whatever their model.</summary>
    public static void IsFollowed(byte[] document, MailAccount? account) => AreFollowed([document]);

    /// <summary>Asserts that documents follow the grammar.</summary>
    public static void AreFollowed(IReadOnlyList<byte[]> documents)
    {
        string[] complaints = ComplaintsAbout(documents);
        for (int i = 0; i < documents.Count; i++)
            Assert.True(complaints[i].Length == 0, $"{complaints[i]}{XmlAnswer.Text(documents[i])}");
    }

    /// <summary>What the validator says of each document: nothing, or what is wrong.</summary>
    public static string[] ComplaintsAbout(IReadOnlyList<byte[]> documents)
    {
        string folder = Directory.CreateTempSubdirectory("automua-grammar-").FullName;
        try
        {
            string[] names = [.. Enumerable.Range(0, documents.Count).Select(number => $"{number}.xml")];
            foreach ((string name, byte[] document) in names.Zip(documents))
                File.WriteAllBytes(Path.Combine(folder, name), document);
            string[] lines = Validate(folder, names).Split('\n');
            return
            [
                .. names.Select(name => lines.Contains($"{name} validates", StringComparer.Ordinal)
                    ? ""
                    : string.Concat(lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line + "\n"))),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Validate(string folder, string[] names)
    {
        using Process validator = new()
        {
            StartInfo = new ProcessStartInfo(
                "xmllint", ["--nonet", "--noout", "--relaxng", SchemaFolder.PathOf("clientConfig.rng"), .. names])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        validator.Start();
        string said = validator.StandardError.ReadToEnd();
        validator.WaitForExit();
        Assert.True(said.Contains("validate", StringComparison.Ordinal), $"xmllint ended with {validator.ExitCode}: {said}");
        return said;
    }
}
