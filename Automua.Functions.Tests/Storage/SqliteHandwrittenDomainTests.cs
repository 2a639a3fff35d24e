namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains of an SQLite file in which administrators write, too.</summary>
public sealed class SqliteHandwrittenDomainTests : HandwrittenDomainContract
{
    private protected override IEnumerable<(string Domain, string Place)> Spoilt => ReferenceDatabase.SpoiledPlaces;

    private protected override Task<AdministeredDatabase> NewReferenceAsync() => Task.FromResult<AdministeredDatabase>(ReferenceDatabase.Create());
}
