using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>Reads one domain as an administrator sends it: the object that <see cref="EntryWriter"/> writes.</summary>
public static class DomainDraftReader
{
    /// <summary>Reads a domain: JSON in UTF-8, with or without BOM.</summary>
    public static DomainDraftReading Read(ReadOnlyMemory<byte> document)
    {
        JsonFindings findings = new() { Others = OtherMembers.Refused };
        DomainDraft? draft = JsonText.Read(document, findings, Read);
        return new DomainDraftReading(findings.Faults.Count == 0 ? draft : null, [.. findings.Faults]);
    }

    private static DomainDraft? Read(JsonPlace root)
    {
        if (!root.IsObjectOf("name", "provider", "ldapserver_id", "servers"))
            return null;
        DomainPattern? name = root["name"].IsThere
            ? root["name"].Required<DomainPattern>(DomainPattern.TryParse, DocumentLimits.Pattern)
            : null;
        return new DomainDraft(
            name,
            root["provider"].OptionalText(DocumentLimits.ProviderId),
            root["servers"].IsThere ? ServersReader.OfProvider(root["servers"]) : null,
            root["ldapserver_id"].OptionalNumber(0, int.MaxValue));
    }
}
