using Automua.Functions.Configuration;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Configuration;

/// <summary>Which file counts, and how it is read.</summary>
public sealed class ConfigurationFileTests : IDisposable
{
    private readonly OptionsFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_variable_comes_before_the_home()
    {
        string named = _fixture.Write("named.conf", "[automua]\nproxy_count = 1\n");
        _fixture.Write(".automua.conf", "[automua]\nproxy_count = 2\n");
        AutomuaOptions options = _fixture.Read(("AUTOMUA_CONF", named));
        Assert.Equal(1, options.ProxyCount);
        Assert.Equal(named, options.File);

        options = _fixture.Read();
        Assert.Equal(2, options.ProxyCount);
        Assert.Equal(_fixture.HomeFile, options.File);
    }

    [Fact]
    public void An_empty_variable_names_no_file()
    {
        _fixture.Write(".automua.conf", "[automua]\nproxy_count = 2\n");
        Assert.Equal(2, _fixture.Read(("AUTOMUA_CONF", "")).ProxyCount);
    }

    [Fact]
    public void The_first_file_alone_counts()
    {
        string named = _fixture.Write("named.conf", "[automua]\nloglevel = ERROR\n");
        _fixture.Write(".automua.conf", "[automua]\nproxy_count = 2\n");
        Assert.Equal(0, _fixture.Read(("AUTOMUA_CONF", named)).ProxyCount);
    }

    [Fact]
    public void A_variable_that_names_no_file_is_told_even_where_there_is_another()
    {
        _fixture.Write(".automua.conf", "[automua]\nproxy_count = 2\n");
        string missing = Path.Combine(_fixture.Home, "missing.conf");
        string problem = _fixture.Problem(("AUTOMUA_CONF", missing));
        Assert.Contains("AUTOMUA_CONF", problem, StringComparison.Ordinal);
        Assert.Contains(missing, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_names_a_folder_is_told() =>
        Assert.Contains(_fixture.Home, _fixture.Problem(("AUTOMUA_CONF", _fixture.Home)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        // There is a file, and reading it fails, for an administrator too.
        const string Unreadable = "/proc/self/mem";
        string problem = _fixture.Problem(("AUTOMUA_CONF", Unreadable));
        Assert.StartsWith($"{Unreadable}: cannot be read", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Theory]
    [InlineData("[automua]\nproxy_count=3")]
    [InlineData("[automua]\nproxy_count = 3\n")]
    [InlineData("[automua]\r\nproxy_count = 3\r\n")]
    [InlineData("[automua]\n\n  proxy_count   =   3   \n\n")]
    [InlineData("[automua]\nPROXY_COUNT = 3\n")]
    [InlineData("[automua]\nproxy_count: 3\n")]
    [InlineData("[automua]\nproxy_count:3\n")]
    [InlineData("# A comment\n; another = one\n[automua]\n# proxy_count = 5\n;proxy_count = 6\nproxy_count = 3\n   # indented\n")]
    [InlineData("[other]\nproxy_count = 5\nanything = 1\n[automua]\nproxy_count = 3\n[last]\nproxy_count = 7\n")]
    [InlineData("\uFEFF[automua]\nproxy_count = 3\n")]
    public void Every_form_of_an_INI_file_is_read(string text) => Assert.Equal(3, _fixture.ReadText(text).ProxyCount);

    [Theory]
    [InlineData("db_uri = sqlite:////srv/a=b;c#d.sqlite", "/srv/a=b;c#d.sqlite")]
    [InlineData("db_uri = sqlite:////srv/100%%.sqlite", "/srv/100%.sqlite")]
    [InlineData("db_uri = sqlite:////srv/100%.sqlite", "/srv/100%.sqlite")]
    [InlineData("db_uri : sqlite:////srv/colon.sqlite", "/srv/colon.sqlite")]
    [InlineData("db_uri=sqlite:////srv/with blank.sqlite", "/srv/with blank.sqlite")]
    [InlineData("db_uri = sqlite:////srv/ümlaut.sqlite", "/srv/ümlaut.sqlite")]
    public void A_value_may_hold_what_separates_keys_and_comments(string line, string path) =>
        Assert.Equal(new SqliteUri(path), _fixture.ReadText($"[automua]\n{line}\n").DatabaseUri);

    [Fact]
    public void The_manuals_sample_is_read()
    {
        AutomuaOptions options = _fixture.ReadText("""
            [automua]
            # A typical production setup would use loglevel WARNING.
            loglevel = DEBUG
            # Echo SQL commands into log? Used for debugging.
            db_echo = no
            # In-memory SQLite database
            #db_uri = sqlite:///:memory:
            # SQLite database in a UNIX-like file system
            db_uri = sqlite:////var/lib/automua/db.sqlite
            # Number of proxy servers between automua and the client (default: 0).
            # If your logs only show 127.0.0.1 or ::1 as the source IP for incoming
            # connections, proxy_count probably needs to be changed.
            proxy_count = 1
            """);
        Assert.Equal(LogLevel.Debug, options.LogLevel);
        Assert.False(options.DatabaseEcho);
        Assert.Equal(new SqliteUri("/var/lib/automua/db.sqlite"), options.DatabaseUri);
        Assert.Equal(1, options.ProxyCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("[other]\nproxy_count = 1\n")]
    [InlineData("proxy_count = 1\n")]
    public void A_file_without_the_section_is_told(string text)
    {
        string problem = _fixture.ProblemOfText(text);
        Assert.Contains(_fixture.HomeFile, problem, StringComparison.Ordinal);
        Assert.Contains("[automua]", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy_cuont = 1", "proxy_cuont")]
    [InlineData("db echo = no", "db echo")]
    [InlineData("conf = /etc/x", "conf")]
    [InlineData("state = /var/lib", "state")]
    public void An_unknown_key_is_told_with_its_file_and_the_known_ones(string line, string key)
    {
        string problem = _fixture.ProblemOfText($"[automua]\nloglevel = ERROR\n{line}\n");
        Assert.Contains(_fixture.HomeFile, problem, StringComparison.Ordinal);
        Assert.Contains($"'{key}'", problem, StringComparison.Ordinal);
        Assert.Contains("proxy_count", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[automua]\nthis is no setting\n")]
    [InlineData("[automua\nproxy_count = 1\n")]
    [InlineData("[automua]\nproxy_count = 1\nproxy_count = 2\n")]
    public void A_file_that_is_not_INI_is_told(string text)
    {
        string problem = _fixture.ProblemOfText(text);
        Assert.Contains(_fixture.HomeFile, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Theory]
    [InlineData("[automua]\nadmin_key This-Is-The-Secret-Key\n")]
    [InlineData("[automua]\nThis-Is-The-Secret-Key\n")]
    [InlineData("[automua\nadmin_key = This-Is-The-Secret-Key\n")]
    [InlineData("[automua]\nadmin_key = This-Is-The-Secret-Key\nadmin_key = This-Is-The-Secret-Key\n")]
    public void A_file_that_is_not_INI_is_told_without_what_may_be_a_secret(string text) =>
        Assert.DoesNotContain("Secret", _fixture.ProblemOfText(text), StringComparison.Ordinal);
}
