using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>A provider with its domains; providers come in the order of <see cref="ExportOrder"/>.</summary>
/// <param name="Id">The identifier that documents know it by; null when its name is enough.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Servers">Its own servers, for those who ask for itself.</param>
/// <param name="Domains">Its domains by name, in ordinal order of <see cref="DomainPattern.Value"/>.</param>
public sealed record ExportedProvider(
    string? Id, Provider Provider, ImportedServers Servers, ImmutableArray<ExportedDomain> Domains) : ExportedItem;
