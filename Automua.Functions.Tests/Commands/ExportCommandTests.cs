using System.Runtime.Versioning;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Commands;

/// <summary><c>automua export</c>, <c>automua purge</c> and the modes of <c>automua import</c>.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    private Dictionary<string, string?> Store => StoreAt("store");

    private static string Sample => SampleFile.PathOf("seed-v3.json");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_store_moves_to_another_by_export_and_import()
    {
        await SucceedAsync(Store, "import", Sample);
        string file = Path.Combine(_directory, "exported.json");
        Assert.Empty(await SucceedAsync(Store, "export", "--output", file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(_directory, "exported*"));

        await SucceedAsync(StoreAt("other"), "import", "--mode", "create", file);
        Assert.Equal(await File.ReadAllTextAsync(file), await ExportAsync(StoreAt("other")));
    }

    [Fact]
    public async Task An_export_goes_to_standard_output_when_no_file_is_named()
    {
        string seed = Path.Combine(_directory, "seed.json");
        await File.WriteAllTextAsync(seed, Seed.Of("One", "one", "a.example"));
        await SucceedAsync(Store, "import", seed);
        Assert.Equal(await ExportAsync(Store), await SucceedAsync(Store, "export"));
        Assert.Equal(await ExportAsync(Store), await SucceedAsync(Store, "export", "-o", "-"));
    }

    [Fact]
    public async Task Rows_that_are_wrong_are_left_out_by_name_and_all_others_are_there()
    {
        SqliteFile database = ReferenceDatabase.Create(directory: _directory);
        database.Execute("INSERT INTO domain (id, name, provider_id) VALUES (3020, 'GOOD.example', 0), (3021, 'not a name', 0)");
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = database.Uri };
        (int exitCode, string document, string error) = await AutomuaProgram.RunAsync(store, null, "export");
        Assert.Equal(1, exitCode);
        Assert.Contains("left out: ldapserver row 2001: port ", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 3000: provider_id names a provider that does not exist; 1 domain is left out", error, StringComparison.Ordinal);
        Assert.Contains("left out: server row 4001: port is '70000'", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 3020: name is that of row 0, spelled differently", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 3021: name ", error, StringComparison.Ordinal);
        Assert.Contains("left out: provider row 1001: name is empty; 1 domain is left out", error, StringComparison.Ordinal);

        string file = Path.Combine(_directory, "exported.json");
        await File.WriteAllTextAsync(file, document);
        await SucceedAsync(Store, "import", file);
        Assert.Equal(document, await ExportAsync(Store));
        await using AutomuaProgram before = await AutomuaProgram.StartAsync(store);
        await using AutomuaProgram after = await AutomuaProgram.StartAsync(Store);
        foreach (string domain in (string[])["good.example", "upper.example", "münchen.example", "dav.example"])
            Assert.Equal((await before.Client.AutoconfigAsync(domain)).ToString(), (await after.Client.AutoconfigAsync(domain)).ToString());
        foreach (string domain in (string[])["serverless.example", "orphan.example"])
            Assert.Equal(404, await after.Client.AutoconfigStatusAsync(domain));
    }

    [Fact]
    public async Task What_hands_wrote_otherwise_than_documents_do_comes_back_too()
    {
        SqliteFile database = ReferenceDatabase.Create(directory: _directory);
        database.Execute(
            """
            INSERT INTO ldapserver VALUES
                (1, 'LDAP.Example.com', 636, 1, 'dc=x', '(mail={0})', 'uid', '', ' kept as it is ', ''),
                (2, '192.0.2.1', 389, 0, 'dc=x', '(mail={0})', 'uid', 'cn', '', ' '),
                (3, 'ldap.example', 636, 1, 'dc=x', '(mail=somebody)', 'uid', 'cn', NULL, NULL);
            UPDATE domain SET ldapserver_id = 1 WHERE id = 0;
            UPDATE domain SET ldapserver_id = 2 WHERE id = 1;
            UPDATE domain SET ldapserver_id = 'none' WHERE id = 3;
            UPDATE provider SET short_name = 'A short name that is longer than its column is' WHERE id = 1000;
            INSERT INTO domain (id, name, provider_id) VALUES
                (100, 'xn--mnchen-3ya.example', 0), (101, ' good.example', 0), (102, 'GRÜN.example', 0), (103, 'grün.example', 0);
            """);
        string file = Path.Combine(_directory, "exported.json");
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, null, "export", "--secrets", "--output", file);
        Assert.Equal(1, exitCode);
        Assert.Contains("left out: ldapserver row 3: search_filter lacks {0}", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 3: ldapserver_id names an LDAP server that does not exist", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 2: name is that of row 100, spelled differently", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 101: name is found by nobody", error, StringComparison.Ordinal);
        Assert.Contains("left out: domain row 102: name is found by nobody", error, StringComparison.Ordinal);

        await SucceedAsync(Store, "import", file);
        string again = Path.Combine(_directory, "again.json");
        await SucceedAsync(Store, "export", "--secrets", "--output", again);
        string document = await File.ReadAllTextAsync(file);
        Assert.Equal(document, await File.ReadAllTextAsync(again));
        Assert.Contains("\"bind_password\": \" kept as it is \"", document, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"192.0.2.1\"", document, StringComparison.Ordinal);
        Assert.Contains("\"xn--mnchen-3ya.example\"", document, StringComparison.Ordinal);
        Assert.Contains("\"xn--grn-ioa.example\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Providers_of_one_name_stay_apart()
    {
        SqliteFile database = ReferenceDatabase.Create(directory: _directory);
        database.Execute("INSERT INTO provider (id, name, short_name) VALUES (2000, 'Good & Sons', 'Second'); UPDATE domain SET provider_id = 2000 WHERE id = 2");
        (_, string document, _) = await AutomuaProgram.RunAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri }, null, "export");
        string file = Path.Combine(_directory, "exported.json");
        await File.WriteAllTextAsync(file, document);
        await SucceedAsync(Store, "import", file);
        Assert.Equal(document, await ExportAsync(Store));
        Assert.Contains("\"id\": \"Good & Sons (2)\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purge_is_done_for_those_only_who_say_that_they_mean_it()
    {
        await SucceedAsync(Store, "import", Sample);
        string before = await ExportAsync(Store);
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(Store, null, "purge");
        Assert.Equal(2, exitCode);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        (exitCode, _, error) = await AutomuaProgram.RunAsync(Store, null, "purge", "--yes", "false");
        Assert.Equal(2, exitCode);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.Equal(before, await ExportAsync(Store));
        Assert.Equal("removed: 2 providers, 4 domains\n", await SucceedAsync(Store, "purge", "--yes"));
        Assert.Equal("removed: 0 providers, 0 domains\n", await SucceedAsync(Store, "purge", "--yes"));
    }

    [Fact]
    public async Task A_dry_run_of_a_replacement_names_what_would_go()
    {
        await SucceedAsync(Store, "import", Sample);
        string seed = Path.Combine(_directory, "seed.json");
        await File.WriteAllTextAsync(seed, Seed.Of("New", "new", "customer.example", "new.example"));
        string before = await ExportAsync(Store);
        string said = await SucceedAsync(Store, "import", "--dry-run", "--mode", "replace", seed);
        Assert.Contains("providers 1 added, 2 removed; domains 1 added, 1 changed, 3 removed\n", said, StringComparison.Ordinal);
        Assert.Contains("  providers removed: Hoster GmbH, Moved\n", said, StringComparison.Ordinal);
        Assert.Contains("  domains changed: customer.example\n", said, StringComparison.Ordinal);
        Assert.Contains("  domains removed: *.customer.example, moved.example, special.example\n", said, StringComparison.Ordinal);
        Assert.Equal(before, await ExportAsync(Store));
        Assert.Equal(said.Replace("dry run: nothing was stored\n", "", StringComparison.Ordinal), await SucceedAsync(Store, "import", "--mode", "replace", seed));
    }

    [Fact]
    public async Task A_store_that_holds_data_is_not_created_anew()
    {
        await SucceedAsync(Store, "import", "--mode", "create", Sample);
        (int exitCode, string output, _) = await AutomuaProgram.RunAsync(Store, null, "import", "--mode", "create", Sample);
        Assert.Equal(1, exitCode);
        Assert.Contains("already holds data", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("create")]
    public async Task Modes_in_which_one_file_undoes_another_take_one_file(string mode)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(Store, null, "import", "--mode", mode, Sample, Sample);
        Assert.Equal(2, exitCode);
        Assert.Contains($"--mode {mode} takes one file", error, StringComparison.Ordinal);
        Assert.Equal("{\n  \"version\": 3,\n  \"providers\": []\n}\n", await ExportAsync(Store));
    }

    // Into a file: what a program prints is held against the rule that no log tells an address.
    private async Task<string> ExportAsync(Dictionary<string, string?> store)
    {
        string file = Path.Combine(_directory, $"export-{Guid.NewGuid():N}");
        await SucceedAsync(store, "export", "--output", file);
        return await File.ReadAllTextAsync(file);
    }

    private static async Task<string> SucceedAsync(Dictionary<string, string?> store, params string[] arguments)
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(store, null, arguments);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    private Dictionary<string, string?> StoreAt(string name) => new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{_directory}/{name}.sqlite" };
}
