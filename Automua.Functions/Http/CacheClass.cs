namespace Automua.Functions.Http;

/// <summary>Who may keep an answer.</summary>
internal enum CacheClass
{
    /// <summary>Nobody: the answer depends on more than the host asked, or is an error.</summary>
    Personal,

    /// <summary>Every cache: the host asked decided alone, so all who ask it get the same.</summary>
    Tenant,
}
