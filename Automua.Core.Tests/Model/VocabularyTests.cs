using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("imap", MailServerType.Imap)]
    [InlineData("IMAP", MailServerType.Imap)]
    [InlineData("pop", MailServerType.Pop)]
    [InlineData("pop3", MailServerType.Pop)]
    [InlineData(" smtp ", MailServerType.Smtp)]
    public void Mail_server_types_are_read(string word, MailServerType expected) => IsRead(Vocabularies.MailServerType, word, expected);

    [Theory]
    [InlineData("caldav", DavServerType.CalDav)]
    [InlineData("CardDAV", DavServerType.CardDav)]
    [InlineData("webdav", DavServerType.WebDav)]
    public void Dav_server_types_are_read(string word, DavServerType expected) => IsRead(Vocabularies.DavServerType, word, expected);

    [Theory]
    [InlineData("SSL", ConnectionSecurity.ImplicitTls)]
    [InlineData("TLS", ConnectionSecurity.ImplicitTls)]
    [InlineData("ssl", ConnectionSecurity.ImplicitTls)]
    [InlineData("StartTLS", ConnectionSecurity.StartTls)]
    [InlineData("plain", ConnectionSecurity.None)]
    [InlineData("none", ConnectionSecurity.None)]
    public void Connection_securities_are_read(string word, ConnectionSecurity expected) => IsRead(Vocabularies.ConnectionSecurity, word, expected);

    [Theory]
    [InlineData("plain", AuthenticationMethod.PasswordCleartext)]
    [InlineData("password-cleartext", AuthenticationMethod.PasswordCleartext)]
    [InlineData("secure", AuthenticationMethod.PasswordEncrypted)]
    [InlineData("password-encrypted", AuthenticationMethod.PasswordEncrypted)]
    [InlineData("oauth2", AuthenticationMethod.OAuth2)]
    [InlineData("ntlm", AuthenticationMethod.Ntlm)]
    [InlineData("GSSAPI", AuthenticationMethod.Gssapi)]
    [InlineData("client-ip-address", AuthenticationMethod.ClientIpAddress)]
    [InlineData("TLS-client-cert", AuthenticationMethod.TlsClientCertificate)]
    [InlineData("none", AuthenticationMethod.None)]
    public void Authentication_methods_are_read(string word, AuthenticationMethod expected) => IsRead(Vocabularies.AuthenticationMethod, word, expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("imaps")]
    [InlineData("0")]
    [InlineData("Imap, Pop")]
    public void An_unknown_word_is_refused_with_the_allowed_ones(string? word)
    {
        Assert.False(Vocabularies.MailServerType.TryParse(word, out _, out string? error));
        Assert.Equal($"is '{word}'; allowed are imap, pop, pop3, smtp, jmap, managesieve", error);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("ON", true)]
    [InlineData("True", true)]
    [InlineData(" 1 ", true)]
    [InlineData("no", false)]
    [InlineData("Off", false)]
    [InlineData("FALSE", false)]
    [InlineData("0", false)]
    public void Truth_words_are_read(string word, bool expected)
    {
        Assert.True(TruthValue.TryParse(word, out bool value));
        Assert.Equal(expected, value);
        Assert.Contains(word.Trim(), TruthValue.AllowedWords, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("maybe")]
    [InlineData("2")]
    public void Other_words_are_no_truth(string? word) => Assert.False(TruthValue.TryParse(word, out _));

    private static void IsRead<T>(Vocabulary<T> vocabulary, string word, T expected)
        where T : struct, Enum
    {
        Assert.True(vocabulary.TryParse(word, out T value, out string? error), error);
        Assert.Equal(expected, value);
        Assert.Contains(word.Trim(), vocabulary.AllowedWords, StringComparison.OrdinalIgnoreCase);
    }
}
