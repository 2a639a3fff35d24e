using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Automua.Functions.Tests.Storage;

/// <summary>Steps from small pools of names, so that they often meet the same domain.</summary>
public static class StoreSteps
{
    /// <summary>Names that steps are about, and others that only patterns are for.</summary>
    public static readonly ImmutableArray<DomainName> Names =
    [
        .. ((string[])["a.example", "b.example", "c.example", "münchen.example", "x.b.example", "x.y.b.example", "x.münchen.example", "a.test"])
            .Select(DomainName.Parse),
    ];

    /// <summary>The domains and patterns that steps are about.</summary>
    public static readonly ImmutableArray<DomainPattern> Patterns =
    [
        .. ((string[])["a.example", "b.example", "c.example", "münchen.example", "*.b.example", "*.y.b.example", "*.münchen.example", "*"])
            .Select(DomainPattern.Parse),
    ];

    private static readonly ImmutableArray<MailServer> MailServers =
    [
        Imports.Imap("z.example"),
        Imports.Imap("a.example"),
        Imports.Smtp("smtp.example"),
        Imports.Smtp("smtp.example") with { Priority = 5 },
    ];

    private static readonly ImmutableArray<DavServer> DavServers =
    [
        new(DavServerType.CalDav, Template.Parse("https://dav.example/")),
        new(DavServerType.CalDav, Template.Parse("https://dav.example/")) { Port = 8443 },
    ];

    /// <summary>Sequences of steps.</summary>
    public static Arbitrary<StoreStep[]> Sequence() => Step.ArrayOf().ToArbitrary();

    private static Gen<StoreStep> Step => Gen.Frequency(
        (1, Gen.Constant(new StoreStep(null, default))),
        (3, from name in Gen.Elements<DomainPattern>(Patterns)
            select new StoreStep(null, default) { Removed = name }),
        (6, from name in Gen.Elements<DomainPattern>(Patterns)
            from provider in Gen.Elements("One Ltd.", "Two")
            from servers in Servers
            from directory in Gen.Frequency((3, Gen.Constant((int?)null)), (1, Gen.Elements<int?>(1, 2)))
            select new StoreStep(null, default) { Put = new DomainEntry(name, provider, servers, directory) }),
        (12, from document in Document
             from mode in Gen.Frequency(
                 (9, Gen.Constant(ImportMode.Merge)), (2, Gen.Constant(ImportMode.Replace)), (1, Gen.Constant(ImportMode.Create)))
             select new StoreStep(document, mode)));

    private static Gen<ImportDocument> Document =>
        from provider in Gen.Elements("One Ltd.", "Two")
        from names in Gen.SubListOf<DomainPattern>(Patterns)
        // Domains of a document share their servers, or nearly all do.
        from common in Servers
        from own in Servers
        from choices in Gen.ArrayOf(Gen.Choose(0, 5), Patterns.Length)
        from ids in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(1, 2))), Patterns.Length)
        from keeps in Gen.ArrayOf(Gen.Choose(0, 1), Patterns.Length)
        from directories in Gen.SubListOf<DirectoryServer>(
            [Imports.LdapServer(1, "ldap1.example"), Imports.LdapServer(2, "ldap2.example")])
        from host in Gen.Elements("ldap3.example", "ldap4.example")
        from plain in Gen.Elements(false, true)
        from ownNames in Gen.Two(Gen.SubListOf<DomainName>(Names))
        from details in Gen.Elements(Enum.GetValues<ImportedDetails>())
        select new ImportDocument(
            [
                new ImportedProvider(
                    new Provider(provider, Provider.ShortNameOf(provider))
                    {
                        Hosts = details == ImportedDetails.All ? [.. ownNames.Item1.Take(2)] : [],
                        MxDomains = details != ImportedDetails.None ? [.. ownNames.Item2.Take(2)] : [],
                    },
                    [
                        .. names.Select((name, i) => new ImportedDomain(
                            name, choices[i] == 0 ? own : common, ids[i] < 0 ? null : ids[i], $"/domains/{i}")
                        {
                            KeepsDirectory = ids[i] < 0 && keeps[i] == 0,
                        }),
                    ],
                    "/provider")
                {
                    Details = details,
                    Servers = details != ImportedDetails.None ? own : null,
                },
            ],
            [
                .. directories.Select((server, i) => new ImportedDirectory(
                    server with { Host = host, UseTls = !plain, AllowPlain = plain }, $"/ldapservers/{i}")),
            ]);

    private static Gen<ImportedServers> Servers =>
        from mail in Gen.Elements<MailServer>(MailServers).NonEmptyListOf()
        from dav in Gen.SubListOf<DavServer>(DavServers)
        select new ImportedServers([.. mail.Take(4)], [.. dav]);
}
