using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Configuration;

/// <summary><c>db_uri</c> in SQLAlchemy's forms, and the store that it selects.</summary>
public sealed class DatabaseUriTests
{
    private const string Password = "pa55w0rd";

    [Theory]
    [InlineData("sqlite://", null)]
    [InlineData("sqlite:///", null)]
    [InlineData("sqlite:///:memory:", null)]
    [InlineData("sqlite+pysqlite:///:memory:", null)]
    [InlineData("sqlite:///relative.sqlite", "relative.sqlite")]
    [InlineData("sqlite:///some/relative.sqlite", "some/relative.sqlite")]
    [InlineData("sqlite:////absolute/path.sqlite", "/absolute/path.sqlite")]
    [InlineData("sqlite+pysqlite:////absolute/path.sqlite", "/absolute/path.sqlite")]
    [InlineData("SQLite:////absolute/path.sqlite", "/absolute/path.sqlite")]
    [InlineData("sqlite:////with blank/Ümlaut%.sqlite", "/with blank/Ümlaut%.sqlite")]
    public void SQLites_forms_are_read(string text, string? path)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(problem);
        Assert.Equal(new SqliteUri(path), uri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("automua.sqlite")]
    [InlineData("/var/lib/automua/db.sqlite")]
    [InlineData("://host/x")]
    [InlineData("sqlite:/one/slash")]
    [InlineData("oracle://user:" + Password + "@host/db")]
    [InlineData("oracle+cx_oracle://user:" + Password + "@host/db")]
    [InlineData("sqlitex:///file")]
    [InlineData("http://user:" + Password + "@host/")]
    public void Other_forms_are_refused_with_those_that_are_allowed(string text)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(uri);
        Assert.Contains(DatabaseUri.AllowedForms, problem!, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite://host/file.sqlite")]
    [InlineData("sqlite://user:" + Password + "@host/file.sqlite")]
    [InlineData("sqlite:///file.sqlite?key=" + Password)]
    [InlineData("sqlite:////file.sqlite?timeout=5")]
    [InlineData("user:" + Password + "@host/db")]
    public void SQLites_forms_with_what_SQLite_does_not_have_are_refused(string text)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(uri);
        Assert.NotNull(problem);
        Assert.DoesNotContain(Password, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oracle://user:" + Password + "@host/db")]
    [InlineData("user:" + Password + "@host/db")]
    [InlineData("sqlite://user:" + Password + "@host/db")]
    [InlineData("postgresql://user:" + Password + "@/db")]
    [InlineData("mysql://user:" + Password + "@host")]
    public void A_password_is_not_repeated_when_the_options_are_read(string text)
    {
        using OptionsFixture fixture = new();
        string problem = fixture.ProblemOfText($"[automua]\ndb_uri = {text}\n");
        Assert.StartsWith($"{fixture.HomeFile}: db_uri ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://user:pass@db.example.com/automua", "user", "pass", "db.example.com", 5432, "automua")]
    [InlineData("postgresql+psycopg2://user:pass@127.0.0.1:6432/automua", "user", "pass", "127.0.0.1", 6432, "automua")]
    [InlineData("PostgreSQL+asyncpg://user@db_1/auto%20mua", "user", null, "db_1", 5432, "auto mua")]
    [InlineData("postgresql://us%40er:p%40ss%3A%2F%3F%23%25@[2001:db8::1]:1/db", "us@er", "p@ss:/?#%", "2001:db8::1", 1, "db")]
    [InlineData("postgresql://user:a/b?c:d@host/db", "user", "a/b?c:d", "host", 5432, "db")]
    [InlineData("postgresql://user:@host/db?application_name=a@b", "user", "", "host", 5432, "db")]
    [InlineData("postgresql://user@/db?host=/run/postgresql", "user", null, "/run/postgresql", 5432, "db")]
    [InlineData("postgresql://user:pass@host/db?connect_timeout=10&client_encoding=utf8", "user", "pass", "host", 5432, "db")]
    [InlineData("mysql://automua:secret@localhost/automua", "automua", "secret", "localhost", 3306, "automua")]
    [InlineData("mysql+pymysql://user:pass@dbhost/automua?charset=utf8mb4", "user", "pass", "dbhost", 3306, "automua")]
    [InlineData("mariadb+mariadbconnector://user:pass@dbhost:3307/automua", "user", "pass", "dbhost", 3307, "automua")]
    [InlineData("mysql://user@localhost/db?unix_socket=/run/mysqld/mysqld.sock", "user", null, "/run/mysqld/mysqld.sock", 3306, "db")]
    public void Servers_forms_are_read(string text, string user, string? password, string host, int port, string database)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(problem);
        ServerUri server = Assert.IsType<ServerUri>(uri, exactMatch: false);
        Assert.Equal((user, password, host, port, database), (server.User, server.Password, server.Host, server.Port, server.Database));
        Assert.Equal($"{database} at {host}:{port}", server.ToString());
    }

    [Theory]
    [InlineData("disable", TransportSecurity.None)]
    [InlineData("allow", TransportSecurity.WhereOffered)]
    [InlineData("prefer", TransportSecurity.WhereOffered)]
    [InlineData("require", TransportSecurity.Required)]
    [InlineData("verify-ca", TransportSecurity.TrustedAuthority)]
    [InlineData("verify-full", TransportSecurity.TrustedServer)]
    public void PostgreSQLs_modes_are_libpqs(string mode, object security)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse($"postgresql://user@host/db?sslmode={mode}");
        Assert.Null(problem);
        Assert.Equal(security, Assert.IsType<PostgreSqlUri>(uri).Security);
    }

