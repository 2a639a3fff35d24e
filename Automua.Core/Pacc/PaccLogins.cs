namespace Automua.Core.Pacc;

/// <summary>The ways to log in that a document can name (draft-ietf-mailmaint-pacc, <c>authentication</c>).</summary>
[Flags]
internal enum PaccLogins
{
    None = 0,

    /// <summary>A password, in whatever mechanism server and client agree on: <c>password</c>.</summary>
    Password = 1,

    /// <summary>A token for a client that registers itself: <c>oauth-public</c>.</summary>
    OAuthPublic = 2,

    All = Password | OAuthPublic,
}
