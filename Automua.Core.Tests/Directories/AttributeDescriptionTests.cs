using Automua.Core.Directories;

namespace Automua.Core.Tests.Directories;

public sealed class AttributeDescriptionTests
{
    [Theory]
    [InlineData("uid")]
    [InlineData("sAMAccountName")]
    [InlineData("x-1_y")]
    [InlineData("a")]
    [InlineData("cn;lang-en")]
    [InlineData("userCertificate;binary;x-1;1")]
    [InlineData("0.9.2342.19200300.100.1.3")]
    [InlineData("2.5.4.3;lang-de")]
    public void Names_and_numbers_with_options_are_attributes(string text) => Assert.True(AttributeDescription.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("1x")]
    [InlineData("-x")]
    [InlineData("x y")]
    [InlineData(" x")]
    [InlineData("x*")]
    [InlineData("ü")]
    [InlineData("uid,cn")]
    [InlineData("x\0")]
    [InlineData("2")]
    [InlineData("2.")]
    [InlineData(".2")]
    [InlineData("2..5")]
    [InlineData("2.05")]
    [InlineData("00.5")]
    [InlineData("٢.٥")]
    [InlineData("cn;")]
    [InlineData(";binary")]
    [InlineData("cn;;binary")]
    [InlineData("cn; binary")]
    [InlineData("cn;a.b")]
    public void Nothing_else_is(string text) => Assert.False(AttributeDescription.IsValid(text));
}
