using Automua.Core.Model;

namespace Automua.Core.Settings;

/// <summary>What a person types as login name: the name itself, or words that say what it is as long as no mailbox is known.</summary>
/// <param name="Text">The name or the words.</param>
/// <param name="IsKnown">Whether it is the name itself.</param>
internal readonly record struct LoginName(string Text, bool IsKnown)
{
    private const string Address = "your full e-mail address";
    private const string LocalPart = "the part of your e-mail address before the @";

    // Where a directory tells the login names, no template says what they are.
    private const string FromDirectory = "the login name that you were given";

    /// <summary>The login name of a mailbox, or what a template says of everybody's.</summary>
    public static LoginName Of(MailAccount account, Template userName) =>
        account.DirectoryLogin is not null || account.Address is not null ? new(account.LoginOf(userName), true)
        : account.Configuration.Directory is not null ? new(FromDirectory, false)
        : !userName.NeedsMailbox ? new(userName.Expand(account.Values), true)
        : new(InWords(userName, account.Domain), false);

    // Words stand alone for themselves; among other characters they need marks around them.
    private static string InWords(Template userName, DomainName domain)
    {
        bool isAlone = userName.Text is Template.EmailAddress or Template.EmailLocalPart or Template.RealName;
        return userName.Expand(isAlone
            ? new TemplateValues(Address, LocalPart, domain.Value, Address)
            : new TemplateValues($"[{Address}]", $"[{LocalPart}]", domain.Value, $"[{Address}]"));
    }
}
