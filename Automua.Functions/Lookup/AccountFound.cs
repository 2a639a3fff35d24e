using Automua.Core.Model;

namespace Automua.Functions.Lookup;

/// <summary>The domain is known.</summary>
/// <param name="Account">What a dialect needs.</param>
/// <param name="IsTenant">Whether the host asked decided alone and no directory was asked: then every mailbox gets the same.</param>
internal sealed record AccountFound(MailAccount Account, bool IsTenant) : AccountResult;
