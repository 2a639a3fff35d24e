using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class ProgramLogTests
{
    [Theory]
    [InlineData("warn: user@example.com")]
    [InlineData("GET /mail/config-v1.1.xml?emailaddress=user@example.com for 127.0.0.1")]
    [InlineData("GET /mail/config-v1.1.xml?emailaddress=user%40example.com")]
    [InlineData("GET /?e=us%65r%40example%2Ecom")]
    [InlineData("'first.last+tag@sub.example.com'")]
    [InlineData("<user@localhost>")]
    [InlineData("(jürgen@bücher.example)")]
    [InlineData("{\"address\":\"user@example.com\"}")]
    [InlineData("to=user@[127.0.0.1]")]
    [InlineData("a@b")]
    [InlineData("\\\"quoted\\\"x@example.com")]
    public void XX_01_the_checker_recognizes_an_address(string line) => Assert.True(ProgramLog.HoldsAddress(line));

    [Theory]
    [InlineData("")]
    [InlineData("automua 0.1.0 listens on http://127.0.0.1:4243")]
    [InlineData("SQL: SELECT id FROM domain WHERE name = @p0 COLLATE NOCASE OR name = @p1")]
    [InlineData("INSERT INTO provider (id, name) VALUES (@p0, @p1)")]
    [InlineData("Domain example.com cannot be answered: server 3, column port")]
    [InlineData("GET Autoconfig for ::ffff:127.0.0.1 by http: 200 in 0.3 ms")]
    [InlineData("@ alone")]
    [InlineData("50% of it")]
    public void XX_01_the_checker_takes_nothing_else_for_one(string line) => Assert.False(ProgramLog.HoldsAddress(line));

    [Fact]
    public void XX_01_an_address_in_either_stream_is_found()
    {
        ProgramLog error = new();
        error.AddError("fine");
        error.AssertNoAddress();
        error.AddError("user@example.com");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(error.AssertNoAddress);

        ProgramLog output = new();
        output.AddOutput("user%40example.com");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(output.AssertNoAddress);
    }
}
