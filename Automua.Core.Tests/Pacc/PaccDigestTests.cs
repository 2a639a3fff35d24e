using Automua.Core.Pacc;

namespace Automua.Core.Tests.Pacc;

public sealed class PaccDigestTests
{
    [Theory]
    [InlineData("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    public void PA_01_the_record_holds_the_SHA_256_of_the_octets_in_base64(string document, string digest) =>
        Assert.Equal($"v=UAAC1; a=sha256; d={digest}", PaccDigest.RecordValue(System.Text.Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void PA_01_the_record_stands_under_its_own_label() => Assert.Equal("_ua-auto-config", PaccDigest.RecordLabel);
}
