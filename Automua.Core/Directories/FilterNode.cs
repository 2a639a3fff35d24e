using System.Formats.Asn1;
using System.Text;

namespace Automua.Core.Directories;

/// <summary>A part of a search filter (RFC 4511 section 4.5.1.7).</summary>
internal abstract record FilterNode
{
    /// <summary>Writes the part, with an address where one is to stand.</summary>
    public abstract void Write(AsnWriter writer, ReadOnlySpan<byte> address);

    private static Asn1Tag Tag(int number, bool isConstructed = true) => new(TagClass.ContextSpecific, number, isConstructed);

    private static void WriteText(AsnWriter writer, string text, Asn1Tag? tag = null) =>
        writer.WriteOctetString(Encoding.UTF8.GetBytes(text), tag);

    /// <summary>All or any of several filters.</summary>
    public sealed record Several(bool AreAll, IReadOnlyList<FilterNode> Parts) : FilterNode
    {
        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address)
        {
            using (writer.PushSetOf(Tag(AreAll ? 0 : 1)))
            {
                foreach (FilterNode part in Parts)
                    part.Write(writer, address);
            }
        }
    }

    /// <summary>What a filter does not match.</summary>
    public sealed record Not(FilterNode Part) : FilterNode
    {
        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address)
        {
            // The choice within makes the tag explicit.
            using (writer.PushSequence(Tag(2)))
                Part.Write(writer, address);
        }
    }

    /// <summary>An attribute that is compared with a value; the operator's number is its tag.</summary>
    public sealed record Comparison(int Operator, string Attribute, AssertionValue Value) : FilterNode
    {
        public const int Equal = 3;
        public const int AtLeast = 5;
        public const int AtMost = 6;
        public const int About = 8;

        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address)
        {
            using (writer.PushSequence(Tag(Operator)))
            {
                WriteText(writer, Attribute);
                writer.WriteOctetString(Value.With(address));
            }
        }
    }

    /// <summary>An attribute that is there.</summary>
    public sealed record Presence(string Attribute) : FilterNode
    {
        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address) =>
            WriteText(writer, Attribute, Tag(7, isConstructed: false));
    }

    /// <summary>An attribute that holds values in this order: one at its start, some within, one at its end.</summary>
    public sealed record Substrings(string Attribute, AssertionValue? Start, IReadOnlyList<AssertionValue> Within, AssertionValue? End) : FilterNode
    {
        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address)
        {
            using (writer.PushSequence(Tag(4)))
            {
                WriteText(writer, Attribute);
                using (writer.PushSequence())
                {
                    if (Start is not null)
                        writer.WriteOctetString(Start.With(address), Tag(0, isConstructed: false));
                    foreach (AssertionValue value in Within)
                        writer.WriteOctetString(value.With(address), Tag(1, isConstructed: false));
                    if (End is not null)
                        writer.WriteOctetString(End.With(address), Tag(2, isConstructed: false));
                }
            }
        }
    }

    /// <summary>A value that is compared by a rule; one of attribute and rule may be missing.</summary>
    public sealed record Extensible(string? Attribute, bool CountsNames, string? Rule, AssertionValue Value) : FilterNode
    {
        public override void Write(AsnWriter writer, ReadOnlySpan<byte> address)
        {
            using (writer.PushSequence(Tag(9)))
            {
                if (Rule is not null)
                    WriteText(writer, Rule, Tag(1, isConstructed: false));
                if (Attribute is not null)
                    WriteText(writer, Attribute, Tag(2, isConstructed: false));
                writer.WriteOctetString(Value.With(address), Tag(3, isConstructed: false));
                if (CountsNames)
                    writer.WriteBoolean(true, Tag(4, isConstructed: false));
            }
        }
    }
}
