namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains of a server's database in which administrators write, too.</summary>
public abstract class ServedHandwrittenDomainContract : HandwrittenDomainContract
{
    private protected override IEnumerable<(string Domain, string Place)> Spoilt =>
        ReferenceDatabase.SpoiledPlaces.Where(row => !ReferenceDatabase.Untyped.Contains(row.Domain));

    private protected override async Task<AdministeredDatabase> NewReferenceAsync() => (await ServerAsync()).NewDatabase().AsReference();

    private protected abstract Task<DatabaseServer> ServerAsync();
}
