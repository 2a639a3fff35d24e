using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Functions.Storage;

/// <summary>The words that stand for the model's values in stores: those that the reference system reads too.</summary>
internal static class StoredWords
{
    /// <summary>The <c>kind</c> of a name in <c>automua_host</c> that is a host of this service.</summary>
    public const string Host = "host";

    /// <summary>The <c>kind</c> of a name in <c>automua_host</c> that is a mail exchanger's.</summary>
    public const string MailExchanger = "mx";

    /// <summary>The method for the one column that the reference system reads: a password, if one will do.</summary>
    public static AuthenticationMethod Foremost(ImmutableArray<AuthenticationMethod> methods) =>
        methods.Contains(AuthenticationMethod.PasswordCleartext) ? AuthenticationMethod.PasswordCleartext : methods[0];

    /// <summary>All methods in order; null where <see cref="Foremost"/> says it all.</summary>
    public static string? List(ImmutableArray<AuthenticationMethod> methods) =>
        methods.Length == 1 ? null : string.Join(' ', methods.Select(Of));

    public static string Of(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "plain",
        AuthenticationMethod.PasswordEncrypted => "secure",
        AuthenticationMethod.OAuth2 => "OAuth2",
        AuthenticationMethod.Ntlm => "NTLM",
        AuthenticationMethod.Gssapi => "GSSAPI",
        AuthenticationMethod.ClientIpAddress => "client-IP-address",
        AuthenticationMethod.TlsClientCertificate => "TLS-client-cert",
        _ => "none",
    };
}
