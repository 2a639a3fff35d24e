namespace Automua.Functions.Checking;

/// <summary>Whether DNS says where the domain's mail is received, which this service neither knows nor needs.</summary>
/// <param name="Subject">The domain's name and the type.</param>
/// <param name="Standing">Whether there is such a record.</param>
internal sealed record MailExchangerFinding(string Subject, Standing Standing) : Finding(Subject, Standing);
