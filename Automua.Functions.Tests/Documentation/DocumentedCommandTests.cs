using System.Text;
using Automua.Functions.Tests.Machines;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Documentation;

/// <summary>
/// Every command of the documentation is run as it stands there, page by page from top to bottom, on a machine of its own. What
/// cannot run there says so in a comment before it, which the page does not show: <c>&lt;!-- not run: why --&gt;</c>. One that keeps its terminal,
/// while the reader goes on in another, has <c>&lt;!-- runs on --&gt;</c> there; it starts the service, and where a page says
/// <c>PASTE-THE-KEY-HERE</c> the key that it printed is pasted. What a page takes for granted is in <see cref="Preparations"/>.
/// </summary>
[Collection<OneMachineAtATime>]
public sealed class DocumentedCommandTests(RunCommands run) : IClassFixture<RunCommands>
{
    private const string KeyToPaste = "PASTE-THE-KEY-HERE";
    private const string Terminal = "/tmp/other-terminal";

    // A service that runs, with the key that readers paste, for pages that begin where another one ended.
    private const string Service =
        $"""
        install -D --mode 644 contrib/automua.service /etc/systemd/system/automua.service
        install -D --mode 600 contrib/automua-sample.conf /etc/automua/automua.conf
        sed -i -e 's/^#db_uri/db_uri/' -e 's/^#admin_key = .*/admin_key = {KeyToPaste}/' /etc/automua/automua.conf
        systemctl daemon-reload
        systemctl start automua
        """;

    // Where commands change the database behind the service's back, and it is asked at once.
    private const string Uncached = "\nsed -i 's/^#cache_ttl = .*/cache_ttl = 0/' /etc/automua/automua.conf; systemctl restart automua";

    private const string ServiceWithDomains = $"{Service}\nautomua import --url http://127.0.0.1:4243 contrib/seed-v3.json";

    // A name server that knows no names, for a machine without a network.
    private const string NameServer =
        """
        echo 'options { directory "/var/cache/bind"; listen-on { 127.0.0.1; }; recursion no; };' > /etc/bind/named.conf
        rm --force /etc/resolv.conf
        echo 'nameserver 127.0.0.1' > /etc/resolv.conf
        systemctl start named

        """;

    // Where certbot would leave it.
    private const string Certificate =
        """
        mkdir -p /etc/letsencrypt/live/automua.hoster.example
        openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN=automua.hoster.example \
            -keyout /etc/letsencrypt/live/automua.hoster.example/privkey.pem -out /etc/letsencrypt/live/automua.hoster.example/fullchain.pem

        """;

    // A database of the program that was there before, where the page says it is.
    private static readonly string OldDatabase =
        $"""
        mkdir -p /var/lib/automua
        sqlite3 /var/lib/automua/db.sqlite <<'SQL'
        {ReferenceSchema.Sqlite.Tables}
        INSERT INTO provider VALUES (100, 'Example Inc.', 'Example');
        INSERT INTO server VALUES (121, 5, 'imap.example.com', 993, 'imap', 'SSL', '%EMAILADDRESS%', 'plain');
        INSERT INTO server VALUES (124, 10, 'smtp.example.com', 587, 'smtp', 'STARTTLS', '%EMAILADDRESS%', 'plain');
        INSERT INTO domain VALUES (110, 'example.com', 100, NULL);
        INSERT INTO server_domain VALUES (121, 110), (124, 110);
        SQL

        """;

    // What a page takes for granted, because another one has done it.
    private static readonly Dictionary<string, string> Preparations = new(StringComparer.Ordinal)
    {
        ["docs/administration.md"] = NameServer + Service + Uncached,
        ["docs/configuring.md"] = Service,
        ["docs/databases.md"] = Service,
        ["docs/dns.md"] = ServiceWithDomains,
        ["docs/installing.md"] = Service,
        ["docs/migrating.md"] = OldDatabase + Service,
        ["docs/openrc.md"] = OpenRc.Installation,
        ["docs/running.md"] = Certificate,
        ["docs/testing.md"] = Service,
        ["docs/troubleshooting.md"] = NameServer + ServiceWithDomains,
        ["docs/web-servers.md"] = Service,
    };

    public static TheoryData<string> Pages => [.. Page.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_succeeds(string name)
    {
        Page page = Page.Read(name);
        if (page.Blocks.Any(block => block.Excuse is null))
        {
            await using ScratchMachine machine = await ScratchMachine.StartAsync();
            if (Preparations.TryGetValue(name, out string? preparation))
                await machine.SucceedAsync(preparation);
            (int exitCode, string output) = await machine.RunAsync(Script(page));
            Assert.True(exitCode == 0, $"{name}, exit code {exitCode}:\n{output}");
        }

        run.Add(page);
    }

    [Fact]
    public void Only_pages_are_prepared_for() => Assert.Empty(Preparations.Keys.Except(Page.Names));

    [Fact]
    public void Pages_have_commands_and_those_that_are_not_run_are_few()
    {
        CommandBlock[] blocks = [.. Page.Names.SelectMany(name => Page.Read(name).Blocks)];
        Assert.True(blocks.Length > 50, $"Only {blocks.Length} blocks of commands were found.");
        Assert.True(blocks.Count(block => block.Excuse is null) > blocks.Count(block => block.Excuse is not null));
    }

    private static string Script(Page page)
    {
        StringBuilder script = new("set -x\n");
        foreach (CommandBlock block in page.Blocks.Where(block => block.Excuse is null))
        {
            script.Append($": line {block.Line}\n");
            if (block.RunsOn)
                script.Append($"{{\n{block.Commands}}} > {Terminal} 2>&1 &\nuntil curl -fsS http://127.0.0.1:4243/healthz; do kill -0 $!; sleep 0.2; done\n");
            else
                script.Append(block.Commands);
        }

        // Where the page itself starts the program, its key stands in that terminal, soon after it answers.
        return page.Blocks.Any(block => block.RunsOn)
            ? script.Replace(KeyToPaste, $"$(until sed -n 's/^administration key for this run: //p' {Terminal} | grep .; do sleep 0.2; done)").ToString()
            : script.ToString();
    }
}
