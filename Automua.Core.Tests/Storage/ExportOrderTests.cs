using Automua.Core.Storage;

namespace Automua.Core.Tests.Storage;

public sealed class ExportOrderTests
{
    [Fact]
    public void Providers_come_by_name_and_those_without_an_identifier_first() =>
        Assert.Equal(
            [("A", null), ("A", "a"), ("A", "b"), ("B", null), ("a", null)],
            Arranged(("B", null), ("A", "b"), ("a", null), ("A", null), ("A", "a")));

    [Fact]
    public void Of_providers_of_one_name_without_an_identifier_the_oldest_alone_goes_without() =>
        Assert.Equal([("A", null), ("A", "A (2)"), ("A", "A (3)")], Arranged(("A", null), ("A", null), ("A", null)));

    [Fact]
    public void An_identifier_that_is_given_is_nobody_elses() =>
        Assert.Equal([("A", null), ("A", "A (3)"), ("B", "A (2)")], Arranged(("A", null), ("B", "A (2)"), ("A", null)));

    [Fact]
    public void What_is_arranged_once_stays_so()
    {
        (string Name, string? Id)[] once = Arranged(("A", null), ("B", "A (2)"), ("A", null), ("A", "x"));
        Assert.Equal(once, Arranged(once));
    }

    private static (string Name, string? Id)[] Arranged(params (string Name, string? Id)[] providers) =>
        [.. ExportOrder.Arrange(providers, provider => provider.Id, provider => provider.Name).Select(item => (item.Provider.Name, item.Id))];
}
