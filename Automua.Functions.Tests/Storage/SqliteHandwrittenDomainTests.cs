using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains of an SQLite file in which administrators write, too.</summary>
public sealed class SqliteHandwrittenDomainTests : HandwrittenDomainContract
{
    [Fact]
    public async Task Names_that_are_no_texts_are_not_listed_and_end_no_list()
    {
        string[] names = [.. (await Store.PagesAsync(new DomainQuery(1000))).Select(domain => domain.Name)];
        Database.Execute("INSERT INTO domain (id, name, provider_id) VALUES (300, x'7A7A', 0), (301, x'FF', 0)");
        foreach (int limit in (int[])[1, 1000])
            Assert.Equal(names, (await Store.PagesAsync(new DomainQuery(limit))).Select(domain => domain.Name));
    }

    private protected override IEnumerable<(string Domain, string Place)> Spoilt => ReferenceDatabase.SpoiledPlaces;

    private protected override Task<AdministeredDatabase> NewReferenceAsync() => Task.FromResult<AdministeredDatabase>(ReferenceDatabase.Create());
}
