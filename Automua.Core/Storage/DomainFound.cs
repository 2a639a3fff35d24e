using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>The domain is known.</summary>
/// <param name="Configuration">What is stored of it.</param>
public sealed record DomainFound(DomainConfiguration Configuration) : DomainLookup;
