namespace Automua.Core.Pacc;

/// <summary>
/// The name under which a document tells where mail is sent: revisions of draft-ietf-mailmaint-pacc differ in it
/// (a member of <c>protocols</c>).
/// </summary>
public enum PaccSubmissionKey
{
    /// <summary><c>submit</c>, since revision 03.</summary>
    Submit,

    /// <summary><c>smtp</c>, up to revision 02.</summary>
    Smtp,
}
