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
    public void A_password_is_not_repeated_when_the_options_are_read(string text)
    {
        using OptionsFixture fixture = new();
        string problem = fixture.ProblemOfText($"[automua]\ndb_uri = {text}\n");
        Assert.StartsWith($"{fixture.HomeFile}: db_uri ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:///:memory:", typeof(SqlConfigurationStore), typeof(SqliteDialect), "SQLite in memory")]
    [InlineData("sqlite:////srv/never-opened/automua.sqlite", typeof(SqlConfigurationStore), typeof(SqliteDialect), "SQLite file /srv/never-opened/automua.sqlite")]
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
