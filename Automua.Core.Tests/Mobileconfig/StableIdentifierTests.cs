using Automua.Core.Mobileconfig;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Mobileconfig;

public sealed class StableIdentifierTests
{
    private static readonly Guid Dns = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [Fact]
    public void The_test_vector_of_RFC_9562_comes_out() =>
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), StableIdentifier.Create(Dns, "www.example.com"));

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5000)]
    public void A_name_of_any_length_has_its_own_identifier(int length)
    {
        Guid identifier = StableIdentifier.Create(Dns, new string('n', length));
        Assert.Equal(5, identifier.Version);
        Assert.Equal(identifier, StableIdentifier.Create(Dns, new string('n', length)));
        Assert.NotEqual(identifier, StableIdentifier.Create(Dns, new string('n', length + 1)));
        Assert.NotEqual(identifier, StableIdentifier.Create(Guid.Empty, new string('n', length)));
    }

    [Property]
    public void Identifiers_are_of_version_5_and_written_in_upper_case(Guid @namespace, string? name)
    {
        Guid identifier = StableIdentifier.Create(@namespace, name ?? "");
        Assert.Equal((5, 0x8), (identifier.Version, identifier.Variant & 0xC));
        Assert.Equal(identifier.ToString("D").ToUpperInvariant(), StableIdentifier.ToPayloadUuid(identifier));
    }
}
