using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>The servers of one or more domains, in the order of the document.</summary>
/// <param name="Mail">The mail servers.</param>
/// <param name="Dav">The DAV servers.</param>
public sealed record ImportedServers(ImmutableArray<MailServer> Mail, ImmutableArray<DavServer> Dav);