    [Theory]
    [InlineData("", TransportSecurity.TrustedAuthority)]
    [InlineData("sslmode=require&", TransportSecurity.TrustedAuthority)]
    [InlineData("sslmode=verify-ca&", TransportSecurity.TrustedAuthority)]
    [InlineData("sslmode=verify-full&", TransportSecurity.TrustedServer)]
    public void PostgreSQLs_options_are_libpqs(string mode, object security)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(
            $"postgresql://user@host/db?{mode}sslrootcert=%2Fetc%2Froot.pem&connect_timeout=7&application_name=mail+1");
        Assert.Null(problem);
        PostgreSqlUri read = Assert.IsType<PostgreSqlUri>(uri);
        Assert.Equal(security, read.Security);
        Assert.Equal(("/etc/root.pem", 7, "mail 1", false), (read.RootCertificate, read.ConnectSeconds, read.ApplicationName, read.IsEntra));
    }

    [Fact]
    public void MySQLs_options_are_PyMySQLs()
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(
            "mysql://user@host/db?charset=utf8&ssl_ca=/etc/root.pem&ssl_check_hostname=false&connect_timeout=7");
        Assert.Null(problem);
        MySqlUri read = Assert.IsType<MySqlUri>(uri);
        Assert.Equal(("/etc/root.pem", 7, false), (read.RootCertificate, read.ConnectSeconds, read.ChecksHost ?? true));
    }

    [Theory]
    [InlineData("postgresql://", "names no user")]
    [InlineData("postgresql://host/db", "names no user")]
    [InlineData("postgresql://:" + Password + "@host/db", "names no user")]
    [InlineData("mysql://host/db?user=a", "names no user")]
    [InlineData("postgresql://user:" + Password + "@/db", "names no host")]
    [InlineData("postgresql://user:" + Password + "@host", "names no database")]
    [InlineData("mysql://user:" + Password + "@host/", "names no database")]
    [InlineData("mysql://user:" + Password + "@host/?charset=utf8mb4", "names no database")]
    [InlineData("postgresql://user:x@" + Password + "@host/db", "%40")]
    [InlineData("postgresql://user:x@ss/" + Password + "@host/db", "%40")]
    [InlineData("postgresql://user:x@ss/w?" + Password + "@host/db", "%40")]
    [InlineData("postgresql://user:x@ss/w?" + Password + "=x@host/db", "%40")]
    [InlineData("mysql://user:x@ss/w?x&" + Password + "@host/db", "%40")]
    [InlineData("mysql://user:x@host/db?1" + Password + "=x", "an option that is not known; known are charset,")]
    [InlineData("postgresql://user@host/db?sslrootcert=/root.pem&sslmode=prefer", "sslrootcert, which needs sslmode require, verify-ca or")]
    [InlineData("postgresql://user@host/db?sslmode=disable&sslrootcert=/root.pem", "sslrootcert, which needs sslmode require, verify-ca or")]
    [InlineData("mysql://user@host/db?ssl_check_hostname=true", "ssl_check_hostname, which checks nothing without ssl_ca")]
    [InlineData("postgresql://user:" + Password + "@host:0/db", "host or a port")]
    [InlineData("postgresql://user:" + Password + "@host:65536/db", "host or a port")]
    [InlineData("postgresql://user:" + Password + "@host:port/db", "host or a port")]
    [InlineData("postgresql://user:" + Password + "@one,two/db", "host or a port")]
    [InlineData("postgresql://user:" + Password + "@[::1/db", "host or a port")]
    [InlineData("postgresql://user:" + Password + "@host/db?sslmode=" + Password, "sslmode whose value is not allowed; allowed are disable, allow, prefer,")]
    [InlineData("postgresql://user:" + Password + "@host/db?sslmode", "option sslmode")]
    [InlineData("postgresql://user:" + Password + "@host/db?connect_timeout=0", "whole numbers from 1 to 60")]
    [InlineData("postgresql://user:" + Password + "@host/db?charset=utf8mb4", "option 'charset' that is not known; known are sslmode,")]
    [InlineData("mysql://user:" + Password + "@host/db?sslmode=require", "option 'sslmode' that is not known; known are charset,")]
    [InlineData("mysql://user:" + Password + "@host/db?charset=latin1", "allowed are utf8mb4, utf8")]
    [InlineData("postgresql://user:" + Password + "@host/db?authentication=entra", "has a password")]
    [InlineData("postgresql://user@host/db?authentication=entra&sslmode=prefer", "require, verify-ca or verify-full")]
    [InlineData("postgresql://user@host/db?authentication=" + Password, "allowed are entra")]
    public void Servers_forms_that_lack_something_are_refused_in_a_sentence(string text, string told)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(text);
        Assert.Null(uri);
        Assert.Contains(told, problem!, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:///:memory:", typeof(SqlConfigurationStore), typeof(SqliteDialect), "SQLite in memory")]
    [InlineData("sqlite:////srv/never-opened/automua.sqlite", typeof(SqlConfigurationStore), typeof(SqliteDialect), "SQLite file /srv/never-opened/automua.sqlite")]
    [InlineData("postgresql+psycopg2://user:pass@dbhost/automua", typeof(SqlConfigurationStore), typeof(PostgreSqlDialect), "PostgreSQL database automua at dbhost:5432")]
    [InlineData("mysql+pymysql://user:pass@dbhost/automua?charset=utf8mb4", typeof(SqlConfigurationStore), typeof(MySqlDialect), "MySQL database automua at dbhost:3306")]
    public async Task The_configuration_selects_the_store(string text, Type store, Type dialect, string description)
    {
        using OptionsFixture fixture = new();
        AutomuaOptions options = fixture.ReadText($"[automua]\ndb_uri = {text}\n");
        ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho)
            .BuildServiceProvider();
        await using (services)
        {
            Assert.IsType(store, services.GetRequiredService<IConfigurationStore>());
            Assert.IsType(dialect, services.GetRequiredService<SqlDialect>());
            Assert.StartsWith(description, services.GetRequiredService<IStorePreparation>().Description, StringComparison.Ordinal);
        }
    }
}
